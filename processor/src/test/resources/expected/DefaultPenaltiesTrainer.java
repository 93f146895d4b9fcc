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
 * Trains {@link DefaultPenalties}, which has 168 parameters.
 *
 * <pre>
 * features  [n × 4]  input
 * both      [n × 6]  linear, tanh; l1 0.002 on weight and bias; l2 0.003 on weight
 * own       [n × 6]  linear, sigmoid; l1 0.005 on bias; l2 0.003 on weight
 * none      [n × 6]  linear, softplus
 * ownOnly   [n × 6]  linear, elu; l1 0.001 on weight
 * output    [n × 2]  linear, meanAbsoluteError; l1 0.002 on weight and bias; l2 0.003 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
public final class DefaultPenaltiesTrainer extends Trainer<DefaultPenalties> {
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

  private DefaultPenaltiesTrainer(Builder builder) {
    super(builder, layout(), new DefaultPenalties());

    bothWeight = parameters.value("both.weight");
    bothWeightGradient = parameters.gradient("both.weight");
    bothBias = parameters.value("both.bias");
    bothBiasGradient = parameters.gradient("both.bias");
    ownWeight = parameters.value("own.weight");
    ownWeightGradient = parameters.gradient("own.weight");
    ownBias = parameters.value("own.bias");
    ownBiasGradient = parameters.gradient("own.bias");
    noneWeight = parameters.value("none.weight");
    noneWeightGradient = parameters.gradient("none.weight");
    noneBias = parameters.value("none.bias");
    noneBiasGradient = parameters.gradient("none.bias");
    ownOnlyWeight = parameters.value("ownOnly.weight");
    ownOnlyWeightGradient = parameters.gradient("ownOnly.weight");
    ownOnlyBias = parameters.value("ownOnly.bias");
    ownOnlyBiasGradient = parameters.gradient("ownOnly.bias");
    outputWeight = parameters.value("output.weight");
    outputWeightGradient = parameters.gradient("output.weight");

    bothL1 = penalty("both.l1", builder.bothL1, ParameterRole.WEIGHT, ParameterRole.BIAS);
    bothL2 = penalty("both.l2", builder.bothL2, ParameterRole.WEIGHT);
    ownL1 = penalty("own.l1", builder.ownL1, ParameterRole.BIAS);
    ownL2 = penalty("own.l2", builder.ownL2, ParameterRole.WEIGHT);
    ownOnlyL1 = penalty("ownOnly.l1", builder.ownOnlyL1, ParameterRole.WEIGHT);
    outputL1 = penalty("output.l1", builder.outputL1, ParameterRole.WEIGHT);
    outputL2 = penalty("output.l2", builder.outputL2, ParameterRole.WEIGHT);

    features = input("features", 4);
    outputTargets = target(TargetEncoding.VALUES, "output", 2);
    both = tensor(6);
    own = tensor(6);
    nonePreactivation = tensor(6);
    none = tensor(6);
    ownOnly = tensor(6);
    output = tensor(2);
    outputGradient = tensor(2);
    ownOnlyGradient = tensor(6);
    // Overlaid: these share the memory of values that are no longer needed.
    noneGradient = none.overlaid(6);
    ownGradient = nonePreactivation.overlaid(6);
    bothGradient = own.overlaid(6);

    DefaultPenalties declared = network();
    declared.features = layer("features", "input [n × 4]");
    declared.both = layer("both", "linear, tanh", bothL1, bothL2);
    declared.own = layer("own", "linear, sigmoid", ownL1, ownL2);
    declared.none = layer("none", "linear, softplus");
    declared.ownOnly = layer("ownOnly", "linear, elu(1.0)", ownOnlyL1);
    declared.output = layer("output", "linear", outputL1, outputL2);
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("both.weight", Initializer.KAIMING_UNIFORM, 4, 6);
    layout.bias("both.bias", Initializer.KAIMING_UNIFORM, 4, 6);
    layout.weight("own.weight", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.bias("own.bias", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.weight("none.weight", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.bias("none.bias", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.weight("ownOnly.weight", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.bias("ownOnly.bias", Initializer.KAIMING_UNIFORM, 6, 6);
    layout.weight("output.weight", Initializer.KAIMING_UNIFORM, 6, 2);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  public static DefaultPenaltiesTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
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
  protected BatchTensor infer(int n) {
    forward(n);
    return output;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.meanAbsoluteErrorWithGradient(output, outputTargets, outputGradient, n));
    report.penalty(
        bothL1,
        kernels.l1(bothWeight, bothL1.value())
            + kernels.l1(bothBias, bothL1.value()));
    report.penalty(bothL2, kernels.l2(bothWeight, bothL2.value()));
    report.penalty(ownL1, kernels.l1(ownBias, ownL1.value()));
    report.penalty(ownL2, kernels.l2(ownWeight, ownL2.value()));
    report.penalty(ownOnlyL1, kernels.l1(ownOnlyWeight, ownOnlyL1.value()));
    report.penalty(outputL1, kernels.l1(outputWeight, outputL1.value()));
    report.penalty(outputL2, kernels.l2(outputWeight, outputL2.value()));
  }

  @Override
  protected void backward(int n) {
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

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link DefaultPenalties}.
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
      return bothL1(Strength.constant("both.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight and bias of {@code both}.
     */
    public Builder bothL1(Schedule schedule) {
      bothL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code both}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder bothL2(double strength) {
      return bothL2(Strength.constant("both.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code both}.
     */
    public Builder bothL2(Schedule schedule) {
      bothL2 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the bias of {@code own}.
     *
     * @param strength finite, at least 0; the default is 0.005
     */
    public Builder ownL1(double strength) {
      return ownL1(Strength.constant("own.l1", strength));
    }

    /** Sets a schedule for the strength of the L1 penalty on the bias of {@code own}. */
    public Builder ownL1(Schedule schedule) {
      ownL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code own}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder ownL2(double strength) {
      return ownL2(Strength.constant("own.l2", strength));
    }

    /** Sets a schedule for the strength of the L2 penalty on the weight of {@code own}. */
    public Builder ownL2(Schedule schedule) {
      ownL2 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code ownOnly}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    public Builder ownOnlyL1(double strength) {
      return ownOnlyL1(Strength.constant("ownOnly.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code ownOnly}.
     */
    public Builder ownOnlyL1(Schedule schedule) {
      ownOnlyL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code output}.
     *
     * @param strength finite, at least 0; the default is 0.002
     */
    public Builder outputL1(double strength) {
      return outputL1(Strength.constant("output.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code output}.
     */
    public Builder outputL1(Schedule schedule) {
      outputL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code output}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    public Builder outputL2(double strength) {
      return outputL2(Strength.constant("output.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code output}.
     */
    public Builder outputL2(Schedule schedule) {
      outputL2 = schedule;
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
}
