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

  @Network
  static class Groups {
    @Input(4) Layer x;
    @LayerNorm @MaxNorm(2) Layer normed;
    //         ^ @MaxNorm acts on groups of weights, but normed has no weight; its parameters are bias and scale. Remove it. [netwright.groups-without-weight]
    @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  static class Twice {
    @Input(4) Layer x;
    @LayerNorm @L1(value = 0.1, on = Scope.ALL) @L1(value = 0.2, on = Scope.ALL) Layer normed;
    //                                                                                 ^ normed has both @L1 and @L1 on its bias and scale, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
    @Linear(3) @LayerNorm @L2(value = 0.1, on = Scope.ALL) @ElasticNet(l1 = 0.1, l2 = 0.1, on = Scope.ALL) Layer hidden;
    //                                                     ^ hidden has both @L2 and @ElasticNet on its weight, bias and scale, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
    @Linear(2) @MeanSquaredError Layer y;
  }

  @Network
  @L1(value = 0.1, on = Scope.ALL)
//^ @L1 on the class acts on the parameters of each layer that has neither its own nor @NoPenalty, but there is no such layer. Remove it. [netwright.default-without-layer]
  @AdamW(on = Scope.SCALE)
//^ The weightDecay of @AdamW acts on the scale of each layer, but no layer has a scale. Choose other parameters with on, or use @Adam. [netwright.decay-without-parameters]
  static class NoScale {
    @Input(4) Layer x;
    @Linear(2) @NoPenalty @MeanSquaredError Layer y;
  }
}
