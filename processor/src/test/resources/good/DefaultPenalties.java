package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Penalties on the class: the default of every layer that has none of the kind itself. */
@Network
@L1(value = 2e-3, on = Scope.ALL)
@L2(3e-3)
public class DefaultPenalties {
  public static final int WIDTH = 6;

  @Input(4) public Layer features;

  /** Both of the class's. */
  @Linear(WIDTH) @Tanh public Layer both;

  /** Its own L1, on the bias alone, and the class's L2. */
  @Linear(WIDTH) @Sigmoid @L1(value = 5e-3, on = Scope.BIAS) public Layer own;

  @Linear(WIDTH) @Softplus @NoPenalty public Layer none;

  /** None of the class's, but its own. */
  @Linear(WIDTH) @Elu @NoPenalty @L1(1e-3) public Layer ownOnly;

  /** No bias, so the class's L1 acts on the weight alone. */
  @Linear(value = 2, bias = false) @MeanAbsoluteError public Layer output;

  public int notALayer;
}
