package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Adam(learningRate = 1e-2)
class AdamBinary {
  @Input(6) Layer features;
  @Linear(9) @Elu @L2(1e-3) Layer a;
  @Linear(5) @Softplus Layer b;
  @Linear(1) @BinaryCrossEntropy Layer logit;
}
