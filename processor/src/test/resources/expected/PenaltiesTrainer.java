package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CustomPenalty;
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
 * Trains {@link Penalties}, which has 74 parameters.
 *
 * <pre>
 * features  [n × 6]  input
 * hidden    [n × 5]  linear, tanh, dropout
 *                    l1 0.01 on weight
 *                    l1 0.02 on bias
 *                    l2 0.002 on weight
 *                    groupLasso 0.003 on weight
 *                    orthogonal 0.1 on weight
 *                    activityL1 0.05 on output
 * second    [n × 4]  linear, sigmoid
 *                    l1 0.001 on weight
 *                    l2 0.03 on weight and bias from the initial values
 *                    groupLasso 0.004 on weight
 *                    orthogonal 0.2 on weight
 *                    quartic 0.1 on weight and bias
 * predict   [n × 3]  linear, meanSquaredError
 *                    l1 0.001 on weight
 *                    l2 0.01 on weight
 *                    activityL1 0.01 on output
 *                    activityL2 0.02 on output
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class PenaltiesTrainer extends Trainer<Penalties> {
  private PenaltiesTrainer(Builder builder) {
    super(builder, new Penalties(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static PenaltiesTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, tanh", 5);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 5), 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 5), 5);
    layout.layer("second", "linear, sigmoid", 4);
    layout.parameter(
        "second.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 4), 5, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 4), 4);
    layout.layer("predict", "linear", 3);
    layout.parameter(
        "predict.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 3), 4, 3);
    layout.parameter("predict.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link Penalties}. */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, PenaltiesTrainer> {
    private Schedule hiddenL1Weight = Schedule.constant(0.01);
    private Schedule hiddenL1Bias = Schedule.constant(0.02);
    private Schedule hiddenL2 = Schedule.constant(0.002);
    private Schedule hiddenGroupLasso = Schedule.constant(0.003);
    private Schedule hiddenOrthogonal = Schedule.constant(0.1);
    private Schedule hiddenActivityL1 = Schedule.constant(0.05);
    private Schedule secondL1 = Schedule.constant(0.001);
    private Schedule secondL2 = Schedule.constant(0.03);
    private Schedule secondGroupLasso = Schedule.constant(0.004);
    private Schedule secondOrthogonal = Schedule.constant(0.2);
    private Schedule secondQuartic = Schedule.constant(0.1);
    private Schedule predictL1 = Schedule.constant(0.001);
    private Schedule predictL2 = Schedule.constant(0.01);
    private Schedule predictActivityL1 = Schedule.constant(0.01);
    private Schedule predictActivityL2 = Schedule.constant(0.02);

    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder hiddenL1Weight(double strength) {
      return hiddenL1Weight(StrengthSchedules.constant("hidden.l1.weight", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenL1Weight(Schedule schedule) {
      hiddenL1Weight = StrengthSchedules.checked("hidden.l1.weight", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the bias of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder hiddenL1Bias(double strength) {
      return hiddenL1Bias(StrengthSchedules.constant("hidden.l1.bias", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the bias of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenL1Bias(Schedule schedule) {
      hiddenL1Bias = StrengthSchedules.checked("hidden.l1.bias", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.002
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
     * Sets the strength of the orthogonal penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.1
     */
    Builder hiddenOrthogonal(double strength) {
      return hiddenOrthogonal(StrengthSchedules.constant("hidden.orthogonal", strength));
    }

    /**
     * Sets a schedule for the strength of the orthogonal penalty on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenOrthogonal(Schedule schedule) {
      hiddenOrthogonal = StrengthSchedules.checked("hidden.orthogonal", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the output of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.05
     */
    Builder hiddenActivityL1(double strength) {
      return hiddenActivityL1(StrengthSchedules.constant("hidden.activityL1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the output of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenActivityL1(Schedule schedule) {
      hiddenActivityL1 = StrengthSchedules.checked("hidden.activityL1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.001
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
     * Sets the strength of the L2 penalty on the weight and bias of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.03
     */
    Builder secondL2(double strength) {
      return secondL2(StrengthSchedules.constant("second.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight and bias of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondL2(Schedule schedule) {
      secondL2 = StrengthSchedules.checked("second.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the group lasso on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.004
     */
    Builder secondGroupLasso(double strength) {
      return secondGroupLasso(StrengthSchedules.constant("second.groupLasso", strength));
    }

    /**
     * Sets a schedule for the strength of the group lasso on the weight of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondGroupLasso(Schedule schedule) {
      secondGroupLasso = StrengthSchedules.checked("second.groupLasso", schedule);
      return this;
    }

    /**
     * Sets the strength of the orthogonal penalty on the weight of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.2
     */
    Builder secondOrthogonal(double strength) {
      return secondOrthogonal(StrengthSchedules.constant("second.orthogonal", strength));
    }

    /**
     * Sets a schedule for the strength of the orthogonal penalty on the weight of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondOrthogonal(Schedule schedule) {
      secondOrthogonal = StrengthSchedules.checked("second.orthogonal", schedule);
      return this;
    }

    /**
     * Sets the strength of the {@link Penalties.Quartic} penalty on the weight and bias of
     * {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.1
     */
    Builder secondQuartic(double strength) {
      return secondQuartic(StrengthSchedules.constant("second.quartic", strength));
    }

    /**
     * Sets a schedule for the strength of the {@link Penalties.Quartic} penalty on the weight and
     * bias of {@code second}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder secondQuartic(Schedule schedule) {
      secondQuartic = StrengthSchedules.checked("second.quartic", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code predict}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder predictL1(double strength) {
      return predictL1(StrengthSchedules.constant("predict.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code predict}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder predictL1(Schedule schedule) {
      predictL1 = StrengthSchedules.checked("predict.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code predict}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder predictL2(double strength) {
      return predictL2(StrengthSchedules.constant("predict.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code predict}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder predictL2(Schedule schedule) {
      predictL2 = StrengthSchedules.checked("predict.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the output of {@code predict}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder predictActivityL1(double strength) {
      return predictActivityL1(StrengthSchedules.constant("predict.activityL1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the output of {@code predict}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder predictActivityL1(Schedule schedule) {
      predictActivityL1 = StrengthSchedules.checked("predict.activityL1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the output of {@code predict}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder predictActivityL2(double strength) {
      return predictActivityL2(StrengthSchedules.constant("predict.activityL2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the output of {@code predict}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder predictActivityL2(Schedule schedule) {
      predictActivityL2 = StrengthSchedules.checked("predict.activityL2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public PenaltiesTrainer build() {
      return new PenaltiesTrainer(this);
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
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictWeightGradient;
    private final ParameterTensor predictBias;
    private final ParameterTensor predictBiasGradient;
    private final ParameterTensor secondWeightInitial;
    private final ParameterTensor secondBiasInitial;

    private final Strength hiddenL1Weight;
    private final Strength hiddenL1Bias;
    private final Strength hiddenL2;
    private final Strength hiddenGroupLasso;
    private final Strength hiddenOrthogonal;
    private final Strength hiddenActivityL1;
    private final Strength secondL1;
    private final Strength secondL2;
    private final Strength secondGroupLasso;
    private final Strength secondOrthogonal;

    private final CustomPenalty secondQuartic;

    private final Strength predictL1;
    private final Strength predictL2;
    private final Strength predictActivityL1;
    private final Strength predictActivityL2;

    private final BatchTensor features;
    private final BatchTensor predictTargets;
    private final BatchTensor hidden;
    private final BatchTensor hiddenDropped;
    private final BatchTensor hiddenMask;
    private final BatchTensor second;
    private final BatchTensor predict;
    private final BatchTensor predictGradient;
    private final BatchTensor secondGradient;
    private final BatchTensor hiddenGradient;

    private Pass(TrainingParts parts, Builder builder, Penalties declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      secondWeight = parts.parameter("second.weight");
      secondWeightGradient = parts.gradient("second.weight");
      secondBias = parts.parameter("second.bias");
      secondBiasGradient = parts.gradient("second.bias");
      predictWeight = parts.parameter("predict.weight");
      predictWeightGradient = parts.gradient("predict.weight");
      predictBias = parts.parameter("predict.bias");
      predictBiasGradient = parts.gradient("predict.bias");
      secondWeightInitial = parts.initial("second.weight");
      secondBiasInitial = parts.initial("second.bias");

      hiddenL1Weight =
          parts.penalty("hidden.l1.weight", builder.hiddenL1Weight, ParameterRole.WEIGHT);
      hiddenL1Bias = parts.penalty("hidden.l1.bias", builder.hiddenL1Bias, ParameterRole.BIAS);
      hiddenL2 = parts.penalty("hidden.l2", builder.hiddenL2, ParameterRole.WEIGHT);
      hiddenGroupLasso =
          parts.penalty("hidden.groupLasso", builder.hiddenGroupLasso, ParameterRole.WEIGHT);
      hiddenOrthogonal =
          parts.penalty("hidden.orthogonal", builder.hiddenOrthogonal, ParameterRole.WEIGHT);
      hiddenActivityL1 = parts.penalty("hidden.activityL1", builder.hiddenActivityL1);
      secondL1 = parts.penalty("second.l1", builder.secondL1, ParameterRole.WEIGHT);
      secondL2 =
          parts.penalty("second.l2", builder.secondL2, ParameterRole.WEIGHT, ParameterRole.BIAS);
      secondGroupLasso =
          parts.penalty("second.groupLasso", builder.secondGroupLasso, ParameterRole.WEIGHT);
      secondOrthogonal =
          parts.penalty("second.orthogonal", builder.secondOrthogonal, ParameterRole.WEIGHT);
      secondQuartic = parts.penalty(
          "second.quartic", builder.secondQuartic, new Penalties.Quartic(), ParameterRole.WEIGHT,
          ParameterRole.BIAS);
      predictL1 = parts.penalty("predict.l1", builder.predictL1, ParameterRole.WEIGHT);
      predictL2 = parts.penalty("predict.l2", builder.predictL2, ParameterRole.WEIGHT);
      predictActivityL1 = parts.penalty("predict.activityL1", builder.predictActivityL1);
      predictActivityL2 = parts.penalty("predict.activityL2", builder.predictActivityL2);

      features = parts.input("features", 6);
      predictTargets = parts.target(TargetEncoding.VALUES, "predict", 3);
      hidden = parts.tensor(5);
      hiddenDropped = parts.tensor(5);
      hiddenMask = parts.tensor(5);
      second = parts.tensor(4);
      predict = parts.tensor(3);
      predictGradient = parts.tensor(3);
      secondGradient = parts.tensor(4);
      // These share the memory of values that are no longer needed.
      hiddenGradient = hiddenDropped.sharing(5);
      parts.output(TargetEncoding.VALUES, "predict", predict);

      declared.features = parts.layer("features");
      declared.hidden = parts.layer(
          "hidden", hiddenL1Weight, hiddenL1Bias, hiddenL2, hiddenGroupLasso, hiddenOrthogonal,
          hiddenActivityL1);
      declared.second = parts.layer(
          "second", secondL1, secondL2, secondGroupLasso, secondOrthogonal,
          secondQuartic.strength());
      declared.predict =
          parts.layer("predict", predictL1, predictL2, predictActivityL1, predictActivityL2);
    }

    @Override
    public void forward(int n) {
      // hidden = dropout(tanh(features · W + b)): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      kernels.dropout(hidden, 0.2, dropoutSeed(0), hiddenDropped, hiddenMask, n);
      // second = sigmoid(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hiddenDropped, secondWeight, secondBias, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
    }

    @Override
    public void infer(int n) {
      // The forward pass without dropout.
      // hidden = tanh(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // second = sigmoid(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hidden, secondWeight, secondBias, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
      losses.penalty(hiddenL1Weight, kernels.l1(hiddenWeight, hiddenL1Weight.value()));
      losses.penalty(hiddenL1Bias, kernels.l1(hiddenBias, hiddenL1Bias.value()));
      losses.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
      losses.penalty(
          hiddenGroupLasso,
          kernels.groupLasso(hiddenWeight, hiddenGroupLasso.value(), Axis.OUTPUT));
      losses.penalty(
          hiddenOrthogonal, kernels.orthogonal(hiddenWeight, hiddenOrthogonal.value(), Axis.INPUT));
      losses.penalty(hiddenActivityL1, kernels.activityL1(hidden, hiddenActivityL1.value(), n));
      losses.penalty(secondL1, kernels.l1(secondWeight, secondL1.value()));
      losses.penalty(
          secondL2,
          kernels.l2Distance(secondWeight, secondWeightInitial, secondL2.value())
              + kernels.l2Distance(secondBias, secondBiasInitial, secondL2.value()));
      losses.penalty(
          secondGroupLasso, kernels.groupLasso(secondWeight, secondGroupLasso.value(), Axis.INPUT));
      losses.penalty(
          secondOrthogonal,
          kernels.orthogonal(secondWeight, secondOrthogonal.value(), Axis.OUTPUT));
      losses.penalty(
          secondQuartic.strength(),
          secondQuartic.valueOf(secondWeight) + secondQuartic.valueOf(secondBias));
      losses.penalty(predictL1, kernels.l1(predictWeight, predictL1.value()));
      losses.penalty(predictL2, kernels.l2(predictWeight, predictL2.value()));
      losses.penalty(predictActivityL1, kernels.activityL1(predict, predictActivityL1.value(), n));
      losses.penalty(predictActivityL2, kernels.activityL2(predict, predictActivityL2.value(), n));
    }

    @Override
    public void backward(int n) {
      // predict: to its weight and bias and on to second; activityL2, activityL1, l1 and l2 added
      kernels.addActivityL2Gradient(predict, predictActivityL2.value(), predictGradient, n);
      kernels.addActivityL1Gradient(predict, predictActivityL1.value(), predictGradient, n);
      kernels.linearGradientWithElasticNet(
          second, predictGradient, predictWeight, predictL1.value(), predictL2.value(),
          predictWeightGradient, predictBiasGradient, n);
      kernels.linearInputGradient(predictGradient, predictWeight, secondGradient, n);
      // second: through sigmoid to its weight and bias and on to hidden; l1, l2, groupLasso,
      // orthogonal and quartic added
      kernels.sigmoidGradient(second, secondGradient, secondGradient, n);
      kernels.linearGradient(
          hiddenDropped, secondGradient, secondWeightGradient, secondBiasGradient, n);
      kernels.linearInputGradient(secondGradient, secondWeight, hiddenGradient, n);
      kernels.addL1Gradient(secondWeight, secondL1.value(), secondWeightGradient);
      kernels.addL2DistanceGradient(
          secondWeight, secondWeightInitial, secondL2.value(), secondWeightGradient);
      kernels.addL2DistanceGradient(
          secondBias, secondBiasInitial, secondL2.value(), secondBiasGradient);
      kernels.addGroupLassoGradient(
          secondWeight, secondGroupLasso.value(), Axis.INPUT, secondWeightGradient);
      kernels.addOrthogonalGradient(
          secondWeight, secondOrthogonal.value(), Axis.OUTPUT, secondWeightGradient);
      secondQuartic.addGradient(secondWeight, secondWeightGradient);
      secondQuartic.addGradient(secondBias, secondBiasGradient);
      // hidden: through dropout and tanh to its weight and bias; activityL1, l1, l2, groupLasso and
      // orthogonal added
      kernels.dropoutGradient(hiddenMask, hiddenGradient, hiddenGradient, n);
      kernels.addActivityL1Gradient(hidden, hiddenActivityL1.value(), hiddenGradient, n);
      kernels.tanhGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.linearGradientWithElasticNet(
          features, hiddenGradient, hiddenWeight, hiddenL1Weight.value(), hiddenL2.value(),
          hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.addL1Gradient(hiddenBias, hiddenL1Bias.value(), hiddenBiasGradient);
      kernels.addGroupLassoGradient(
          hiddenWeight, hiddenGroupLasso.value(), Axis.OUTPUT, hiddenWeightGradient);
      kernels.addOrthogonalGradient(
          hiddenWeight, hiddenOrthogonal.value(), Axis.INPUT, hiddenWeightGradient);
    }
  }
}
