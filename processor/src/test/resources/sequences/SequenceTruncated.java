package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The gradient reaches back a few steps only. */
@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class SequenceTruncated {
  @Input(value = {8, 3}, variable = true) Layer readings;
  @Rnn(value = 4, returns = Returns.ALL, truncate = 3) Layer first;
  @Lstm(value = 5, returns = Returns.ALL, truncate = 2) Layer second;
  @Linear(2) @MeanSquaredError Layer path;
  @After("second") @GlobalAveragePool Layer pooled;
  @Linear(1) @MeanSquaredError(weight = 0.5) Layer mean;
}
