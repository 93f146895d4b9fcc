package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Penalties {
  @Network
  @L2(0.1)
  static class OnWhat {
    @Input(4) Layer x;
    @Relu @L1(0.01) Layer a;
    //    ^ @L1 acts on parameters, but a has none. Move it to a layer with parameters, such as one with @Linear. [netwright.penalty-without-parameters]
    @Dropout @NoPenalty Layer b;
    //       ^ @NoPenalty acts on parameters, but b has none. Move it to a layer with parameters, such as one with @Linear. [netwright.penalty-without-parameters]
    @Linear(value = 3, bias = false) @L1(value = 0.01, on = Scope.BIAS) Layer c;
    //                               ^ @L1 acts on the bias, but c has none (bias = false). Remove it, or set on = Scope.WEIGHT. [netwright.penalty-without-bias]
    @Linear(3) @MeanSquaredError Layer y;
  //^ warning: y follows c without an activation between them, so the two are equivalent to one linear layer. Add an activation to c, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class NoDefault {
    @Input(4) Layer x;
    @Linear(3) @NoPenalty @MeanSquaredError Layer y;
    //         ^ @NoPenalty exempts a layer from the penalties and the decay of the class, but NoDefault has none. Remove it. [netwright.no-penalty-without-default]
  }

  @Network
  @L1(value = 0.1, on = Scope.BIAS)
//^ @L1 on the class acts on the bias of each layer that has neither its own nor @NoPenalty, but there is no such layer. Remove it. [netwright.default-without-layer]
  static class DefaultForNone {
    @Input(4) Layer x;
    @Linear(value = 3, bias = false) @MeanSquaredError Layer y;
  }
}
