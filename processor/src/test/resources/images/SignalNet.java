package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Signals, down to one number for each channel. */
@Network
@Adam(learningRate = 0.01)
class SignalNet {
  @Input({3, 21}) Layer signal;

  @Conv1d(value = 6, kernel = 5, stride = 2, pad = 2, bias = false) @BatchNorm @Relu @MaxPool1d(2)
  Layer first;

  @Conv1d(value = 8, dilation = 2, groups = 2, bias = false) @BatchNorm(momentum = 0.5) @Gelu
  Layer second;

  @ConvTranspose1d(value = 4, kernel = 3, stride = 2, pad = 1, outputPadding = 1) @Tanh
  @AveragePool1d(value = 3, stride = 1, pad = 1)
  Layer third;

  @GlobalAveragePool Layer features;

  @Linear(4) @CrossEntropy Layer kind;
}
