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
    //                  ^ a has both @L1 and @ElasticNet on its weight, which would count twice. Remove one, or give them different parameters with on = Scope.WEIGHT and Scope.BIAS. [netwright.regularizer-twice]
    @Linear(3) @L1(0.1) @L1(value = 0.2, on = Scope.ALL) @NoPenalty Layer b;
  //^ warning: b follows a with no activation between, so that both are one linear layer. Put one on a, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                                                                    ^ b has both @L1 and @L1 on its weight, which would count twice. Remove one, or give them different parameters with on = Scope.WEIGHT and Scope.BIAS. [netwright.regularizer-twice]
    @Linear(3) @L2(0.1) @WeightDecay(value = 0.2, on = Scope.ALL) Layer c;
  //^ warning: c follows b with no activation between, so that both are one linear layer. Put one on b, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                  ^ c has both @L2 and @WeightDecay on its weight. The first is a penalty, whose gradient goes through the optimiser; the second shrinks the parameters past it, by learning rate times strength. Under plain SGD one does what the other does. Choose one; @NoPenalty on the field takes the class's off. [netwright.l2-with-decay]
    @Linear(3) @L2(value = 0.1, towards = Anchor.INITIAL) Layer d;
  //^ warning: d follows c with no activation between, so that both are one linear layer. Put one on c, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //         ^ d has both @L2 and @WeightDecay on its weight. The first is a penalty, whose gradient goes through the optimiser; the second shrinks the parameters past it, by learning rate times strength. Under plain SGD one does what the other does. Choose one; @NoPenalty on the field takes the class's off. [netwright.l2-with-decay]
    @Linear(3) @MaxNorm(2) @UnitNorm @NoPenalty @MeanSquaredError Layer y;
  //^ warning: y follows d with no activation between, so that both are one linear layer. Put one on d, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                     ^ y carries both @MaxNorm and @UnitNorm, but one constraint on norms undoes the other. Remove one. [netwright.constraints-conflict]
  }

  @Network
  @AdamW(on = Scope.BIAS)
//^ The weightDecay of @AdamW acts on the bias of each layer, but no layer has one. Choose on = Scope.WEIGHT, or use @Adam. [netwright.decay-without-parameters]
  static class NothingDecays {
    @Input(4) Layer x;
    @Linear(value = 3, bias = false) @WeightDecay(0.1) @MeanSquaredError Layer y;
  }

  @Network
  @AdamW
  static class DecaysTwice {
    @Input(4) Layer x;
    @Linear(3) @WeightDecay(0.1) @MeanSquaredError Layer y;
    //         ^ @WeightDecay acts on y, which the weightDecay of @AdamW decays already. Remove it, or use @Adam in the place of @AdamW. [netwright.decay-with-adam-w]
  }

  @Network
  static class WithoutEffect {
    @Input(4) Layer x;
    @Relu @ActivityL1(0.1) Layer a;
    //    ^ @ActivityL1 can never act on a: no layer up to it has parameters that could change its output. Remove it. [netwright.activity-without-parameters]
    @Linear(3) @L2(0.1) @GroupLasso(0.1) @UnitNorm Layer b;
    //         ^ warning: @L2 has hardly an effect beside @UnitNorm: all it does is to scale the weights of b, and their norms are fixed. Remove it. [netwright.penalty-without-effect]
    //                  ^ warning: @GroupLasso has hardly an effect beside @UnitNorm: all it does is to scale the weights of b, and their norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Dropout @ActivityL2(0.1) @NonNegative Layer c;
    //       ^ @ActivityL2 acts on what a @Linear or an activation gives, but c has neither. Put it on the field of the layer before. [netwright.activity-without-output]
    //                        ^ @NonNegative acts on parameters, but c has none. Move it to a layer that has, such as one with @Linear. [netwright.penalty-without-parameters]
    @Linear(1) @Orthogonal(value = 0.1, axis = Axis.OUTPUT) @MeanSquaredError Layer y;
  //^ warning: y follows b with no activation between, so that both are one linear layer. Put one on b, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //         ^ @Orthogonal compares pairs of vectors, but the weight of y, [3 × 1], has only one along Axis.OUTPUT. Choose the other axis, or remove it. [netwright.nothing-to-be-orthogonal-to]⏎      x  [n × 4]  @Input⏎      a  [n × 4]  @Relu⏎      b  [n × 3]  @Linear⏎      c  [n × 3]  @Dropout⏎      y           @Linear with the weight [3 × 1]
  }

  @Network
  static class Numbers {
    @Input(4) Layer x;
    @Linear(3) @ElasticNet(l1 = -1, l2 = Double.NaN) @MinMaxNorm(min = 2, max = 1, rate = 0) Layer a;
    //                          ^ l1 of @ElasticNet must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                         ^ l2 of @ElasticNet must be finite and ≥ 0, but is NaN. [netwright.value-out-of-range]
    //                                                                 ^ The min of @MinMaxNorm is 2.0, but must not be above its max, 1.0. Exchange them. [netwright.min-above-max]
    //                                                                                    ^ rate of @MinMaxNorm must be in (0, 1], but is 0.0. [netwright.value-out-of-range]
    @Linear(3) @GroupLasso(-1) @Orthogonal(-1) @ActivityL1(-1) @ActivityL2(-1) @MaxNorm(-1) Layer b;
  //^ warning: b follows a with no activation between, so that both are one linear layer. Put one on a, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                     ^ value of @GroupLasso must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                     ^ value of @Orthogonal must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                     ^ value of @ActivityL1 must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                     ^ value of @ActivityL2 must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    //                                                                                  ^ value of @MaxNorm must be finite and ≥ 0, but is -1.0. [netwright.value-out-of-range]
    @Linear(3) @Penalty(value = Sum.class, strength = -1) @WeightDecay(-1) @MeanSquaredError Layer y;
  //^ warning: y follows b with no activation between, so that both are one linear layer. Put one on b, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
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
  //^ warning: b follows a with no activation between, so that both are one linear layer. Put one on a, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                                                                         ^ The trainer cannot create an instance of Regularizers.Abstract, because it is abstract. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    //                                                                         ^ The trainer cannot create an instance of ParameterPenalty, because it is an interface. Name a class or record that is not abstract, generic, private or inner, with a constructor that takes no parameters, is not private and declares no exceptions. [netwright.penalty-not-instantiable]
    @Linear(3) @Penalty(Sum.class) @Penalty(Sum.class) Layer c;
  //^ warning: c follows b with no activation between, so that both are one linear layer. Put one on b, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                                                       ^ c has both @Penalty and @Penalty on its weight, which would count twice. Remove one, or give them different parameters with on = Scope.WEIGHT and Scope.BIAS. [netwright.regularizer-twice]
    @Linear(3) @Penalty(org.netwright.processor.support.HiddenPenalty.class) Layer d;
  //^ warning: d follows c with no activation between, so that both are one linear layer. Put one on c, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //                                                               ^ HiddenPenalty is not visible to Regularizers_ClassesTrainer, which is in another package. Make the class and its constructor public. [netwright.penalty-not-visible]
    @Linear(3) @MeanSquaredError Layer y;
  //^ warning: y follows d with no activation between, so that both are one linear layer. Put one on d, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
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
