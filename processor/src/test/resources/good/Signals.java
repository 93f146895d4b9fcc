package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Signals, and pooling over all positions. */
@Network
@Sgd(learningRate = 0.05)
class Signals {
  @Input({2, 9}) Layer signal;

  @Reshape({2, 9, 1}) @BatchNorm Layer scaled;

  @Reshape({2, 9}) @Conv1d(value = 4, kernel = 3, stride = 2) @GroupNorm(2) @Relu Layer first;

  @DepthwiseConv1d(kernel = 2) @Tanh @MaxPool1d(2) Layer second;

  @Upsample1d(2) @ConvTranspose1d(value = 4, kernel = 2, pad = 0, bias = false) @AveragePool1d(2)
  Layer third;

  @GlobalMaxPool Layer pooled;

  @Linear(3) @RmsNorm Layer hidden;

  @Linear(3) @BatchNorm Layer normed;

  @Linear(2) @MeanSquaredError Layer predict;
}
