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
 * Trains {@link AdamBinary}, which has 119 parameters.
 *
 * <pre>
 * features  [n × 6]  input
 * a         [n × 9]  linear, elu; l2 0.001 on weight
 * b         [n × 5]  linear, softplus
 * logit     [n × 1]  linear, binaryCrossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class AdamBinaryTrainer extends Trainer<AdamBinary> {
  private final ParameterTensor aWeight;
  private final ParameterTensor aWeightGradient;
  private final ParameterTensor aBias;
  private final ParameterTensor aBiasGradient;
  private final ParameterTensor bWeight;
  private final ParameterTensor bWeightGradient;
  private final ParameterTensor bBias;
  private final ParameterTensor bBiasGradient;
  private final ParameterTensor logitWeight;
  private final ParameterTensor logitWeightGradient;
  private final ParameterTensor logitBias;
  private final ParameterTensor logitBiasGradient;

  private final Strength aL2;

  private final BatchTensor features;
  private final BatchTensor logitTargets;
  private final BatchTensor a;
  private final BatchTensor bPreactivation;
  private final BatchTensor b;
  private final BatchTensor logit;
  private final BatchTensor logitGradient;
  private final BatchTensor bGradient;
  private final BatchTensor aGradient;

  private AdamBinaryTrainer(Builder builder) {
    super(builder, layout(), new AdamBinary());

    aWeight = parameters.value("a.weight");
    aWeightGradient = parameters.gradient("a.weight");
    aBias = parameters.value("a.bias");
    aBiasGradient = parameters.gradient("a.bias");
    bWeight = parameters.value("b.weight");
    bWeightGradient = parameters.gradient("b.weight");
    bBias = parameters.value("b.bias");
    bBiasGradient = parameters.gradient("b.bias");
    logitWeight = parameters.value("logit.weight");
    logitWeightGradient = parameters.gradient("logit.weight");
    logitBias = parameters.value("logit.bias");
    logitBiasGradient = parameters.gradient("logit.bias");

    aL2 = penalty("a.l2", builder.aL2, ParameterRole.WEIGHT);

    features = input("features", 6);
    logitTargets = target(TargetEncoding.PROBABILITIES, "logit", 1);
    a = tensor(9);
    bPreactivation = tensor(5);
    b = tensor(5);
    logit = tensor(1);
    logitGradient = tensor(1);
    // Overlaid: these share the memory of values that are no longer needed.
    bGradient = b.overlaid(5);
    aGradient = bPreactivation.overlaid(9);

    AdamBinary declared = network();
    declared.features = layer("features", "input [n × 6]");
    declared.a = layer("a", "linear, elu(1.0)", aL2);
    declared.b = layer("b", "linear, softplus");
    declared.logit = layer("logit", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("a.weight", Initializer.KAIMING_UNIFORM, 6, 9);
    layout.bias("a.bias", Initializer.KAIMING_UNIFORM, 6, 9);
    layout.weight("b.weight", Initializer.KAIMING_UNIFORM, 9, 5);
    layout.bias("b.bias", Initializer.KAIMING_UNIFORM, 9, 5);
    layout.weight("logit.weight", Initializer.KAIMING_UNIFORM, 5, 1);
    layout.bias("logit.bias", Initializer.KAIMING_UNIFORM, 5, 1);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamBinaryTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // a = elu(features · W + b): [n × 6] · [6 × 9] → [n × 9]
    kernels.linear(features, aWeight, aBias, a, n);
    kernels.elu(a, 1.0, a, n);
    // b = softplus(a · W + b): [n × 9] · [9 × 5] → [n × 5]
    kernels.linear(a, bWeight, bBias, bPreactivation, n);
    kernels.softplus(bPreactivation, b, n);
    // logit = b · W + b: [n × 5] · [5 × 1] → [n × 1]
    kernels.linear(b, logitWeight, logitBias, logit, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return logit;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.binaryCrossEntropyWithGradient(logit, logitTargets, logitGradient, n));
    report.penalty(aL2, kernels.l2(aWeight, aL2.value()));
  }

  @Override
  protected void backward(int n) {
    // logit: to its weight and bias and on to b
    kernels.linearGradient(b, logitGradient, logitWeightGradient, logitBiasGradient, n);
    kernels.linearInputGradient(logitGradient, logitWeight, bGradient, n);
    // b: through softplus to its weight and bias and on to a
    kernels.softplusGradient(bPreactivation, bGradient, bGradient, n);
    kernels.linearGradient(a, bGradient, bWeightGradient, bBiasGradient, n);
    kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
    // a: through elu to its weight and bias; l2 added
    kernels.eluGradient(a, aGradient, 1.0, aGradient, n);
    kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
    kernels.addL2Gradient(aWeight, aL2.value(), aWeightGradient);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link AdamBinary}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, AdamBinaryTrainer> {
    private Schedule aL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code a}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder aL2(double strength) {
      return aL2(Strength.constant("a.l2", strength));
    }

    /** Sets a schedule for the strength of the L2 penalty on the weight of {@code a}. */
    Builder aL2(Schedule schedule) {
      aL2 = schedule;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public AdamBinaryTrainer build() {
      return new AdamBinaryTrainer(this);
    }
  }
}
