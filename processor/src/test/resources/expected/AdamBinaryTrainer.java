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
  private AdamBinaryTrainer(Builder builder) {
    super(builder, new AdamBinary(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamBinaryTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("a", "linear, elu(1.0)", 9);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 9), 6, 9);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 9), 9);
    layout.layer("b", "linear, softplus", 5);
    layout.parameter(
        "b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(9, 5), 9, 5);
    layout.parameter("b.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(9, 5), 5);
    layout.layer("logit", "linear", 1);
    layout.parameter(
        "logit.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 1), 5, 1);
    layout.parameter("logit.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 1), 1);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link AdamBinary}. */
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
      return aL2(StrengthSchedules.constant("a.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code a}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder aL2(Schedule schedule) {
      aL2 = StrengthSchedules.checked("a.l2", schedule);
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

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
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

    private Pass(TrainingParts parts, Builder builder, AdamBinary declared) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aWeightGradient = parts.gradient("a.weight");
      aBias = parts.parameter("a.bias");
      aBiasGradient = parts.gradient("a.bias");
      bWeight = parts.parameter("b.weight");
      bWeightGradient = parts.gradient("b.weight");
      bBias = parts.parameter("b.bias");
      bBiasGradient = parts.gradient("b.bias");
      logitWeight = parts.parameter("logit.weight");
      logitWeightGradient = parts.gradient("logit.weight");
      logitBias = parts.parameter("logit.bias");
      logitBiasGradient = parts.gradient("logit.bias");

      aL2 = parts.penalty("a.l2", builder.aL2, ParameterRole.WEIGHT);

      features = parts.input("features", 6);
      logitTargets = parts.target(TargetEncoding.PROBABILITIES, "logit", 1);
      a = parts.tensor(9);
      bPreactivation = parts.tensor(5);
      b = parts.tensor(5);
      logit = parts.tensor(1);
      logitGradient = parts.tensor(1);
      // These share the memory of values that are no longer needed.
      bGradient = b.sharing(5);
      aGradient = bPreactivation.sharing(9);
      parts.output(TargetEncoding.PROBABILITIES, "logit", logit);

      declared.features = parts.layer("features");
      declared.a = parts.layer("a", aL2);
      declared.b = parts.layer("b");
      declared.logit = parts.layer("logit");
    }

    @Override
    public void forward(int n) {
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
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.binaryCrossEntropyWithGradient(logit, logitTargets, logitGradient, n));
      losses.penalty(aL2, kernels.l2(aWeight, aL2.value()));
    }

    @Override
    public void backward(int n) {
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
  }
}
