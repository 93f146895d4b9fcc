package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Depthwise convolutions, each followed by a pointwise one. */
@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class ImageSeparable {
  @Input({2, 9, 8}) Layer image;

  @DepthwiseConv2d(multiplier = 2, stride = {2, 1}, pad = 1, bias = false) @BatchNorm @Silu
  Layer firstDepth;

  @Conv2d(value = 5, kernel = 1, bias = false) @BatchNorm(epsilon = 1e-3) @Relu Layer firstPoint;

  @DepthwiseConv2d(kernel = {2, 3}, dilation = {1, 2}, pad = {1, 2}) @Tanh Layer secondDepth;

  @Conv2d(value = 4, kernel = 1) @Relu @AveragePool2d(2) Layer secondPoint;

  @Flatten @Linear(2) @MeanSquaredError Layer sizes;
}
