package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Structure {
  @Network
  static class Empty {}
  //     ^ Empty has no input. Add one as the first field, such as: @Input(4) Layer features; or, for a record, @Features(Customer.class) Layer customer; [netwright.no-input]
  //     ^ Empty has no parameters to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]

  @Network
  static class NoInput {
  //     ^ NoInput has no input. Add one as the first field, such as: @Input(4) Layer features; or, for a record, @Features(Customer.class) Layer customer; [netwright.no-input]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TwoInputs {
    @Input(1) Layer first;
    //              ^ Nothing reads the output of first, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @Input(2) Layer second;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LateInput {
    @Relu Layer early;
    //          ^ Nothing reads the output of early, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    @Input(2) Layer late;
  //^ late is the network's input, but comes after early. Make it the first Layer field. [netwright.input-is-not-first]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NoLoss {
  //     ^ NoLoss has no loss. Add one to its last layer y: @MeanSquaredError, @MeanAbsoluteError, @Huber, @CrossEntropy or @BinaryCrossEntropy. [netwright.no-loss]
    @Input(1) Layer x;
    @Linear(1) Layer y;
  }

  @Network
  static class EarlyLoss {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer hidden;
    @Linear(1) Layer y;
    //               ^ Nothing reads the output of y, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
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
  //^ x is the network's input, but comes after y. Make it the first Layer field. [netwright.input-is-not-first]
    Layer plain;
    //    ^ Nothing reads the output of plain, and it is not an output of the network. Read it in another field, add a loss or @Output to it, or remove it. [netwright.unread-field]
    //    ^ plain is a Layer field, but no annotation defines what it does. Add one, such as @Input, @Linear or @Relu, or remove the field. [netwright.field-says-nothing]
  }
}
