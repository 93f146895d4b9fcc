package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = 0.2)
class SeedL1Weight {
  @Input(1) Layer features;
  @Linear(10) @Relu @L1(0.01) Layer hidden;
  @Linear(1) @MeanSquaredError Layer predict;
}
