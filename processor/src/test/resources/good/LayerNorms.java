package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Normalisations in each place, and penalties on their scales. */
@Network
@Sgd(learningRate = 0.05)
@L2(1e-2)
class LayerNorms {
  @Input(5) Layer features;

  /** The class's default is for weights, of which this has none. */
  @LayerNorm @L2(value = 0.03, on = Scope.SCALE) Layer normed;

  /** No activation is needed before the next linear layer. */
  @Linear(6) @LayerNorm(epsilon = 1e-3) @L1(value = 0.02, on = Scope.ALL) Layer first;

  @Linear(4) @LayerNorm @Sigmoid @Dropout(0.2)
  @L1(value = 0.01, proximal = true, on = Scope.SCALE) @NonNegative(on = Scope.SCALE)
  Layer second;

  @Linear(3) @MeanSquaredError Layer predict;
}
