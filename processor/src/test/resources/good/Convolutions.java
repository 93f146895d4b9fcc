package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Images: convolutions of each kind, pooling, and what reads them as vectors. */
@Network
@Sgd(learningRate = 0.05)
class Convolutions {
  @Input({2, 7, 6}) Layer image;

  @Conv2d(filters = 4, kernel = 3, padding = Padding.VALID) @Relu Layer first;

  /** Reads [n × 4 × 5 × 4] and gives [n × 6 × 3 × 2]. */
  @Conv2d(value = 6, kernel = {3, 2}, stride = 2, pad = {1, 0}, groups = 2) @BatchNorm @Relu
  Layer second;

  @DepthwiseConv2d(multiplier = 2, dilation = 2, bias = false) @Tanh Layer depthwise;

  @MaxPool2d(value = 2, stride = 1) Layer pooled;

  @ConvTranspose2d(value = 3, stride = 2) @SpatialDropout(0.2) Layer larger;

  @AveragePool2d(value = {2, 1}, padding = Padding.SAME) Layer mean;

  @Flatten @Linear(4) @Sigmoid Layer hidden;

  @Linear(2) @MeanSquaredError Layer predict;
}
