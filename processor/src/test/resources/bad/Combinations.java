package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Combinations {
  @Network
  static class OnOneField {
    @Input(1) @Relu @L1(0.1) Layer features;
    //        ^ features is an input of the network, so it cannot have @Relu too. Remove @Relu, or move it to the next Layer field. [netwright.input-is-more]
    //              ^ features is an input of the network, so it cannot have @L1 too. Remove @L1, or move it to the next Layer field. [netwright.input-is-more]
    @Linear(2) @Relu @Tanh @Gelu Layer hidden;
    //               ^ hidden has both @Relu and @Tanh, but a layer has at most one activation. Move @Tanh to a separate Layer field. [netwright.parts-conflict]
    //                     ^ hidden has both @Relu and @Gelu, but a layer has at most one activation. Move @Gelu to a separate Layer field. [netwright.parts-conflict]
    @Linear(2) @MeanSquaredError @Huber Layer last;
    //                           ^ last has both @MeanSquaredError and @Huber, but a layer has at most one loss. Remove @Huber or the other. [netwright.parts-conflict]
  }

  @Network
  static class LossAlone {
    @Input(1) Layer features;
    @Linear(2) Layer hidden;
    @MeanSquaredError Layer last;
  //^ last has @MeanSquaredError, but no annotation that makes it a layer. Move the loss to the previous layer, or add an annotation such as @Linear to this field. [netwright.loss-without-layer]
  }
}
