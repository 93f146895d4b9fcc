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
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link AfterUpdate}, which has 71 parameters.
 *
 * <pre>
 * features  [n × 6]  input
 * hidden    [n × 5]  linear, relu
 *                    proximal l1 0.01 on weight and bias
 *                    proximal groupLasso 0.003 on weight
 *                    weightDecay 0.01 on weight
 *                    nonNegative on bias
 *                    maxNorm 2.0 on weight
 * second    [n × 4]  linear, tanh
 *                    proximal l1 0.01 on weight
 *                    l2 0.02 on weight
 *                    nonNegative on weight
 *                    minMaxNorm 0.5 1.5 0.9 on weight
 * logits    [n × 3]  linear, crossEntropy; unitNorm on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class AfterUpdateTrainer extends Trainer<AfterUpdate> {
  private final ParameterTensor hiddenWeight;
  private final ParameterTensor hiddenWeightGradient;
  private final ParameterTensor hiddenBias;
  private final ParameterTensor hiddenBiasGradient;
  private final ParameterTensor secondWeight;
  private final ParameterTensor secondWeightGradient;
  private final ParameterTensor secondBias;
  private final ParameterTensor secondBiasGradient;
  private final ParameterTensor logitsWeight;
  private final ParameterTensor logitsWeightGradient;

  private final Strength hiddenL1;
  private final Strength hiddenGroupLasso;
  private final Strength hiddenWeightDecay;
  private final Strength hiddenMaxNorm;
  private final Strength secondL1;
  private final Strength secondL2;

  private final BatchTensor features;
  private final BatchTensor logitsTargets;
  private final BatchTensor hidden;
  private final BatchTensor second;
  private final BatchTensor logits;
  private final BatchTensor logitsGradient;
  private final BatchTensor secondGradient;
  private final BatchTensor hiddenGradient;

  private AfterUpdateTrainer(Builder builder) {
    super(builder, layout(), new AfterUpdate());

    hiddenWeight = parameters.value("hidden.weight");
    hiddenWeightGradient = parameters.gradient("hidden.weight");
    hiddenBias = parameters.value("hidden.bias");
    hiddenBiasGradient = parameters.gradient("hidden.bias");
    secondWeight = parameters.value("second.weight");
    secondWeightGradient = parameters.gradient("second.weight");
    secondBias = parameters.value("second.bias");
    secondBiasGradient = parameters.gradient("second.bias");
    logitsWeight = parameters.value("logits.weight");
    logitsWeightGradient = parameters.gradient("logits.weight");

    hiddenL1 = penalty("hidden.l1", builder.hiddenL1, ParameterRole.WEIGHT, ParameterRole.BIAS);
    hiddenGroupLasso = penalty("hidden.groupLasso", builder.hiddenGroupLasso, ParameterRole.WEIGHT);
    hiddenWeightDecay = strength("hidden.weightDecay", builder.hiddenWeightDecay,
        ParameterRole.WEIGHT);
    hiddenMaxNorm = strength("hidden.maxNorm", builder.hiddenMaxNorm, ParameterRole.WEIGHT);
    secondL1 = penalty("second.l1", builder.secondL1, ParameterRole.WEIGHT);
    secondL2 = penalty("second.l2", builder.secondL2, ParameterRole.WEIGHT);

    features = input("features", 6);
    logitsTargets = target(TargetEncoding.CLASSES, "logits", 3);
    hidden = tensor(5);
    second = tensor(4);
    logits = tensor(3);
    logitsGradient = tensor(3);
    secondGradient = tensor(4);
    // Overlaid: these share the memory of values that are no longer needed.
    hiddenGradient = second.overlaid(5);

    AfterUpdate declared = network();
    declared.features = layer("features", "input [n × 6]");
    declared.hidden = layer("hidden", "linear, relu", hiddenL1, hiddenGroupLasso, hiddenWeightDecay,
        hiddenMaxNorm);
    declared.second = layer("second", "linear, tanh", secondL1, secondL2);
    declared.logits = layer("logits", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("hidden.weight", Initializer.KAIMING_UNIFORM, 6, 5);
    layout.bias("hidden.bias", Initializer.KAIMING_UNIFORM, 6, 5);
    layout.weight("second.weight", Initializer.KAIMING_UNIFORM, 5, 4);
    layout.bias("second.bias", Initializer.KAIMING_UNIFORM, 5, 4);
    layout.weight("logits.weight", Initializer.KAIMING_UNIFORM, 4, 3);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AfterUpdateTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // hidden = relu(features · W + b): [n × 6] · [6 × 5] → [n × 5]
    kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
    kernels.relu(hidden, hidden, n);
    // second = tanh(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
    kernels.linear(hidden, secondWeight, secondBias, second, n);
    kernels.tanh(second, second, n);
    // logits = second · W: [n × 4] · [4 × 3] → [n × 3]
    kernels.linear(second, logitsWeight, logits, n);
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
    report.penalty(
        hiddenL1,
        kernels.l1(hiddenWeight, hiddenL1.value())
            + kernels.l1(hiddenBias, hiddenL1.value()));
    report.penalty(
        hiddenGroupLasso,
        kernels.groupLasso(hiddenWeight, hiddenGroupLasso.value(), Axis.INPUT));
    report.penalty(secondL1, kernels.l1(secondWeight, secondL1.value()));
    report.penalty(secondL2, kernels.l2(secondWeight, secondL2.value()));
  }

  @Override
  protected void backward(int n) {
    // logits: to its weight and on to second
    kernels.linearGradient(second, logitsGradient, logitsWeightGradient, n);
    kernels.linearInputGradient(logitsGradient, logitsWeight, secondGradient, n);
    // second: through tanh to its weight and bias and on to hidden; l2 added
    kernels.tanhGradient(second, secondGradient, secondGradient, n);
    kernels.linearGradient(hidden, secondGradient, secondWeightGradient, secondBiasGradient, n);
    kernels.linearInputGradient(secondGradient, secondWeight, hiddenGradient, n);
    kernels.addL2Gradient(secondWeight, secondL2.value(), secondWeightGradient);
    // hidden: through relu to its weight and bias
    kernels.reluGradient(hidden, hiddenGradient, hiddenGradient, n);
    kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
  }

  @Override
  protected void afterUpdate(double learningRate, StepSizes steps) {
    // hidden: weightDecay, proximal l1, proximal groupLasso, maxNorm and nonNegative
    kernels.scale(1 - learningRate * hiddenWeightDecay.value(), hiddenWeight);
    kernels.softThreshold(hiddenL1.value(), steps, hiddenWeight);
    kernels.groupSoftThreshold(hiddenGroupLasso.value(), steps, Axis.INPUT, hiddenWeight);
    kernels.maxNorm(hiddenMaxNorm.value(), Axis.OUTPUT, hiddenWeight);
    kernels.softThreshold(hiddenL1.value(), steps, hiddenBias);
    kernels.nonNegative(hiddenBias);
    // second: proximal l1, nonNegative and minMaxNorm
    kernels.softThreshold(secondL1.value(), steps, secondWeight);
    kernels.nonNegative(secondWeight);
    kernels.minMaxNorm(0.5, 1.5, 0.9, Axis.INPUT, secondWeight);
    // logits: unitNorm
    kernels.unitNorm(Axis.OUTPUT, logitsWeight);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link AfterUpdate}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, AfterUpdateTrainer> {
    private Schedule hiddenL1 = Schedule.constant(0.01);

    private Schedule hiddenGroupLasso = Schedule.constant(0.003);

    private Schedule hiddenWeightDecay = Schedule.constant(0.01);

    private Schedule hiddenMaxNorm = Schedule.constant(2.0);

    private Schedule secondL1 = Schedule.constant(0.01);

    private Schedule secondL2 = Schedule.constant(0.02);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L1 penalty on the weight and bias of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder hiddenL1(double strength) {
      return hiddenL1(Strength.constant("hidden.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight and bias of {@code hidden}.
     */
    Builder hiddenL1(Schedule schedule) {
      hiddenL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the group lasso on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    Builder hiddenGroupLasso(double strength) {
      return hiddenGroupLasso(Strength.constant("hidden.groupLasso", strength));
    }

    /**
     * Sets a schedule for the strength of the group lasso on the weight of {@code hidden}.
     */
    Builder hiddenGroupLasso(Schedule schedule) {
      hiddenGroupLasso = schedule;
      return this;
    }

    /**
     * Sets the strength of the weight decay on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder hiddenWeightDecay(double strength) {
      return hiddenWeightDecay(Strength.constant("hidden.weightDecay", strength));
    }

    /**
     * Sets a schedule for the strength of the weight decay on the weight of {@code hidden}.
     */
    Builder hiddenWeightDecay(Schedule schedule) {
      hiddenWeightDecay = schedule;
      return this;
    }

    /**
     * Sets the bound on norms on the weight of {@code hidden}.
     *
     * @param bound finite, at least 0; the default is 2.0
     */
    Builder hiddenMaxNorm(double bound) {
      return hiddenMaxNorm(Strength.constant("hidden.maxNorm", bound));
    }

    /** Sets a schedule for the bound on norms on the weight of {@code hidden}. */
    Builder hiddenMaxNorm(Schedule schedule) {
      hiddenMaxNorm = schedule;
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder secondL1(double strength) {
      return secondL1(Strength.constant("second.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code second}.
     */
    Builder secondL1(Schedule schedule) {
      secondL1 = schedule;
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder secondL2(double strength) {
      return secondL2(Strength.constant("second.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code second}.
     */
    Builder secondL2(Schedule schedule) {
      secondL2 = schedule;
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public AfterUpdateTrainer build() {
      return new AfterUpdateTrainer(this);
    }
  }
}
