package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class Structure {
  @Network
  static class Empty {}
  //     ^ Empty has no @Input. Begin it with a field such as: @Input(4) Layer features; [netwright.no-input]
  //     ^ Empty has nothing to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]

  @Network
  static class NoInput {
  //     ^ NoInput has no @Input. Begin it with a field such as: @Input(4) Layer features; [netwright.no-input]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class TwoInputs {
    @Input(1) Layer first;
    @Input(2) Layer second;
  //^ second is a second @Input; the first is first. A network has one. [netwright.second-input]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class LateInput {
    @Relu Layer early;
    @Input(2) Layer late;
  //^ late is the network's @Input, but stands after early. Make it the first Layer field. [netwright.input-is-not-first]
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class NoLoss {
  //     ^ NoLoss has no loss. Put one on its last layer y: @MeanSquaredError, @MeanAbsoluteError, @Huber, @CrossEntropy or @BinaryCrossEntropy. [netwright.no-loss]
    @Input(1) Layer x;
    @Linear(1) Layer y;
  }

  @Network
  static class TwoLosses {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer hidden;
    @Linear(1) @Huber Layer y;
  //^ warning: y follows hidden with no activation between, so that both are one linear layer. Put one on hidden, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //         ^ @Huber is a second loss; the first is @MeanSquaredError on hidden. A network has one. [netwright.second-loss]
  }

  @Network
  static class EarlyLoss {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer hidden;
    //         ^ @MeanSquaredError stands on hidden, but a loss belongs on the last layer, which is y. Move it there. [netwright.loss-is-not-last]
    @Linear(1) Layer y;
  //^ warning: y follows hidden with no activation between, so that both are one linear layer. Put one on hidden, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
  }

  @Network
  static class NothingToTrain {
  //     ^ NothingToTrain has nothing to train. Add a layer with parameters, such as @Linear(10). [netwright.no-parameters]
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
  //                                  ^ nesterov = true needs a momentum above 0. Give one, as in momentum = 0.9. [netwright.nesterov-without-momentum]
  static class NesterovAlone {
    @Input(1) Layer x;
    @Linear(1) @MeanSquaredError Layer y;
  }

  @Network
  static class InputLast {
    @Linear(1) @MeanSquaredError Layer y;
    @Input(1) Layer x;
  //^ x is the network's @Input, but stands after y. Make it the first Layer field. [netwright.input-is-not-first]
    Layer plain;
    //    ^ Nothing says what layer plain is. Annotate it, as with @Input, @Linear or @Relu, or remove it. [netwright.field-says-nothing]
  }
}
