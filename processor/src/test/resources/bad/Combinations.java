package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Combinations {
  @Network
  static class OnOneField {
    @Input(1) @Relu @L1(0.1) Layer features;
    //        ^ features is the network's @Input and cannot carry @Relu too. Put @Relu on the Layer field after it. [netwright.input-is-more]
    //              ^ features is the network's @Input and cannot carry @L1 too. Put @L1 on the Layer field after it. [netwright.input-is-more]
    @Linear(2) @Relu @Tanh @Gelu Layer hidden;
    //               ^ hidden carries both @Relu and @Tanh, but a layer has one activation. Put the second on a Layer field of its own. [netwright.parts-conflict]
    //                     ^ hidden carries both @Relu and @Gelu, but a layer has one activation. Put the second on a Layer field of its own. [netwright.parts-conflict]
    @Linear(2) @MeanSquaredError @Huber Layer last;
    //                           ^ last carries both @MeanSquaredError and @Huber, but a layer has one loss. Put the second on a Layer field of its own. [netwright.parts-conflict]
  }

  @Network
  static class LossAlone {
    @Input(1) Layer features;
    @Linear(2) Layer hidden;
    @MeanSquaredError Layer last;
  //^ last carries @MeanSquaredError, but says nothing of what layer it is. Put the loss on the field of the layer before it, or add the layer here. [netwright.loss-without-layer]
  }
}
