package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class GraphTowers {
  @Input(5) Layer user;
  @Linear(6) @Tanh @L2(0.01) Layer userVector;
  @Input(4) Layer film;
  @Linear(6) @Tanh Layer filmVector;
  @Multiply("userVector") Layer agreement;
  @Linear(1) @MeanSquaredError Layer rating;
}
