package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

@Network
@AdamW(learningRate = 1e-2, weightDecay = 0.05, on = Scope.ALL)
class AdamwLabelSmoothing {
  @Input(7) Layer features;
  @Linear(16) @Silu Layer a;
  @Linear(4) @CrossEntropy(labelSmoothing = 0.1) Layer logits;
}
