package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class Warnings {
  @Network
  @Sgd(learningRate = 0)
  //                  ^ warning: With a learning rate of 0 nothing is learnt, unless one is set at run time. Give one above 0. [netwright.learning-rate-is-zero]
  @SuppressWarnings({"netwright.dropout-on-ouput", "unused", "netwright.no-loss"})
  //                 ^ warning: Netwright has no message netwright.dropout-on-ouput. Did you mean netwright.dropout-on-output? [netwright.unknown-suppression]
  //                                                         ^ warning: Netwright has no message netwright.no-loss. [netwright.unknown-suppression]
  static class Everything {
    @Input(4) Layer x;
    @Linear(3) Layer a;
    @Dropout(0.1) Layer b;
    @Linear(3) @L2(0.1) @ElasticNet(l1 = 0.1, l2 = 0.1, on = Scope.BIAS) @UnitNorm Layer c;
  //^ warning: c follows a with no activation between, so that both are one linear layer. Put one on a, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //         ^ warning: @L2 has hardly an effect beside @UnitNorm: all it does is to scale the weights of c, and their norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Linear(3) @ElasticNet(l1 = 0.1, l2 = 0.1) @GroupLasso(0.1) @UnitNorm Layer d;
  //^ warning: d follows c with no activation between, so that both are one linear layer. Put one on c, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //         ^ warning: The l2 of @ElasticNet has hardly an effect beside @UnitNorm: all it does is to scale the weights of d, and their norms are fixed. Remove it. [netwright.penalty-without-effect]
    //                                         ^ warning: @GroupLasso has hardly an effect beside @UnitNorm: all it does is to scale the weights of d, and their norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Sigmoid Layer e;
  //^ warning: @CrossEntropy takes logits, but @Sigmoid bends the output of e before it. Remove @Sigmoid: the loss has its own. [netwright.activation-on-logits]
    @Dropout(0.5) @CrossEntropy Layer f;
  //^ warning: @Dropout takes numbers out of the output of f, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
  }

  @Network
  static class Logits {
    @Input(4) Layer x;
    @Linear(1) @Tanh @BinaryCrossEntropy Layer a;
    //         ^ warning: @BinaryCrossEntropy takes logits, but @Tanh bends the output of a before it. Remove @Tanh: the loss has its own. [netwright.activation-on-logits]
  }

  @Network
  static class Suppressed {
    @Input(4) Layer x;
    @Linear(3) Layer a;

    @SuppressWarnings("netwright.linear-after-linear")
    @Linear(3)
    Layer b;

    @SuppressWarnings({"unchecked", "netwright", "netwright.activation-on-logits"})
    //                              ^ warning: Netwright has no message netwright. [netwright.unknown-suppression]
    @Linear(3) @Relu @Dropout @CrossEntropy Layer c;
  //^ warning: c follows b with no activation between, so that both are one linear layer. Put one on b, such as @Relu, or leave one of the two out. [netwright.linear-after-linear]
    //               ^ warning: @Dropout takes numbers out of the output of c, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
  }

  @SuppressWarnings({
    "netwright.activation-on-logits",
    "netwright.dropout-on-output",
    "netwright.learning-rate-is-zero"
  })
  static class Around {
    @Network
    @Adam(learningRate = 0)
    static class Suppressed {
      @Input(4) Layer x;
      @Linear(3) @Relu @Dropout @CrossEntropy Layer c;
    }
  }
}
