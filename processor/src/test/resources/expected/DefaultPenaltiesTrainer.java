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
 * Trains {@link DefaultPenalties}, which has 168 parameters.
 *
 * <pre>
 * features  [n × 4]  input
 * both      [n × 6]  linear, tanh; l1 0.002 on weight and bias; l2 0.003 on weight
 * own       [n × 6]  linear, sigmoid; l1 0.005 on bias; l2 0.003 on weight
 * none      [n × 6]  linear, softplus
 * ownOnly   [n × 6]  linear, elu; l1 0.001 on weight
 * output    [n × 2]  linear, meanAbsoluteError; l1 0.002 on weight; l2 0.003 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
public final class DefaultPenaltiesTrainer extends Trainer<DefaultPenalties> {
  private DefaultPenaltiesTrainer(Builder builder) {
    super(builder, new DefaultPenalties(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  public static DefaultPenaltiesTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  public static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 4);
    layout.layer("both", "linear, tanh", 6);
    layout.parameter(
        "both.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 6), 4, 6);
    layout.parameter("both.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 6), 6);
    layout.layer("own", "linear, sigmoid", 6);
    layout.parameter(
        "own.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("own.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
    layout.layer("none", "linear, softplus", 6);
    layout.parameter(
        "none.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("none.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
    layout.layer("ownOnly", "linear, elu(1.0)", 6);
    layout.parameter(
        "ownOnly.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("ownOnly.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
    layout.layer("output", "linear", 2);
    layout.parameter(
        "output.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 2), 6, 2);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link DefaultPenalties}.
   */
  @GeneratedTrainer
  public static final class Builder extends TrainerBuilder<Builder, DefaultPenaltiesTrainer> {
    private Schedule bothL1 = Schedule.constant(0.002);
    private Schedule bothL2 = Schedule.constant(0.003);
    private Schedule ownL1 = Schedule.constant(0.005);
    private Schedule ownL2 = Schedule.constant(0.003);
    private Schedule ownOnlyL1 = Schedule.constant(0.001);
    private Schedule outputL1 = Schedule.constant(0.002);
    private Schedule outputL2 = Schedule.constant(0.003);

    private Builder() {
      super(Optimizer.adam(0.001));
    }

    /**
     * Sets the strength of the L1 penalty on the weight and bias of {@code both}.
     *
     * @param strength finite, at least 0; the default is 0.002
     */
    public Builder bothL1(double strength) {
      return bothL1(StrengthSchedules.constant("both.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight and bias of {@code both}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder bothL1(Schedule schedule) {
      bothL1 = StrengthSchedules.checked("both.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code both}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder bothL2(double strength) {
      return bothL2(StrengthSchedules.constant("both.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code both}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder bothL2(Schedule schedule) {
      bothL2 = StrengthSchedules.checked("both.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the bias of {@code own}.
     *
     * @param strength finite, at least 0; the default is 0.005
     */
    public Builder ownL1(double strength) {
      return ownL1(StrengthSchedules.constant("own.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the bias of {@code own}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder ownL1(Schedule schedule) {
      ownL1 = StrengthSchedules.checked("own.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code own}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder ownL2(double strength) {
      return ownL2(StrengthSchedules.constant("own.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code own}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder ownL2(Schedule schedule) {
      ownL2 = StrengthSchedules.checked("own.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code ownOnly}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    public Builder ownOnlyL1(double strength) {
      return ownOnlyL1(StrengthSchedules.constant("ownOnly.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code ownOnly}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder ownOnlyL1(Schedule schedule) {
      ownOnlyL1 = StrengthSchedules.checked("ownOnly.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code output}.
     *
     * @param strength finite, at least 0; the default is 0.002
     */
    public Builder outputL1(double strength) {
      return outputL1(StrengthSchedules.constant("output.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code output}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder outputL1(Schedule schedule) {
      outputL1 = StrengthSchedules.checked("output.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code output}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder outputL2(double strength) {
      return outputL2(StrengthSchedules.constant("output.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code output}.
     *
     * @param schedule its first number is finite and at least 0
     */
    public Builder outputL2(Schedule schedule) {
      outputL2 = StrengthSchedules.checked("output.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public DefaultPenaltiesTrainer build() {
      return new DefaultPenaltiesTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor bothWeight;
    private final ParameterTensor bothWeightGradient;
    private final ParameterTensor bothBias;
    private final ParameterTensor bothBiasGradient;
    private final ParameterTensor ownWeight;
    private final ParameterTensor ownWeightGradient;
    private final ParameterTensor ownBias;
    private final ParameterTensor ownBiasGradient;
    private final ParameterTensor noneWeight;
    private final ParameterTensor noneWeightGradient;
    private final ParameterTensor noneBias;
    private final ParameterTensor noneBiasGradient;
    private final ParameterTensor ownOnlyWeight;
    private final ParameterTensor ownOnlyWeightGradient;
    private final ParameterTensor ownOnlyBias;
    private final ParameterTensor ownOnlyBiasGradient;
    private final ParameterTensor outputWeight;
    private final ParameterTensor outputWeightGradient;

    private final Strength bothL1;
    private final Strength bothL2;
    private final Strength ownL1;
    private final Strength ownL2;
    private final Strength ownOnlyL1;
    private final Strength outputL1;
    private final Strength outputL2;

    private final BatchTensor features;
    private final BatchTensor outputTargets;
    private final BatchTensor both;
    private final BatchTensor own;
    private final BatchTensor nonePreactivation;
    private final BatchTensor none;
    private final BatchTensor ownOnly;
    private final BatchTensor output;
    private final BatchTensor outputGradient;
    private final BatchTensor ownOnlyGradient;
    private final BatchTensor noneGradient;
    private final BatchTensor ownGradient;
    private final BatchTensor bothGradient;

    private Pass(TrainingParts parts, Builder builder, DefaultPenalties declared) {
      super(parts);

      bothWeight = parts.parameter("both.weight");
      bothWeightGradient = parts.gradient("both.weight");
      bothBias = parts.parameter("both.bias");
      bothBiasGradient = parts.gradient("both.bias");
      ownWeight = parts.parameter("own.weight");
      ownWeightGradient = parts.gradient("own.weight");
      ownBias = parts.parameter("own.bias");
      ownBiasGradient = parts.gradient("own.bias");
      noneWeight = parts.parameter("none.weight");
      noneWeightGradient = parts.gradient("none.weight");
      noneBias = parts.parameter("none.bias");
      noneBiasGradient = parts.gradient("none.bias");
      ownOnlyWeight = parts.parameter("ownOnly.weight");
      ownOnlyWeightGradient = parts.gradient("ownOnly.weight");
      ownOnlyBias = parts.parameter("ownOnly.bias");
      ownOnlyBiasGradient = parts.gradient("ownOnly.bias");
      outputWeight = parts.parameter("output.weight");
      outputWeightGradient = parts.gradient("output.weight");

      bothL1 = parts.penalty("both.l1", builder.bothL1, ParameterRole.WEIGHT, ParameterRole.BIAS);
      bothL2 = parts.penalty("both.l2", builder.bothL2, ParameterRole.WEIGHT);
      ownL1 = parts.penalty("own.l1", builder.ownL1, ParameterRole.BIAS);
      ownL2 = parts.penalty("own.l2", builder.ownL2, ParameterRole.WEIGHT);
      ownOnlyL1 = parts.penalty("ownOnly.l1", builder.ownOnlyL1, ParameterRole.WEIGHT);
      outputL1 = parts.penalty("output.l1", builder.outputL1, ParameterRole.WEIGHT);
      outputL2 = parts.penalty("output.l2", builder.outputL2, ParameterRole.WEIGHT);

      features = parts.input("features", 4);
      outputTargets = parts.target(TargetEncoding.VALUES, "output", 2);
      both = parts.tensor(6);
      own = parts.tensor(6);
      nonePreactivation = parts.tensor(6);
      none = parts.tensor(6);
      ownOnly = parts.tensor(6);
      output = parts.tensor(2);
      outputGradient = parts.tensor(2);
      ownOnlyGradient = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      noneGradient = none.sharing(6);
      ownGradient = nonePreactivation.sharing(6);
      bothGradient = own.sharing(6);
      parts.output(TargetEncoding.VALUES, "output", output);

      declared.features = parts.layer("features");
      declared.both = parts.layer("both", bothL1, bothL2);
      declared.own = parts.layer("own", ownL1, ownL2);
      declared.none = parts.layer("none");
      declared.ownOnly = parts.layer("ownOnly", ownOnlyL1);
      declared.output = parts.layer("output", outputL1, outputL2);
    }

    @Override
    public void forward(int n) {
      // both = tanh(features · W + b): [n × 4] · [4 × 6] → [n × 6]
      kernels.linear(features, bothWeight, bothBias, both, n);
      kernels.tanh(both, both, n);
      // own = sigmoid(both · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(both, ownWeight, ownBias, own, n);
      kernels.sigmoid(own, own, n);
      // none = softplus(own · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(own, noneWeight, noneBias, nonePreactivation, n);
      kernels.softplus(nonePreactivation, none, n);
      // ownOnly = elu(none · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(none, ownOnlyWeight, ownOnlyBias, ownOnly, n);
      kernels.elu(ownOnly, 1.0, ownOnly, n);
      // output = ownOnly · W: [n × 6] · [6 × 2] → [n × 2]
      kernels.linear(ownOnly, outputWeight, output, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.meanAbsoluteErrorWithGradient(output, outputTargets, outputGradient, n));
      losses.penalty(
          bothL1, kernels.l1(bothWeight, bothL1.value()) + kernels.l1(bothBias, bothL1.value()));
      losses.penalty(bothL2, kernels.l2(bothWeight, bothL2.value()));
      losses.penalty(ownL1, kernels.l1(ownBias, ownL1.value()));
      losses.penalty(ownL2, kernels.l2(ownWeight, ownL2.value()));
      losses.penalty(ownOnlyL1, kernels.l1(ownOnlyWeight, ownOnlyL1.value()));
      losses.penalty(outputL1, kernels.l1(outputWeight, outputL1.value()));
      losses.penalty(outputL2, kernels.l2(outputWeight, outputL2.value()));
    }

    @Override
    public void backward(int n) {
      // output: to its weight and on to ownOnly; l1 and l2 added
      kernels.linearGradientWithElasticNet(
          ownOnly, outputGradient, outputWeight, outputL1.value(), outputL2.value(),
          outputWeightGradient, n);
      kernels.linearInputGradient(outputGradient, outputWeight, ownOnlyGradient, n);
      // ownOnly: through elu to its weight and bias and on to none; l1 added
      kernels.eluGradient(ownOnly, ownOnlyGradient, 1.0, ownOnlyGradient, n);
      kernels.linearGradient(none, ownOnlyGradient, ownOnlyWeightGradient, ownOnlyBiasGradient, n);
      kernels.linearInputGradient(ownOnlyGradient, ownOnlyWeight, noneGradient, n);
      kernels.addL1Gradient(ownOnlyWeight, ownOnlyL1.value(), ownOnlyWeightGradient);
      // none: through softplus to its weight and bias and on to own
      kernels.softplusGradient(nonePreactivation, noneGradient, noneGradient, n);
      kernels.linearGradient(own, noneGradient, noneWeightGradient, noneBiasGradient, n);
      kernels.linearInputGradient(noneGradient, noneWeight, ownGradient, n);
      // own: through sigmoid to its weight and bias and on to both; l1 and l2 added
      kernels.sigmoidGradient(own, ownGradient, ownGradient, n);
      kernels.linearGradient(both, ownGradient, ownWeightGradient, ownBiasGradient, n);
      kernels.linearInputGradient(ownGradient, ownWeight, bothGradient, n);
      kernels.addL1Gradient(ownBias, ownL1.value(), ownBiasGradient);
      kernels.addL2Gradient(ownWeight, ownL2.value(), ownWeightGradient);
      // both: through tanh to its weight and bias; l1 and l2 added
      kernels.tanhGradient(both, bothGradient, bothGradient, n);
      kernels.linearGradientWithElasticNet(
          features, bothGradient, bothWeight, bothL1.value(), bothL2.value(), bothWeightGradient,
          bothBiasGradient, n);
      kernels.addL1Gradient(bothBias, bothL1.value(), bothBiasGradient);
    }
  }
}
