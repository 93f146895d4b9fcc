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

  private AdamCrossEntropyTrainer(Builder builder) {
    super(builder, layout(), new AdamCrossEntropy());

    aWeight = parameters.value("a.weight");
    aWeightGradient = parameters.gradient("a.weight");
    aBias = parameters.value("a.bias");
    aBiasGradient = parameters.gradient("a.bias");
    bWeight = parameters.value("b.weight");
    bWeightGradient = parameters.gradient("b.weight");
    bBias = parameters.value("b.bias");
    bBiasGradient = parameters.gradient("b.bias");
    logitsWeight = parameters.value("logits.weight");
    logitsWeightGradient = parameters.gradient("logits.weight");
    logitsBias = parameters.value("logits.bias");
    logitsBiasGradient = parameters.gradient("logits.bias");

    aL1 = penalty("a.l1", builder.aL1, ParameterRole.WEIGHT);
    aL2 = penalty("a.l2", builder.aL2, ParameterRole.WEIGHT);
    logitsL2 = penalty("logits.l2", builder.logitsL2, ParameterRole.WEIGHT);

    features = input("features", 7);
    logitsTargets = target(TargetEncoding.CLASSES, "logits", 4);
    a = tensor(16);
    b = tensor(12);
    logits = tensor(4);
    logitsGradient = tensor(4);
    bGradient = tensor(12);
    // Overlaid: these share the memory of values that are no longer needed.
    aGradient = b.overlaid(16);

    AdamCrossEntropy declared = network();
    declared.features = layer("features", "input [n × 7]");
    declared.a = layer("a", "linear, relu", aL1, aL2);
    declared.b = layer("b", "linear, leakyRelu(0.01)");
    declared.logits = layer("logits", "linear", logitsL2);
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("a.weight", Initializer.KAIMING_UNIFORM, 7, 16);
    layout.bias("a.bias", Initializer.KAIMING_UNIFORM, 7, 16);
    layout.weight("b.weight", Initializer.KAIMING_UNIFORM, 16, 12);
    layout.bias("b.bias", Initializer.KAIMING_UNIFORM, 16, 12);
    layout.weight("logits.weight", Initializer.KAIMING_UNIFORM, 12, 4);
    layout.bias("logits.bias", Initializer.KAIMING_UNIFORM, 12, 4);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamCrossEntropyTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
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
  protected BatchTensor infer(int n) {
    forward(n);
    return logits;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
    report.penalty(aL1, kernels.l1(aWeight, aL1.value()));
    report.penalty(aL2, kernels.l2(aWeight, aL2.value()));
    report.penalty(logitsL2, kernels.l2(logitsWeight, logitsL2.value()));
  }

  @Override
  protected void backward(int n) {
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
        features, aGradient, aWeight, aL1.value(), aL2.value(), aWeightGradient, aBiasGradient, n);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link AdamCrossEntropy}.
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
      return aL1(Strength.constant("a.l1", strength));
    }

    /** Sets a schedule for the strength of the L1 penalty on the weight of {@code a}. */
    Builder aL1(Schedule schedule) {
      aL1 = schedule;
      return this;
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

    /**
     * Sets the strength of the L2 penalty on the weight of {@code logits}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder logitsL2(double strength) {
      return logitsL2(Strength.constant("logits.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code logits}.
     */
    Builder logitsL2(Schedule schedule) {
      logitsL2 = schedule;
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
}
