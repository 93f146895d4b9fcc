package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = 0.2)
class SeedL1L2All {
  @Input(1) Layer features;

  @Linear(10) @Relu @L1(value = 0.01, on = Scope.ALL) @L2(value = 1e-4, on = Scope.ALL)
  Layer hidden;

  @Linear(1) @MeanSquaredError Layer predict;
}
