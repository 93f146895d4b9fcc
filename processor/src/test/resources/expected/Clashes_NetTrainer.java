package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
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
  private Clashes_NetTrainer(Builder builder) {
    super(builder, new Clashes.Net(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static Clashes_NetTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("n", "input", 3);
    layout.layer("hidden", "linear, elu(0.5)", 4);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 4), 3, 4);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 4), 4);
    layout.layer("hiddenWeight", "linear, leakyRelu(0.2)", 5);
    layout.parameter(
        "hiddenWeight.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 5), 4, 5);
    layout.parameter(
        "hiddenWeight.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 5), 5);
    layout.layer("kernels", "silu", 5);
    layout.layer("hiddenGradient", "tanh", 5);
    layout.layer("builder", "linear, gelu", 4);
    layout.parameter(
        "builder.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 4), 5, 4);
    layout.parameter("builder.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 4), 4);
    layout.layer("Penalty", "linear", 3);
    layout.parameter(
        "Penalty.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 3), 4, 3);
    layout.parameter("Penalty.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 3), 3);
    layout.layer("TargetEncoding", "tanh", 3);
    layout.layer("ParameterLayout", "tanh", 3);
    layout.layer("Initializer", "tanh", 3);
    layout.layer("Optimizer", "tanh", 3);
    layout.layer("Net", "tanh", 3);
    layout.layer("targets", "linear", 2);
    layout.parameter(
        "targets.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 2), 3, 2);
    layout.parameter("targets.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 2), 2);
    return layout.build();
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
      return hiddenL2(StrengthSchedules.constant("hidden.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenL2(Schedule schedule) {
      hiddenL2 = StrengthSchedules.checked("hidden.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code Penalty}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder PenaltyL1(double strength) {
      return PenaltyL1(StrengthSchedules.constant("Penalty.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code Penalty}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder PenaltyL1(Schedule schedule) {
      PenaltyL1 = StrengthSchedules.checked("Penalty.l1", schedule);
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

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
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
    private final BatchTensor ParameterLayout;
    private final BatchTensor Initializer;
    private final BatchTensor Optimizer;
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

    private Pass(TrainingParts parts, Builder builder, Clashes.Net declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      hiddenWeightWeight = parts.parameter("hiddenWeight.weight");
      hiddenWeightWeightGradient = parts.gradient("hiddenWeight.weight");
      hiddenWeightBias = parts.parameter("hiddenWeight.bias");
      hiddenWeightBiasGradient = parts.gradient("hiddenWeight.bias");
      builderWeight = parts.parameter("builder.weight");
      builderWeightGradient = parts.gradient("builder.weight");
      builderBias = parts.parameter("builder.bias");
      builderBiasGradient = parts.gradient("builder.bias");
      PenaltyWeight = parts.parameter("Penalty.weight");
      PenaltyWeightGradient = parts.gradient("Penalty.weight");
      PenaltyBias = parts.parameter("Penalty.bias");
      PenaltyBiasGradient = parts.gradient("Penalty.bias");
      targetsWeight = parts.parameter("targets.weight");
      targetsWeightGradient = parts.gradient("targets.weight");
      targetsBias = parts.parameter("targets.bias");
      targetsBiasGradient = parts.gradient("targets.bias");

      hiddenL2 = parts.penalty("hidden.l2", builder.hiddenL2, ParameterRole.WEIGHT);
      PenaltyL1 = parts.penalty("Penalty.l1", builder.PenaltyL1, ParameterRole.WEIGHT);

      n_ = parts.input("n", 3);
      targetsTargets = parts.target(TargetEncoding.VALUES, "targets", 2);
      hidden = parts.tensor(4);
      hiddenWeight_ = parts.tensor(5);
      kernels_ = parts.tensor(5);
      hiddenGradient = parts.tensor(5);
      // These share the memory of values that are no longer needed.
      builderPreactivation = kernels_.sharing(4);
      builder_ = parts.tensor(4);
      Penalty = parts.tensor(3);
      TargetEncoding_ = parts.tensor(3);
      ParameterLayout = Penalty.sharing(3);
      Initializer = parts.tensor(3);
      Optimizer = parts.tensor(3);
      Net = parts.tensor(3);
      targets = parts.tensor(2);
      targetsGradient = parts.tensor(2);
      NetGradient = parts.tensor(3);
      OptimizerGradient = targetsGradient.sharing(3);
      InitializerGradient = Net.sharing(3);
      ParameterLayoutGradient = Optimizer.sharing(3);
      TargetEncodingGradient = Initializer.sharing(3);
      PenaltyGradient = ParameterLayout.sharing(3);
      builderGradient = builder_.sharing(4);
      hiddenGradientGradient = builderPreactivation.sharing(5);
      kernelsGradient = builderGradient.sharing(5);
      hiddenWeightGradient_ = hiddenGradientGradient.sharing(5);
      hiddenGradient_ = hiddenWeight_.sharing(4);
      parts.output(TargetEncoding.VALUES, "targets", targets);

      declared.n = parts.layer("n");
      declared.hidden = parts.layer("hidden", hiddenL2);
      declared.hiddenWeight = parts.layer("hiddenWeight");
      declared.kernels = parts.layer("kernels");
      declared.hiddenGradient = parts.layer("hiddenGradient");
      declared.builder = parts.layer("builder");
      declared.Penalty = parts.layer("Penalty", PenaltyL1);
      declared.TargetEncoding = parts.layer("TargetEncoding");
      declared.ParameterLayout = parts.layer("ParameterLayout");
      declared.Initializer = parts.layer("Initializer");
      declared.Optimizer = parts.layer("Optimizer");
      declared.Net = parts.layer("Net");
      declared.targets = parts.layer("targets");
    }

    @Override
    public void forward(int n) {
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
      kernels.tanh(TargetEncoding_, ParameterLayout, n);
      // Initializer = tanh(ParameterLayout): [n × 3] → [n × 3]
      kernels.tanh(ParameterLayout, Initializer, n);
      // Optimizer = tanh(Initializer): [n × 3] → [n × 3]
      kernels.tanh(Initializer, Optimizer, n);
      // Net = tanh(Optimizer): [n × 3] → [n × 3]
      kernels.tanh(Optimizer, Net, n);
      // targets = Net · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(Net, targetsWeight, targetsBias, targets, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(targets, targetsTargets, targetsGradient, n));
      losses.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
      losses.penalty(PenaltyL1, kernels.l1(PenaltyWeight, PenaltyL1.value()));
    }

    @Override
    public void backward(int n) {
      // targets: to its weight and bias and on to Net
      kernels.linearGradient(Net, targetsGradient, targetsWeightGradient, targetsBiasGradient, n);
      kernels.linearInputGradient(targetsGradient, targetsWeight, NetGradient, n);
      // Net: through tanh
      kernels.tanhGradient(Net, NetGradient, OptimizerGradient, n);
      // Optimizer: through tanh
      kernels.tanhGradient(Optimizer, OptimizerGradient, InitializerGradient, n);
      // Initializer: through tanh
      kernels.tanhGradient(Initializer, InitializerGradient, ParameterLayoutGradient, n);
      // ParameterLayout: through tanh
      kernels.tanhGradient(ParameterLayout, ParameterLayoutGradient, TargetEncodingGradient, n);
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
      kernels.leakyReluGradient(
          hiddenWeight_, hiddenWeightGradient_, 0.2, hiddenWeightGradient_, n);
      kernels.linearGradient(
          hidden, hiddenWeightGradient_, hiddenWeightWeightGradient, hiddenWeightBiasGradient, n);
      kernels.linearInputGradient(hiddenWeightGradient_, hiddenWeightWeight, hiddenGradient_, n);
      // hidden: through elu to its weight and bias; l2 added
      kernels.eluGradient(hidden, hiddenGradient_, 0.5, hiddenGradient_, n);
      kernels.linearGradient(n_, hiddenGradient_, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.addL2Gradient(hiddenWeight, hiddenL2.value(), hiddenWeightGradient);
    }
  }
}
