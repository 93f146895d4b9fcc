package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = 0.2)
class SeedNoPenalty {
  @Input(1) Layer features;
  @Linear(10) @Relu Layer hidden;
  @Linear(1) @MeanSquaredError Layer predict;
}
