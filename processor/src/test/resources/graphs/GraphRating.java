package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05)
class GraphRating {
  @Input(1) Layer user;
  @Embedding(vocabulary = 9, width = 4) @L2(0.01) Layer userVector;
  @Input(1) Layer film;
  @Embedding(vocabulary = 7, width = 4) @L1(0.01) Layer filmVector;
  @Multiply("userVector") Layer agreement;
  @Linear(1) @MeanSquaredError Layer rating;
}
