package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

class LossClasses {
  @Network
  static class Net {
    @Input(4) Layer x;
    @Linear(4) @Tanh @Loss(Components.class) Layer a;
    //                               ^ The trainer cannot create an instance of LossClasses.Components, because it has no constructor that the trainer can call. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Contract.class) Layer b;
    //                             ^ The trainer cannot create an instance of LossClasses.Contract, because it is an interface. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Constant.class) Layer c;
    //                             ^ The trainer cannot create an instance of LossClasses.Constant, because it is an enum. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Inner.class) Layer d;
    //                          ^ The trainer cannot create an instance of LossClasses.Inner, because it is an inner class. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Generic.class) Layer e;
    //                            ^ The trainer cannot create an instance of LossClasses.Generic, because it has type parameters. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Private.class) Layer f;
    //                            ^ The trainer cannot create an instance of LossClasses.Private, because it is private. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(Abstract.class) Layer g;
    //                             ^ The trainer cannot create an instance of LossClasses.Abstract, because it is abstract. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.loss-not-instantiable]
    @Linear(4) @Tanh @Loss(int.class) Layer h;
    //                        ^ int is not a loss. Name a class that implements org.netwright.runtime.OutputLoss. [netwright.no-output-loss]
    @Linear(4) @Tanh @Loss(Good[].class) Layer i;
    //                           ^ networks.LossClasses.Good[] is not a loss. Name a class that implements org.netwright.runtime.OutputLoss. [netwright.no-output-loss]
    @Linear(4) @Tanh @Loss(Almost.class) Layer j;
    //                           ^ LossClasses.Almost is not a loss. Name a class that implements org.netwright.runtime.OutputLoss. [netwright.no-output-loss]
    @Linear(4) @Tanh @Loss(Weights.class) Layer k;
    //                            ^ LossClasses.Weights is not a loss. Name a class that implements org.netwright.runtime.OutputLoss. [netwright.no-output-loss]
    @Linear(4) @Loss(org.netwright.processor.support.HiddenLoss.class) Layer y;
    //                                                         ^ HiddenLoss cannot be accessed from LossClasses_NetTrainer, which is in another package. Make the class, the classes around it and its constructor public. [netwright.loss-not-visible]
  }

  @Network
  static class Members {
    @Input(4) Layer x;
    @Linear(4) @Tanh @Loss(value = Good.class, weight = 0) Layer a;
    //                                                  ^ weight of @Loss must be finite and > 0, but is 0.0. [netwright.value-out-of-range]
    @Linear(4) @Tanh @Loss(value = Good.class, targetWidth = 0) Layer b;
    //                                                       ^ targetWidth of @Loss must be a whole number of at least 1, but is 0. [netwright.value-out-of-range]
    @Linear(4) @Tanh @Loss(value = Good.class, targetWidth = -1) Layer c;
    //                                                       ^ targetWidth of @Loss must be a whole number of at least 1, but is -1. [netwright.value-out-of-range]
    @Linear(4) @Tanh @Loss(value = Good.class, targetWidth = 2_147_483_647) Layer d;
    //               ^ The target of d needs 2147483647 numbers, more than the 2147483639 that one array can hold. Make it smaller. [netwright.too-large]
    @Linear(4) @Loss(value = Good.class, targets = Targets.CLASSES, targetWidth = 4) Layer e;
    //                                                                            ^ The targets of e are CLASSES, whose shape follows from the output. Remove targetWidth, or set targets = Targets.VALUES. [netwright.target-width-without-values]
    @Linear(4) @Loss(value = Good.class, targets = Targets.PROBABILITIES, targetWidth = 1) Layer f;
    //                                                                                  ^ The targets of f are PROBABILITIES, whose shape follows from the output. Remove targetWidth, or set targets = Targets.VALUES. [netwright.target-width-without-values]
    @Relu Layer g;
    @Linear(1) @Loss(value = Good.class, targets = Targets.CLASSES) Layer y;
    //         ^ @Loss needs at least 2 outputs, one for each class, but the output of y is [n × 1]. For two classes and one output, use Targets.PROBABILITIES. [netwright.loss-needs-classes]⏎      x  [n × 4]  @Input⏎      a  [n × 4]  @Linear @Tanh⏎      b  [n × 4]  @Linear @Tanh⏎      c  [n × 4]  @Linear @Tanh⏎      d  [n × 4]  @Linear @Tanh⏎      e  [n × 4]  @Linear⏎      f  [n × 4]  @Linear⏎      g  [n × 4]  @Relu⏎      y  [n × 1]  @Linear⏎                  @Loss takes [n × classes]
  }

  @Network
  static class Parts {
    @Input(4) @Loss(Good.class) Layer x;
    //        ^ x is an input of the network, so it cannot have @Loss too. Remove @Loss, or move it to the next Layer field. [netwright.input-is-more]
    @Linear(4) @Tanh @MeanSquaredError @Loss(Good.class) Layer a;
    //                                 ^ a has both @MeanSquaredError and @Loss, but a layer has at most one loss. Remove @Loss or the other. [netwright.parts-conflict]
    @Loss(Good.class) Layer b;
  //^ b has @Loss, but no annotation that makes it a layer. Move the loss to the previous layer, or add an annotation such as @Linear to this field. [netwright.loss-without-layer]
    @Linear(4) @Loss(Good.class) @Output Layer y;
    //                           ^ y has @Loss, so it is an output already. Remove @Output. [netwright.output-with-loss]
  }

  @Network
  static class Tables {
    @Input({2, 3}) Layer x;
    @LayerNorm @Loss(value = Good.class, targets = Targets.CLASSES) Layer y;
    //         ^ @Loss takes logits [n × classes], but the output of y is [n × 2 × 3]. End with a @Linear that has one output for each class, after @Flatten or a global pooling. [netwright.loss-needs-vectors]⏎      x  [n × 2 × 3]  @Input⏎      y  [n × 2 × 3]  @LayerNorm⏎                      @Loss takes [n × classes]
  }

  @Network
  static class Warned {
    @Input(4) Layer x;
    @Linear(3) @Tanh @Loss(value = Good.class, targets = Targets.CLASSES) Layer a;
    //         ^ warning: @Loss takes logits, but @Tanh changes the output of a before the loss. Remove @Tanh: the loss applies softmax itself. [netwright.activation-on-logits]
    @Linear(3) @Sigmoid @Loss(value = Good.class, targets = Targets.PROBABILITIES) Layer y;
    //         ^ warning: @Loss takes logits, but @Sigmoid changes the output of y before the loss. Remove @Sigmoid: the loss applies sigmoid itself. [netwright.activation-on-logits]
  }

  @Block
  static class Part {
    @Input Layer x;
    @Linear(4) @Loss(Good.class) Layer y;
    //         ^ @Loss is on y, but a block has no loss. Move it to the network that uses the block. [netwright.block-has]
  }

  abstract static class Base implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      return 0;
    }
  }

  record Components(double factor) implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      return 0;
    }
  }

  interface Contract extends OutputLoss {}

  enum Constant implements OutputLoss {
    ONE;

    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      return 0;
    }
  }

  class Inner extends Base {}

  static class Generic<T> extends Base {}

  private static class Private extends Base {}

  abstract static class Abstract extends Base {}

  static class Good extends Base {}

  static class Almost {
    public double loss(double[] output, double[] target, double[] gradient) {
      return 0;
    }
  }

  static class Weights implements ParameterPenalty {
    @Override
    public double value(org.nd4j.linalg.api.ndarray.INDArray p) {
      return 0;
    }

    @Override
    public void gradient(
        org.nd4j.linalg.api.ndarray.INDArray p, org.nd4j.linalg.api.ndarray.INDArray gradient) {}
  }
}
