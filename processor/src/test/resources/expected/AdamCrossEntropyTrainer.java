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
 * Trains {@link AdamCrossEntropy}, which has 384 parameters.
 *
 * <pre>
 * features  [n × 7]   input
 * a         [n × 16]  linear, relu; l1 0.001 on weight; l2 0.001 on weight
 * b         [n × 12]  linear, leakyRelu
 * logits    [n × 4]   linear, crossEntropy; l2 0.001 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class AdamCrossEntropyTrainer extends Trainer<AdamCrossEntropy> {
  private AdamCrossEntropyTrainer(Builder builder) {
    super(builder, new AdamCrossEntropy(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamCrossEntropyTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 7);
    layout.layer("a", "linear, relu", 16);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(7, 16), 7, 16);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(7, 16), 16);
    layout.layer("b", "linear, leakyRelu(0.01)", 12);
    layout.parameter(
        "b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(16, 12), 16, 12);
    layout.parameter("b.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(16, 12), 12);
    layout.layer("logits", "linear", 4);
    layout.parameter(
        "logits.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(12, 4), 12, 4);
    layout.parameter("logits.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(12, 4), 4);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link AdamCrossEntropy}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, AdamCrossEntropyTrainer> {
    private Schedule aL1 = Schedule.constant(0.001);
    private Schedule aL2 = Schedule.constant(0.001);
    private Schedule logitsL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code a}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder aL1(double strength) {
      return aL1(StrengthSchedules.constant("a.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code a}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder aL1(Schedule schedule) {
      aL1 = StrengthSchedules.checked("a.l1", schedule);
      return this;
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

    /**
     * Sets the strength of the L2 penalty on the weight of {@code logits}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder logitsL2(double strength) {
      return logitsL2(StrengthSchedules.constant("logits.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code logits}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder logitsL2(Schedule schedule) {
      logitsL2 = StrengthSchedules.checked("logits.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public AdamCrossEntropyTrainer build() {
      return new AdamCrossEntropyTrainer(this);
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
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsWeightGradient;
    private final ParameterTensor logitsBias;
    private final ParameterTensor logitsBiasGradient;

    private final Strength aL1;
    private final Strength aL2;
    private final Strength logitsL2;

    private final BatchTensor features;
    private final BatchTensor logitsTargets;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor logits;
    private final BatchTensor logitsGradient;
    private final BatchTensor bGradient;
    private final BatchTensor aGradient;

    private Pass(TrainingParts parts, Builder builder, AdamCrossEntropy declared) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aWeightGradient = parts.gradient("a.weight");
      aBias = parts.parameter("a.bias");
      aBiasGradient = parts.gradient("a.bias");
      bWeight = parts.parameter("b.weight");
      bWeightGradient = parts.gradient("b.weight");
      bBias = parts.parameter("b.bias");
      bBiasGradient = parts.gradient("b.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsWeightGradient = parts.gradient("logits.weight");
      logitsBias = parts.parameter("logits.bias");
      logitsBiasGradient = parts.gradient("logits.bias");

      aL1 = parts.penalty("a.l1", builder.aL1, ParameterRole.WEIGHT);
      aL2 = parts.penalty("a.l2", builder.aL2, ParameterRole.WEIGHT);
      logitsL2 = parts.penalty("logits.l2", builder.logitsL2, ParameterRole.WEIGHT);

      features = parts.input("features", 7);
      logitsTargets = parts.target(TargetEncoding.CLASSES, "logits", 4);
      a = parts.tensor(16);
      b = parts.tensor(12);
      logits = parts.tensor(4);
      logitsGradient = parts.tensor(4);
      bGradient = parts.tensor(12);
      // These share the memory of values that are no longer needed.
      aGradient = b.sharing(16);
      parts.output(TargetEncoding.CLASSES, "logits", logits);

      declared.features = parts.layer("features");
      declared.a = parts.layer("a", aL1, aL2);
      declared.b = parts.layer("b");
      declared.logits = parts.layer("logits", logitsL2);
    }

    @Override
    public void forward(int n) {
      // a = relu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.relu(a, a, n);
      // b = leakyRelu(a · W + b): [n × 16] · [16 × 12] → [n × 12]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.leakyRelu(b, 0.01, b, n);
      // logits = b · W + b: [n × 12] · [12 × 4] → [n × 4]
      kernels.linear(b, logitsWeight, logitsBias, logits, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
      losses.penalty(aL1, kernels.l1(aWeight, aL1.value()));
      losses.penalty(aL2, kernels.l2(aWeight, aL2.value()));
      losses.penalty(logitsL2, kernels.l2(logitsWeight, logitsL2.value()));
    }

    @Override
    public void backward(int n) {
      // logits: to its weight and bias and on to b; l2 added
      kernels.linearGradient(b, logitsGradient, logitsWeightGradient, logitsBiasGradient, n);
      kernels.linearInputGradient(logitsGradient, logitsWeight, bGradient, n);
      kernels.addL2Gradient(logitsWeight, logitsL2.value(), logitsWeightGradient);
      // b: through leakyRelu to its weight and bias and on to a
      kernels.leakyReluGradient(b, bGradient, 0.01, bGradient, n);
      kernels.linearGradient(a, bGradient, bWeightGradient, bBiasGradient, n);
      kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
      // a: through relu to its weight and bias; l1 and l2 added
      kernels.reluGradient(a, aGradient, aGradient, n);
      kernels.linearGradientWithElasticNet(
          features, aGradient, aWeight, aL1.value(), aL2.value(), aWeightGradient, aBiasGradient,
          n);
    }
  }
}
