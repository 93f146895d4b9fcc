package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** A residual block with a projection, stochastic depth, and images made of vectors. */
@Network
@Adam(learningRate = 0.01)
@L2(1e-3)
class Residual {
  @Input(32) Layer pixels;

  @Reshape({2, 4, 4}) @Conv2d(value = 3, kernel = 1) Layer x;

  @Conv2d(value = 3, bias = false) @BatchNorm(momentum = 0.3) @Relu Layer inner;

  @Conv2d(value = 3, bias = false) @BatchNorm(affine = false) @StochasticDepth(0.2) @Add("x") @Relu
  Layer sum;

  @Upsample2d(2) @Conv2d(value = 2, stride = 2) @Relu @GlobalAveragePool Layer features;

  @Linear(3) @CrossEntropy Layer classes;
}
