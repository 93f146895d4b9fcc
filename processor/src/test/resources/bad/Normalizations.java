package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Normalizations {
  @Network
  static class Single {
    @Input(4) Layer x;
    @Linear(1) @LayerNorm @Relu Layer hidden;
    //         ^ @LayerNorm is given [n × 1], with one element in the last dimension, whose normalised value is always 0. Give it more elements, or remove it. [netwright.nothing-to-normalize]⏎      x       [n × 4]  @Input⏎      hidden           @LayerNorm takes [n × … × at least 2]
    @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Values {
    @Input(4) Layer x;
    @LayerNorm(epsilon = 0) Layer normed;
    //                   ^ epsilon of @LayerNorm must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
    @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Scopes {
    @Input(4) Layer x;
    @LayerNorm @L2(0.1) Layer normed;
    //         ^ @L2 acts on the weight, but normed has none; its parameters are bias and scale. Remove it, or choose one of them with on. [netwright.penalty-without-its-parameter]
    @Linear(2) @L1(value = 0.1, on = Scope.SCALE) @MeanSquaredError Layer y;
    //         ^ @L1 acts on the scale, but y has none; its parameters are weight and bias. Remove it, or choose one of them with on. [netwright.penalty-without-its-parameter]
  }
}
