package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;
import org.nd4j.linalg.api.ndarray.INDArray;

class Regularizers {
  @Network
  @WeightDecay(0.1)
  static class Twice {
    @Input(4) Layer x;
    @Linear(3) @L1(0.1) @ElasticNet(l1 = 0.2, l2 = 0.3) @NoPenalty Layer a;
    //                  ^ a has both @L1 and @ElasticNet on its weight, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
    @Linear(3) @L1(0.1) @L1(value = 0.2, on = Scope.ALL) @NoPenalty Layer b;
  //^ warning: b follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                                                                    ^ b has both @L1 and @L1 on its weight, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
    @Linear(3) @L2(0.1) @WeightDecay(value = 0.2, on = Scope.ALL) Layer c;
  //^ warning: c follows b without an activation between them, so the two are equivalent to one linear layer. Add an activation to b, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                  ^ c has both @L2 and @WeightDecay on its weight, so the same parameters would shrink twice: once by the gradient of a penalty, which goes through the optimiser, and once directly, by learning rate times strength. Under plain SGD the two are equivalent. Remove one. To exempt the layer from an annotation on the class, add @NoPenalty to the field. [netwright.l2-with-decay]
    @Linear(3) @L2(value = 0.1, towards = Anchor.INITIAL) Layer d;
  //^ warning: d follows c without an activation between them, so the two are equivalent to one linear layer. Add an activation to c, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ d has both @L2 and @WeightDecay on its weight, so the same parameters would shrink twice: once by the gradient of a penalty, which goes through the optimiser, and once directly, by learning rate times strength. Under plain SGD the two are equivalent. Remove one. To exempt the layer from an annotation on the class, add @NoPenalty to the field. [netwright.l2-with-decay]
    @Linear(3) @MaxNorm(2) @UnitNorm @NoPenalty @MeanSquaredError Layer y;
  //^ warning: y follows d without an activation between them, so the two are equivalent to one linear layer. Add an activation to d, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                     ^ y has both @MaxNorm and @UnitNorm, but each of these constraints sets the norms that the other has set. Remove one. [netwright.constraints-conflict]
  }

  @Network
  @AdamW(on = Scope.BIAS)
//^ The weightDecay of @AdamW acts on the bias of each layer, but no layer has a bias. Choose other parameters with on, or use @Adam. [netwright.decay-without-parameters]
  static class NothingDecays {
    @Input(4) Layer x;
    @Linear(value = 3, bias = false) @WeightDecay(0.1) @MeanSquaredError Layer y;
  }

  @Network
  @AdamW
  static class DecaysTwice {
    @Input(4) Layer x;
    @Linear(3) @WeightDecay(0.1) @MeanSquaredError Layer y;
    //         ^ @WeightDecay acts on y, which the weightDecay of @AdamW already decays. Remove it, or use @Adam instead of @AdamW. [netwright.decay-with-adam-w]
  }

  @Network
  static class WithoutEffect {
    @Input(4) Layer x;
    @Relu @ActivityL1(0.1) Layer a;
    //    ^ @ActivityL1 has no effect on a, because neither this layer nor a layer before it has parameters that could change the output. Remove it. [netwright.activity-without-parameters]
    @Linear(3) @L2(0.1) @GroupLasso(0.1) @UnitNorm Layer b;
    //         ^ warning: @L2 has almost no effect together with @UnitNorm: it only scales the weights of b, whose norms are fixed. Remove it. [netwright.penalty-without-effect]
    //                  ^ warning: @GroupLasso has almost no effect together with @UnitNorm: it only scales the weights of b, whose norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Dropout @ActivityL2(0.1) @NonNegative Layer c;
    //       ^ @ActivityL2 acts on the output of a layer before its dropout, but c computes nothing before it. Move it to the previous layer. [netwright.activity-without-output]
    //                        ^ @NonNegative acts on parameters, but c has none. Move it to a layer with parameters, such as one with @Linear. [netwright.penalty-without-parameters]
    @Linear(1) @Orthogonal(value = 0.1, axis = Axis.OUTPUT) @MeanSquaredError Layer y;
  //^ warning: y follows b without an activation between them, so the two are equivalent to one linear layer. Add an activation to b, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ @Orthogonal compares pairs of vectors, but the weight of y, [3 × 1], has only one vector along Axis.OUTPUT. Set the other axis, or remove it. [netwright.nothing-to-be-orthogonal-to]⏎      x  [n × 4]  @Input⏎      a  [n × 4]  @Relu⏎      b  [n × 3]  @Linear⏎      c  [n × 3]  @Dropout⏎      y           @Linear with the weight [3 × 1]
  }

  @Network
  static class Numbers {
    @Input(4) Layer x;
    @Linear(3) @ElasticNet(l1 = -1, l2 = Double.NaN) @MinMaxNorm(min = 2, max = 1, rate = 0) Layer a;
    //                          ^ l1 of @ElasticNet must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                         ^ l2 of @ElasticNet must be finite and ≥ 0, but is NaN. [netwright.value-out-of-range]
    //                                                                 ^ The min of @MinMaxNorm is 2.0, but must be at most its max, 1.0. Swap the two. [netwright.min-above-max]
    //                                                                                    ^ rate of @MinMaxNorm must be in (0, 1], but is 0.0. [netwright.value-out-of-range]
    @Linear(3) @GroupLasso(-1) @Orthogonal(-1) @ActivityL1(-1) @ActivityL2(-1) @MaxNorm(-1) Layer b;
  //^ warning: b follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                     ^ value of @GroupLasso must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                     ^ value of @Orthogonal must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                     ^ value of @ActivityL1 must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                     ^ value of @ActivityL2 must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                                  ^ value of @MaxNorm must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    @Linear(3) @Penalty(value = Sum.class, strength = -1) @WeightDecay(-1) @MeanSquaredError Layer y;
  //^ warning: y follows b without an activation between them, so the two are equivalent to one linear layer. Add an activation to b, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                                                ^ strength of @Penalty must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                 ^ value of @WeightDecay must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
  }

  static class Sum implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      return p.sumNumber().doubleValue();
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(1);
    }
  }

  @Network
  static class Classes {
    @Input(4) Layer x;
    @Linear(3) @Penalty(String.class) Layer a;
    //                        ^ String is not a penalty. Name a class that implements org.netwright.runtime.ParameterPenalty. [netwright.no-parameter-penalty]
    @Linear(3) @Penalty(Abstract.class) @Penalty(ParameterPenalty.class) Layer b;
  //^ warning: b follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                                                                         ^ The trainer cannot create an instance of Regularizers.Abstract, because it is abstract. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    //                                                                         ^ The trainer cannot create an instance of ParameterPenalty, because it is an interface. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(3) @Penalty(Sum.class) @Penalty(Sum.class) Layer c;
  //^ warning: c follows b without an activation between them, so the two are equivalent to one linear layer. Add an activation to b, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                                                       ^ c has both @Penalty and @Penalty on its weight, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
    @Linear(3) @Penalty(org.netwright.processor.support.HiddenPenalty.class) Layer d;
  //^ warning: d follows c without an activation between them, so the two are equivalent to one linear layer. Add an activation to c, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //                                                               ^ HiddenPenalty cannot be accessed from Regularizers_ClassesTrainer, which is in another package. Make the class, the classes around it and its constructor public. [netwright.penalty-not-visible]
    @Linear(3) @MeanSquaredError Layer y;
  //^ warning: y follows d without an activation between them, so the two are equivalent to one linear layer. Add an activation to d, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
  }

  @Network
  static class Groups {
    @Input(4) Layer x;
    @Linear(3) @MaxNorm(value = 2, on = Scope.BIAS) @Relu Layer a;
    //         ^ @MaxNorm acts on groups of weights, which the bias does not have. Choose Scope.WEIGHT or Scope.RECURRENT with on, or remove it. [netwright.groups-of-vector]
    @Linear(3) @Orthogonal(value = 0.1, on = Scope.RECURRENT) @L1(value = 0.1, on = Scope.RECURRENT) @Relu Layer b;
    //         ^ @Orthogonal acts on the recurrent weight, but b has none; its parameters are weight and bias. Remove it, or choose one of them with on. [netwright.penalty-without-its-parameter]
    //                                                        ^ @L1 acts on the recurrent weight, but b has none; its parameters are weight and bias. Remove it, or choose one of them with on. [netwright.penalty-without-its-parameter]
    @Linear(3) @MaxNorm(2) @MaxNorm(value = 3, on = Scope.ALL) @MeanSquaredError Layer y;
    //                                                                                 ^ y has both @MaxNorm and @MaxNorm on its weight, which would count twice. Remove one, or let them act on different parameters with on. [netwright.regularizer-twice]
  }

  @Network
  static class Recurrent {
    @Input({4, 3}) Layer x;
    @Lstm(1) @Orthogonal(value = 0.1, on = Scope.RECURRENT) Layer memory;
    //       ^ @Orthogonal compares pairs of vectors, but the recurrent weight of memory, [1 × 4], has only one vector along Axis.INPUT. Set the other axis, or remove it. [netwright.nothing-to-be-orthogonal-to]⏎      x       [n × 4 × 3]  @Input⏎      memory               @Lstm with the recurrent [1 × 4]
    @Linear(1) @MeanSquaredError Layer y;
  }

  abstract static class Abstract extends Sum {}

  static class Named {
    static class L1 extends Sum {}

    @Network
    static class Net {
      @Input(4) Layer x;
      @Linear(3) @Penalty(L1.class) @MeanSquaredError Layer y;
      //         ^ The penalty would be called l1 in reports, which is already the name of a kind of penalty in Netwright. Rename the class. [netwright.penalty-name-is-taken]
    }
  }
}
