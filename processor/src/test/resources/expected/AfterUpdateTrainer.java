package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
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
  private AfterUpdateTrainer(Builder builder) {
    super(builder, new AfterUpdate(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AfterUpdateTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, relu", 5);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 5), 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 5), 5);
    layout.layer("second", "linear, tanh", 4);
    layout.parameter(
        "second.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 4), 5, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 4), 4);
    layout.layer("logits", "linear", 3);
    layout.parameter(
        "logits.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 3), 4, 3);
    return layout.build();
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
      return hiddenL1(StrengthSchedules.constant("hidden.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight and bias of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenL1(Schedule schedule) {
      hiddenL1 = StrengthSchedules.checked("hidden.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the group lasso on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.003
     */
    Builder hiddenGroupLasso(double strength) {
      return hiddenGroupLasso(StrengthSchedules.constant("hidden.groupLasso", strength));
    }

    /**
     * Sets a schedule for the strength of the group lasso on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenGroupLasso(Schedule schedule) {
      hiddenGroupLasso = StrengthSchedules.checked("hidden.groupLasso", schedule);
      return this;
    }

    /**
     * Sets the strength of the weight decay on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder hiddenWeightDecay(double strength) {
      return hiddenWeightDecay(StrengthSchedules.constant("hidden.weightDecay", strength));
    }

    /**
     * Sets a schedule for the strength of the weight decay on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenWeightDecay(Schedule schedule) {
      hiddenWeightDecay = StrengthSchedules.checked("hidden.weightDecay", schedule);
      return this;
    }

    /**
     * Sets the bound on the norms on the weight of {@code hidden}.
     *
     * @param bound finite, at least 0; the default is 2.0
     */
    Builder hiddenMaxNorm(double bound) {
      return hiddenMaxNorm(StrengthSchedules.constant("hidden.maxNorm", bound));
    }

    /**
     * Sets a schedule for the bound on the norms on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenMaxNorm(Schedule schedule) {
      hiddenMaxNorm = StrengthSchedules.checked("hidden.maxNorm", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder secondL1(double strength) {
      return secondL1(StrengthSchedules.constant("second.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondL1(Schedule schedule) {
      secondL1 = StrengthSchedules.checked("second.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder secondL2(double strength) {
      return secondL2(StrengthSchedules.constant("second.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondL2(Schedule schedule) {
      secondL2 = StrengthSchedules.checked("second.l2", schedule);
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

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
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

    private Pass(TrainingParts parts, Builder builder, AfterUpdate declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      secondWeight = parts.parameter("second.weight");
      secondWeightGradient = parts.gradient("second.weight");
      secondBias = parts.parameter("second.bias");
      secondBiasGradient = parts.gradient("second.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsWeightGradient = parts.gradient("logits.weight");

      hiddenL1 =
          parts.penalty("hidden.l1", builder.hiddenL1, ParameterRole.WEIGHT, ParameterRole.BIAS);
      hiddenGroupLasso =
          parts.penalty("hidden.groupLasso", builder.hiddenGroupLasso, ParameterRole.WEIGHT);
      hiddenWeightDecay =
          parts.strength("hidden.weightDecay", builder.hiddenWeightDecay, ParameterRole.WEIGHT);
      hiddenMaxNorm = parts.strength("hidden.maxNorm", builder.hiddenMaxNorm, ParameterRole.WEIGHT);
      secondL1 = parts.penalty("second.l1", builder.secondL1, ParameterRole.WEIGHT);
      secondL2 = parts.penalty("second.l2", builder.secondL2, ParameterRole.WEIGHT);

      features = parts.input("features", 6);
      logitsTargets = parts.target(TargetEncoding.CLASSES, "logits", 3);
      hidden = parts.tensor(5);
      second = parts.tensor(4);
      logits = parts.tensor(3);
      logitsGradient = parts.tensor(3);
      secondGradient = parts.tensor(4);
      // These share the memory of values that are no longer needed.
      hiddenGradient = second.sharing(5);
      parts.output(TargetEncoding.CLASSES, "logits", logits);

      declared.features = parts.layer("features");
      declared.hidden =
          parts.layer("hidden", hiddenL1, hiddenGroupLasso, hiddenWeightDecay, hiddenMaxNorm);
      declared.second = parts.layer("second", secondL1, secondL2);
      declared.logits = parts.layer("logits");
    }

    @Override
    public void forward(int n) {
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
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
      losses.penalty(
          hiddenL1,
          kernels.l1(hiddenWeight, hiddenL1.value()) + kernels.l1(hiddenBias, hiddenL1.value()));
      losses.penalty(
          hiddenGroupLasso, kernels.groupLasso(hiddenWeight, hiddenGroupLasso.value(), Axis.INPUT));
      losses.penalty(secondL1, kernels.l1(secondWeight, secondL1.value()));
      losses.penalty(secondL2, kernels.l2(secondWeight, secondL2.value()));
    }

    @Override
    public void backward(int n) {
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
    public void afterUpdate(double learningRate, StepSizes steps) {
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
  }
}
