package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@Adam(learningRate = 1e-2)
class AdamCrossEntropy {
  @Input(7) Layer features;
  @Linear(16) @Relu @L1(1e-3) @L2(1e-3) Layer a;
  @Linear(12) @LeakyRelu Layer b;
  @Linear(4) @L2(1e-3) @CrossEntropy Layer logits;
}
