package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

class Warnings {
  @Network
  @Sgd(learningRate = 0)
  //                  ^ warning: With a learning rate of 0 the network does not learn, unless a rate is set at run time. Set a rate greater than 0. [netwright.learning-rate-is-zero]
  @SuppressWarnings({"netwright.dropout-on-ouput", "unused", "netwright.no-loss"})
  //                 ^ warning: Netwright has no warning netwright.dropout-on-ouput, so there is nothing to suppress. Did you mean netwright.dropout-on-output? [netwright.unknown-suppression]
  //                                                         ^ warning: Netwright has no warning netwright.no-loss, so there is nothing to suppress. [netwright.unknown-suppression]
  static class Everything {
    @Input(4) Layer x;
    @Linear(3) Layer a;
    @Dropout(0.1) Layer b;
    @Linear(3) @L2(0.1) @ElasticNet(l1 = 0.1, l2 = 0.1, on = Scope.BIAS) @UnitNorm Layer c;
  //^ warning: c follows a without an activation between them, so the two are equivalent to one linear layer. Add an activation to a, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ warning: @L2 has almost no effect together with @UnitNorm: it only scales the weights of c, whose norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Linear(3) @ElasticNet(l1 = 0.1, l2 = 0.1) @GroupLasso(0.1) @UnitNorm Layer d;
  //^ warning: d follows c without an activation between them, so the two are equivalent to one linear layer. Add an activation to c, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //         ^ warning: The l2 of @ElasticNet has almost no effect together with @UnitNorm: it only scales the weights of d, whose norms are fixed. Remove it. [netwright.penalty-without-effect]
    //                                         ^ warning: @GroupLasso has almost no effect together with @UnitNorm: it only scales the weights of d, whose norms are fixed. Remove it. [netwright.penalty-without-effect]
    @Sigmoid Layer e;
  //^ warning: @CrossEntropy takes logits, but @Sigmoid changes the output of e before the loss. Remove @Sigmoid: the loss applies softmax itself. [netwright.activation-on-logits]
    @Dropout(0.5) @CrossEntropy Layer f;
  //^ warning: @Dropout sets elements of the output of f to 0, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
  }

  @Network
  static class Logits {
    @Input(4) Layer x;
    @Linear(1) @Tanh @BinaryCrossEntropy Layer a;
    //         ^ warning: @BinaryCrossEntropy takes logits, but @Tanh changes the output of a before the loss. Remove @Tanh: the loss applies sigmoid itself. [netwright.activation-on-logits]
  }

  @Network
  static class Suppressed {
    @Input(4) Layer x;
    @Linear(3) Layer a;

    @SuppressWarnings("netwright.linear-after-linear")
    @Linear(3)
    Layer b;

    @SuppressWarnings({"unchecked", "netwright", "netwright.activation-on-logits"})
    //                              ^ warning: Netwright has no warning netwright, so there is nothing to suppress. [netwright.unknown-suppression]
    @Linear(3) @Relu @Dropout @CrossEntropy Layer c;
  //^ warning: c follows b without an activation between them, so the two are equivalent to one linear layer. Add an activation to b, such as @Relu, or remove one of the two. [netwright.linear-after-linear]
    //               ^ warning: @Dropout sets elements of the output of c to 0, which the loss compares with the targets. Move it to a hidden layer. [netwright.dropout-on-output]
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

  enum Plan { FREE, PAID }

  record Usage(int hours, double discount, Plan plan) {}

  record Account(double price, Usage usage, @Ignore Plan next) {}

  @Network
  static class Copies {
    @Features(Account.class) Layer account;
    @Linear(4) @Relu Layer hidden;
    @CrossEntropy(classes = Plan.class) Layer next;
  //^ warning: usage.plan of Account looks like what next predicts, and the network is given it. If it is, the network only copies it, and does not learn from the others: mark it with @Ignore, or move it out of the record. [netwright.target-among-features]
    @After("hidden") @Linear(1) @MeanSquaredError Layer price;
    //                          ^ warning: price of Account looks like what price predicts, and the network is given it. If it is, the network only copies it, and does not learn from the others: mark it with @Ignore, or move it out of the record. [netwright.target-among-features]

    @SuppressWarnings("netwright.target-among-features")
    @After("hidden") @CrossEntropy(classes = Plan.class) Layer later;
    @After("hidden") @Linear(1) @MeanSquaredError Layer discount;
  }
}
