package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.GeneratedTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link Clashes.Net}, which has 88 parameters.
 *
 * <pre>
 * n                [n × 3]  input
 * hidden           [n × 4]  linear, elu; l2 0.001 on weight
 * hiddenWeight     [n × 5]  linear, leakyRelu
 * kernels          [n × 5]  silu
 * hiddenGradient   [n × 5]  tanh
 * builder          [n × 4]  linear, gelu
 * Penalty          [n × 3]  linear; l1 0.001 on weight
 * TargetEncoding   [n × 3]  tanh
 * ParameterLayout  [n × 3]  tanh
 * Initializer      [n × 3]  tanh
 * Optimizer        [n × 3]  tanh
 * Net              [n × 3]  tanh
 * targets          [n × 2]  linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class Clashes_NetTrainer extends Trainer<Clashes.Net> {
  private final ParameterTensor hiddenWeight;
  private final ParameterTensor hiddenWeightGradient;
  private final ParameterTensor hiddenBias;
  private final ParameterTensor hiddenBiasGradient;
  private final ParameterTensor hiddenWeightWeight;
  private final ParameterTensor hiddenWeightWeightGradient;
  private final ParameterTensor hiddenWeightBias;
  private final ParameterTensor hiddenWeightBiasGradient;
  private final ParameterTensor builderWeight;
  private final ParameterTensor builderWeightGradient;
  private final ParameterTensor builderBias;
  private final ParameterTensor builderBiasGradient;
  private final ParameterTensor PenaltyWeight;
  private final ParameterTensor PenaltyWeightGradient;
  private final ParameterTensor PenaltyBias;
  private final ParameterTensor PenaltyBiasGradient;
  private final ParameterTensor targetsWeight;
  private final ParameterTensor targetsWeightGradient;
  private final ParameterTensor targetsBias;
  private final ParameterTensor targetsBiasGradient;

  private final Strength hiddenL2;
  private final Strength PenaltyL1;

  private final BatchTensor n_;
  private final BatchTensor targetsTargets;
  private final BatchTensor hidden;
  private final BatchTensor hiddenWeight_;
  private final BatchTensor kernels_;
  private final BatchTensor hiddenGradient;
  private final BatchTensor builderPreactivation;
  private final BatchTensor builder_;
  private final BatchTensor Penalty;
  private final BatchTensor TargetEncoding_;
  private final BatchTensor ParameterLayout_;
  private final BatchTensor Initializer_;
  private final BatchTensor Optimizer_;
  private final BatchTensor Net;
  private final BatchTensor targets;
  private final BatchTensor targetsGradient;
  private final BatchTensor NetGradient;
  private final BatchTensor OptimizerGradient;
  private final BatchTensor InitializerGradient;
  private final BatchTensor ParameterLayoutGradient;
  private final BatchTensor TargetEncodingGradient;
  private final BatchTensor PenaltyGradient;
  private final BatchTensor builderGradient;
  private final BatchTensor hiddenGradientGradient;
  private final BatchTensor kernelsGradient;
  private final BatchTensor hiddenWeightGradient_;
  private final BatchTensor hiddenGradient_;

  private Clashes_NetTrainer(Builder builder) {
    super(builder, layout(), new Clashes.Net());

    hiddenWeight = parameters.value("hidden.weight");
    hiddenWeightGradient = parameters.gradient("hidden.weight");
    hiddenBias = parameters.value("hidden.bias");
    hiddenBiasGradient = parameters.gradient("hidden.bias");
    hiddenWeightWeight = parameters.value("hiddenWeight.weight");
    hiddenWeightWeightGradient = parameters.gradient("hiddenWeight.weight");
    hiddenWeightBias = parameters.value("hiddenWeight.bias");
    hiddenWeightBiasGradient = parameters.gradient("hiddenWeight.bias");
    builderWeight = parameters.value("builder.weight");
    builderWeightGradient = parameters.gradient("builder.weight");
    builderBias = parameters.value("builder.bias");
    builderBiasGradient = parameters.gradient("builder.bias");
    PenaltyWeight = parameters.value("Penalty.weight");
    PenaltyWeightGradient = parameters.gradient("Penalty.weight");
    PenaltyBias = parameters.value("Penalty.bias");
    PenaltyBiasGradient = parameters.gradient("Penalty.bias");
    targetsWeight = parameters.value("targets.weight");
    targetsWeightGradient = parameters.gradient("targets.weight");
    targetsBias = parameters.value("targets.bias");
    targetsBiasGradient = parameters.gradient("targets.bias");

    hiddenL2 = penalty("hidden.l2", builder.hiddenL2, ParameterRole.WEIGHT);
    PenaltyL1 = penalty("Penalty.l1", builder.PenaltyL1, ParameterRole.WEIGHT);

    n_ = input("n", 3);
    targetsTargets = target(TargetEncoding.VALUES, "targets", 2);
    hidden = tensor(4);
    hiddenWeight_ = tensor(5);
    kernels_ = tensor(5);
    hiddenGradient = tensor(5);
    // Overlaid: these share the memory of values that are no longer needed.
    builderPreactivation = kernels_.overlaid(4);
    builder_ = tensor(4);
    Penalty = tensor(3);
    TargetEncoding_ = tensor(3);
    ParameterLayout_ = Penalty.overlaid(3);
    Initializer_ = tensor(3);
    Optimizer_ = tensor(3);
    Net = tensor(3);
    targets = tensor(2);
    targetsGradient = tensor(2);
    NetGradient = tensor(3);
    OptimizerGradient = targetsGradient.overlaid(3);
    InitializerGradient = Net.overlaid(3);
    ParameterLayoutGradient = Optimizer_.overlaid(3);
    TargetEncodingGradient = Initializer_.overlaid(3);
    PenaltyGradient = Penalty.overlaid(3);
    builderGradient = builder_.overlaid(4);
    hiddenGradientGradient = kernels_.overlaid(5);
    kernelsGradient = builder_.overlaid(5);
    hiddenWeightGradient_ = kernels_.overlaid(5);
    hiddenGradient_ = hiddenWeight_.overlaid(4);

    Clashes.Net declared = network();
    declared.n = layer("n", "input [n × 3]");
    declared.hidden = layer("hidden", "linear, elu(0.5)", hiddenL2);
    declared.hiddenWeight = layer("hiddenWeight", "linear, leakyRelu(0.2)");
    declared.kernels = layer("kernels", "silu");
    declared.hiddenGradient = layer("hiddenGradient", "tanh");
    declared.builder = layer("builder", "linear, gelu");
    declared.Penalty = layer("Penalty", "linear", PenaltyL1);
    declared.TargetEncoding = layer("TargetEncoding", "tanh");
    declared.ParameterLayout = layer("ParameterLayout", "tanh");
    declared.Initializer = layer("Initializer", "tanh");
    declared.Optimizer = layer("Optimizer", "tanh");
    declared.Net = layer("Net", "tanh");
    declared.targets = layer("targets", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("hidden.weight", Initializer.KAIMING_UNIFORM, 3, 4);
    layout.bias("hidden.bias", Initializer.KAIMING_UNIFORM, 3, 4);
    layout.weight("hiddenWeight.weight", Initializer.KAIMING_UNIFORM, 4, 5);
    layout.bias("hiddenWeight.bias", Initializer.KAIMING_UNIFORM, 4, 5);
    layout.weight("builder.weight", Initializer.KAIMING_UNIFORM, 5, 4);
    layout.bias("builder.bias", Initializer.KAIMING_UNIFORM, 5, 4);
    layout.weight("Penalty.weight", Initializer.KAIMING_UNIFORM, 4, 3);
    layout.bias("Penalty.bias", Initializer.KAIMING_UNIFORM, 4, 3);
    layout.weight("targets.weight", Initializer.KAIMING_UNIFORM, 3, 2);
    layout.bias("targets.bias", Initializer.KAIMING_UNIFORM, 3, 2);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static Clashes_NetTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // hidden = elu(n · W + b): [n × 3] · [3 × 4] → [n × 4]
    kernels.linear(n_, hiddenWeight, hiddenBias, hidden, n);
    kernels.elu(hidden, 0.5, hidden, n);
    // hiddenWeight = leakyRelu(hidden · W + b): [n × 4] · [4 × 5] → [n × 5]
    kernels.linear(hidden, hiddenWeightWeight, hiddenWeightBias, hiddenWeight_, n);
    kernels.leakyRelu(hiddenWeight_, 0.2, hiddenWeight_, n);
    // kernels = silu(hiddenWeight): [n × 5] → [n × 5]
    kernels.silu(hiddenWeight_, kernels_, n);
    // hiddenGradient = tanh(kernels): [n × 5] → [n × 5]
    kernels.tanh(kernels_, hiddenGradient, n);
    // builder = gelu(hiddenGradient · W + b): [n × 5] · [5 × 4] → [n × 4]
    kernels.linear(hiddenGradient, builderWeight, builderBias, builderPreactivation, n);
    kernels.gelu(builderPreactivation, builder_, n);
    // Penalty = builder · W + b: [n × 4] · [4 × 3] → [n × 3]
    kernels.linear(builder_, PenaltyWeight, PenaltyBias, Penalty, n);
    // TargetEncoding = tanh(Penalty): [n × 3] → [n × 3]
    kernels.tanh(Penalty, TargetEncoding_, n);
    // ParameterLayout = tanh(TargetEncoding): [n × 3] → [n × 3]
    kernels.tanh(TargetEncoding_, ParameterLayout_, n);
    // Initializer = tanh(ParameterLayout): [n × 3] → [n × 3]
    kernels.tanh(ParameterLayout_, Initializer_, n);
    // Optimizer = tanh(Initializer): [n × 3] → [n × 3]
    kernels.tanh(Initializer_, Optimizer_, n);
    // Net = tanh(Optimizer): [n × 3] → [n × 3]
    kernels.tanh(Optimizer_, Net, n);
    // targets = Net · W + b: [n × 3] · [3 × 2] → [n × 2]
    kernels.linear(Net, targetsWeight, targetsBias, targets, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return targets;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.meanSquaredErrorWithGradient(targets, targetsTargets, targetsGradient, n));
    report.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
    report.penalty(PenaltyL1, kernels.l1(PenaltyWeight, PenaltyL1.value()));
  }

  @Override
  protected void backward(int n) {
    // targets: to its weight and bias and on to Net
    kernels.linearGradient(Net, targetsGradient, targetsWeightGradient, targetsBiasGradient, n);
    kernels.linearInputGradient(targetsGradient, targetsWeight, NetGradient, n);
    // Net: through tanh
    kernels.tanhGradient(Net, NetGradient, OptimizerGradient, n);
    // Optimizer: through tanh
    kernels.tanhGradient(Optimizer_, OptimizerGradient, InitializerGradient, n);
    // Initializer: through tanh
    kernels.tanhGradient(Initializer_, InitializerGradient, ParameterLayoutGradient, n);
    // ParameterLayout: through tanh
    kernels.tanhGradient(ParameterLayout_, ParameterLayoutGradient, TargetEncodingGradient, n);
    // TargetEncoding: through tanh
    kernels.tanhGradient(TargetEncoding_, TargetEncodingGradient, PenaltyGradient, n);
    // Penalty: to its weight and bias and on to builder; l1 added
    kernels.linearGradient(
        builder_, PenaltyGradient, PenaltyWeightGradient, PenaltyBiasGradient, n);
    kernels.linearInputGradient(PenaltyGradient, PenaltyWeight, builderGradient, n);
    kernels.addL1Gradient(PenaltyWeight, PenaltyL1.value(), PenaltyWeightGradient);
    // builder: through gelu to its weight and bias and on to hiddenGradient
    kernels.geluGradient(builderPreactivation, builderGradient, builderGradient, n);
    kernels.linearGradient(
        hiddenGradient, builderGradient, builderWeightGradient, builderBiasGradient, n);
    kernels.linearInputGradient(builderGradient, builderWeight, hiddenGradientGradient, n);
    // hiddenGradient: through tanh
    kernels.tanhGradient(hiddenGradient, hiddenGradientGradient, kernelsGradient, n);
    // kernels: through silu
    kernels.siluGradient(hiddenWeight_, kernelsGradient, hiddenWeightGradient_, n);
    // hiddenWeight: through leakyRelu to its weight and bias and on to hidden
    kernels.leakyReluGradient(hiddenWeight_, hiddenWeightGradient_, 0.2, hiddenWeightGradient_, n);
    kernels.linearGradient(
        hidden, hiddenWeightGradient_, hiddenWeightWeightGradient, hiddenWeightBiasGradient, n);
    kernels.linearInputGradient(hiddenWeightGradient_, hiddenWeightWeight, hiddenGradient_, n);
    // hidden: through elu to its weight and bias; l2 added
    kernels.eluGradient(hidden, hiddenGradient_, 0.5, hiddenGradient_, n);
    kernels.linearGradient(n_, hiddenGradient_, hiddenWeightGradient, hiddenBiasGradient, n);
    kernels.addL2Gradient(hiddenWeight, hiddenL2.value(), hiddenWeightGradient);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link Clashes.Net}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, Clashes_NetTrainer> {
    private Schedule hiddenL2 = Schedule.constant(0.001);

    private Schedule PenaltyL1 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.sgd(0.1));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder hiddenL2(double strength) {
      return hiddenL2(Strength.constant("hidden.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code hidden}.
     */
    Builder hiddenL2(Schedule schedule) {
      hiddenL2 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code Penalty}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder PenaltyL1(double strength) {
      return PenaltyL1(Strength.constant("Penalty.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code Penalty}.
     */
    Builder PenaltyL1(Schedule schedule) {
      PenaltyL1 = schedule;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public Clashes_NetTrainer build() {
      return new Clashes_NetTrainer(this);
    }
  }
}
