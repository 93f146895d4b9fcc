package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class MomentumTanh {
  @Input(5) Layer features;
  @Linear(8) @Tanh @L2(1e-3) Layer a;
  @Linear(6) @Sigmoid @L1(value = 5e-4, on = Scope.BIAS) Layer b;
  @Linear(3) @MeanSquaredError Layer c;
}
