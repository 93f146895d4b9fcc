package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Dropout after an activation that keeps its output, after one that does not, and on its own. */
@Network
class Dropouts {
  @Input(5) Layer features;
  @Dropout(0.1) Layer noisy;
  @Linear(8) @Tanh @Dropout(0.25) Layer a;
  @Linear(7) @Gelu @Dropout Layer b;
  @Linear(6) @Dropout(0.2) Layer c;
  @Silu Layer d;
  @Linear(3) @CrossEntropy Layer logits;
}
