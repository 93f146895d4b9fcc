package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9, nesterov = true)
class NesterovGelu {
  @Input(5) Layer features;
  @Linear(8) @Gelu Layer a;
  @Linear(2) @L2(1e-2) @Huber(0.5) Layer b;
}
