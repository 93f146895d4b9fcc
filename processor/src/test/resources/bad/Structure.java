package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Structure {
  @Network
  static class Empty {}
  //     ^ Empty has no @Input. Add it as the first field, such as: @Input(4) Layer features; [netwright.no-input]
  //     ^ Empty has no parameters to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]

  @Network
  static class NoInput {
  //     ^ NoInput has no @Input. Add it as the first field, such as: @Input(4) Layer features; [netwright.no-input]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TwoInputs {
    @Input(1) Layer first;
    @Input(2) Layer second;
  //^ second is a second @Input. The first is first, and a network has exactly one. Remove one of the two. [netwright.second-input]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LateInput {
    @Relu Layer early;
    @Input(2) Layer late;
  //^ late is the network's @Input, but comes after early. Make it the first Layer field. [netwright.input-is-not-first]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NoLoss {
  //     ^ NoLoss has no loss. Add one to its last layer y: @MeanSquaredError, @MeanAbsoluteError, @Huber, @CrossEntropy or @BinaryCrossEntropy. [netwright.no-loss]
    @Input(1) Layer x;
    @Linear(1) Layer y;
  }

  @Network
  static class TwoLosses {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer hidden;
    @Linear(1) @Huber Layer y;
  //^ warning: y follows hidden without an activation between them, so the two are equivalent to one linear layer. Add an activation to hidden, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ @Huber is a second loss. The first is @MeanSquaredError on hidden, and a network has exactly one. Remove one of the two. [netwright.second-loss]
  }

  @Network
  static class EarlyLoss {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer hidden;
    //         ^ @MeanSquaredError is on hidden, but a loss belongs on the last layer, which is y. Move it there. [netwright.loss-is-not-last]
    @Linear(1) Layer y;
  //^ warning: y follows hidden without an activation between them, so the two are equivalent to one linear layer. Add an activation to hidden, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class NothingToTrain {
  //     ^ NothingToTrain has no parameters to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]
    @Input(1) Layer x;
    @Tanh @MeanSquaredError Layer y;
  }

  @Network
  @Sgd(learningRate = 0.1)
  @Adam
//^ TwoOptimizers already has the optimiser @Sgd. Remove one of the two. [netwright.second-optimizer]
  static class TwoOptimizers {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  @Sgd(learningRate = 0.1, nesterov = true)
  //                                  ^ nesterov = true requires a momentum greater than 0. Set one, such as momentum = 0.9. [netwright.nesterov-without-momentum]
  static class NesterovAlone {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class InputLast {
    @Linear(1) @MeanSquaredError Layer y;
    @Input(1) Layer x;
  //^ x is the network's @Input, but comes after y. Make it the first Layer field. [netwright.input-is-not-first]
    Layer plain;
    //    ^ plain is a Layer field, but no annotation defines what it does. Add one, such as @Input, @Linear or @Relu, or remove the field. [netwright.field-says-nothing]
  }
}
