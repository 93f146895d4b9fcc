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
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link RecurrentPenalties}, which has 144 parameters.
 *
 * <pre>
 * signal   [n × 4 × 3]  input
 * heard    [n × 4 × 3]  lstm
 *                       l1 0.01 on weight
 *                       l1 0.02 on recurrent weight
 *                       l2 0.02 on weight and recurrent weight
 *                       orthogonal 0.1 on recurrent weight
 *                       maxNorm 2.0 on weight
 *                       maxNorm 1.5 on recurrent weight
 * summary  [n × 2]      gru
 *                       l2 0.04 on recurrent weight
 *                       groupLasso 0.03 on weight and recurrent weight
 *                       weightDecay 0.1 on weight
 * values   [n × 2]      linear, meanSquaredError; l2 0.02 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class RecurrentPenaltiesTrainer extends Trainer<RecurrentPenalties> {
  private RecurrentPenaltiesTrainer(Builder builder) {
    super(builder, new RecurrentPenalties(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static RecurrentPenaltiesTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("signal", "input", 4, 3);
    layout.layer("heard", "lstm", 4, 3);
    layout.parameter(
        "heard.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 12), 3, 12);
    layout.parameter(
        "heard.recurrent", ParameterRole.RECURRENT, Initializer.KAIMING_UNIFORM.fans(3, 12), 3, 12);
    layout.parameter("heard.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 12), 12);
    layout.parameter(
        "heard.recurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 12), 12);
    layout.layer("summary", "gru", 2);
    layout.parameter(
        "summary.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 6), 3, 6);
    layout.parameter(
        "summary.recurrent", ParameterRole.RECURRENT, Initializer.KAIMING_UNIFORM.fans(2, 6), 2, 6);
    layout.parameter("summary.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 6), 6);
    layout.parameter(
        "summary.recurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 6), 6);
    layout.layer("values", "linear", 2);
    layout.parameter(
        "values.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 2), 2, 2);
    layout.parameter("values.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 2), 2);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link RecurrentPenalties}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, RecurrentPenaltiesTrainer> {
    private Schedule heardL1Weight = Schedule.constant(0.01);
    private Schedule heardL1Recurrent = Schedule.constant(0.02);
    private Schedule heardL2 = Schedule.constant(0.02);
    private Schedule heardOrthogonal = Schedule.constant(0.1);
    private Schedule heardMaxNormWeight = Schedule.constant(2.0);
    private Schedule heardMaxNormRecurrent = Schedule.constant(1.5);
    private Schedule summaryL2 = Schedule.constant(0.04);
    private Schedule summaryGroupLasso = Schedule.constant(0.03);
    private Schedule summaryWeightDecay = Schedule.constant(0.1);
    private Schedule valuesL2 = Schedule.constant(0.02);

    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code heard}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder heardL1Weight(double strength) {
      return heardL1Weight(StrengthSchedules.constant("heard.l1.weight", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardL1Weight(Schedule schedule) {
      heardL1Weight = StrengthSchedules.checked("heard.l1.weight", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the recurrent weight of {@code heard}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder heardL1Recurrent(double strength) {
      return heardL1Recurrent(StrengthSchedules.constant("heard.l1.recurrent", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the recurrent weight of {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardL1Recurrent(Schedule schedule) {
      heardL1Recurrent = StrengthSchedules.checked("heard.l1.recurrent", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight and recurrent weight of {@code heard}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder heardL2(double strength) {
      return heardL2(StrengthSchedules.constant("heard.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight and recurrent weight of
     * {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardL2(Schedule schedule) {
      heardL2 = StrengthSchedules.checked("heard.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the orthogonal penalty on the recurrent weight of {@code heard}.
     *
     * @param strength finite, at least 0; the default is 0.1
     */
    Builder heardOrthogonal(double strength) {
      return heardOrthogonal(StrengthSchedules.constant("heard.orthogonal", strength));
    }

    /**
     * Sets a schedule for the strength of the orthogonal penalty on the recurrent weight of
     * {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardOrthogonal(Schedule schedule) {
      heardOrthogonal = StrengthSchedules.checked("heard.orthogonal", schedule);
      return this;
    }

    /**
     * Sets the bound on the norms on the weight of {@code heard}.
     *
     * @param bound finite, at least 0; the default is 2.0
     */
    Builder heardMaxNormWeight(double bound) {
      return heardMaxNormWeight(StrengthSchedules.constant("heard.maxNorm.weight", bound));
    }

    /**
     * Sets a schedule for the bound on the norms on the weight of {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardMaxNormWeight(Schedule schedule) {
      heardMaxNormWeight = StrengthSchedules.checked("heard.maxNorm.weight", schedule);
      return this;
    }

    /**
     * Sets the bound on the norms on the recurrent weight of {@code heard}.
     *
     * @param bound finite, at least 0; the default is 1.5
     */
    Builder heardMaxNormRecurrent(double bound) {
      return heardMaxNormRecurrent(StrengthSchedules.constant("heard.maxNorm.recurrent", bound));
    }

    /**
     * Sets a schedule for the bound on the norms on the recurrent weight of {@code heard}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder heardMaxNormRecurrent(Schedule schedule) {
      heardMaxNormRecurrent = StrengthSchedules.checked("heard.maxNorm.recurrent", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the recurrent weight of {@code summary}.
     *
     * @param strength finite, at least 0; the default is 0.04
     */
    Builder summaryL2(double strength) {
      return summaryL2(StrengthSchedules.constant("summary.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the recurrent weight of
     * {@code summary}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder summaryL2(Schedule schedule) {
      summaryL2 = StrengthSchedules.checked("summary.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the group lasso on the weight and recurrent weight of {@code summary}.
     *
     * @param strength finite, at least 0; the default is 0.03
     */
    Builder summaryGroupLasso(double strength) {
      return summaryGroupLasso(StrengthSchedules.constant("summary.groupLasso", strength));
    }

    /**
     * Sets a schedule for the strength of the group lasso on the weight and recurrent weight of
     * {@code summary}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder summaryGroupLasso(Schedule schedule) {
      summaryGroupLasso = StrengthSchedules.checked("summary.groupLasso", schedule);
      return this;
    }

    /**
     * Sets the strength of the weight decay on the weight of {@code summary}.
     *
     * @param strength finite, at least 0; the default is 0.1
     */
    Builder summaryWeightDecay(double strength) {
      return summaryWeightDecay(StrengthSchedules.constant("summary.weightDecay", strength));
    }

    /**
     * Sets a schedule for the strength of the weight decay on the weight of {@code summary}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder summaryWeightDecay(Schedule schedule) {
      summaryWeightDecay = StrengthSchedules.checked("summary.weightDecay", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code values}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder valuesL2(double strength) {
      return valuesL2(StrengthSchedules.constant("values.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code values}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder valuesL2(Schedule schedule) {
      valuesL2 = StrengthSchedules.checked("values.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public RecurrentPenaltiesTrainer build() {
      return new RecurrentPenaltiesTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor heardWeight;
    private final ParameterTensor heardWeightGradient;
    private final ParameterTensor heardRecurrent;
    private final ParameterTensor heardRecurrentGradient;
    private final ParameterTensor heardBias;
    private final ParameterTensor heardBiasGradient;
    private final ParameterTensor heardRecurrentBias;
    private final ParameterTensor heardRecurrentBiasGradient;
    private final ParameterTensor summaryWeight;
    private final ParameterTensor summaryWeightGradient;
    private final ParameterTensor summaryRecurrent;
    private final ParameterTensor summaryRecurrentGradient;
    private final ParameterTensor summaryBias;
    private final ParameterTensor summaryBiasGradient;
    private final ParameterTensor summaryRecurrentBias;
    private final ParameterTensor summaryRecurrentBiasGradient;
    private final ParameterTensor valuesWeight;
    private final ParameterTensor valuesWeightGradient;
    private final ParameterTensor valuesBias;
    private final ParameterTensor valuesBiasGradient;

    private final Strength heardL1Weight;
    private final Strength heardL1Recurrent;
    private final Strength heardL2;
    private final Strength heardOrthogonal;
    private final Strength heardMaxNormWeight;
    private final Strength heardMaxNormRecurrent;
    private final Strength summaryL2;
    private final Strength summaryGroupLasso;
    private final Strength summaryWeightDecay;
    private final Strength valuesL2;

    private final Recurrence heardSteps;
    private final Recurrence summarySteps;

    private final BatchTensor signal;
    private final BatchTensor valuesTargets;
    private final BatchTensor heard;
    private final BatchTensor summary;
    private final BatchTensor values;
    private final BatchTensor valuesGradient;
    private final BatchTensor summaryGradient;
    private final BatchTensor heardGradient;

    private Pass(TrainingParts parts, Builder builder, RecurrentPenalties declared) {
      super(parts);

      heardWeight = parts.parameter("heard.weight");
      heardWeightGradient = parts.gradient("heard.weight");
      heardRecurrent = parts.parameter("heard.recurrent");
      heardRecurrentGradient = parts.gradient("heard.recurrent");
      heardBias = parts.parameter("heard.bias");
      heardBiasGradient = parts.gradient("heard.bias");
      heardRecurrentBias = parts.parameter("heard.recurrentBias");
      heardRecurrentBiasGradient = parts.gradient("heard.recurrentBias");
      summaryWeight = parts.parameter("summary.weight");
      summaryWeightGradient = parts.gradient("summary.weight");
      summaryRecurrent = parts.parameter("summary.recurrent");
      summaryRecurrentGradient = parts.gradient("summary.recurrent");
      summaryBias = parts.parameter("summary.bias");
      summaryBiasGradient = parts.gradient("summary.bias");
      summaryRecurrentBias = parts.parameter("summary.recurrentBias");
      summaryRecurrentBiasGradient = parts.gradient("summary.recurrentBias");
      valuesWeight = parts.parameter("values.weight");
      valuesWeightGradient = parts.gradient("values.weight");
      valuesBias = parts.parameter("values.bias");
      valuesBiasGradient = parts.gradient("values.bias");

      heardL1Weight = parts.penalty("heard.l1.weight", builder.heardL1Weight, ParameterRole.WEIGHT);
      heardL1Recurrent =
          parts.penalty("heard.l1.recurrent", builder.heardL1Recurrent, ParameterRole.RECURRENT);
      heardL2 = parts.penalty(
          "heard.l2", builder.heardL2, ParameterRole.WEIGHT, ParameterRole.RECURRENT);
      heardOrthogonal =
          parts.penalty("heard.orthogonal", builder.heardOrthogonal, ParameterRole.RECURRENT);
      heardMaxNormWeight =
          parts.strength("heard.maxNorm.weight", builder.heardMaxNormWeight, ParameterRole.WEIGHT);
      heardMaxNormRecurrent = parts.strength(
          "heard.maxNorm.recurrent", builder.heardMaxNormRecurrent, ParameterRole.RECURRENT);
      summaryL2 = parts.penalty("summary.l2", builder.summaryL2, ParameterRole.RECURRENT);
      summaryGroupLasso = parts.penalty(
          "summary.groupLasso", builder.summaryGroupLasso, ParameterRole.WEIGHT,
          ParameterRole.RECURRENT);
      summaryWeightDecay =
          parts.strength("summary.weightDecay", builder.summaryWeightDecay, ParameterRole.WEIGHT);
      valuesL2 = parts.penalty("values.l2", builder.valuesL2, ParameterRole.WEIGHT);

      signal = parts.sequence("signal", 4, 3);
      valuesTargets = parts.target(TargetEncoding.VALUES, "values", 2);
      heardSteps = parts.recurrence(RecurrentCell.LSTM, false, 0, 4, 3);
      summarySteps = parts.recurrence(RecurrentCell.GRU, false, 0, 4, 2);
      heard = parts.tensor(4, 3);
      summary = parts.tensor(2);
      values = parts.tensor(2);
      valuesGradient = parts.tensor(2);
      // These share the memory of values that are no longer needed.
      summaryGradient = summary.sharing(2);
      heardGradient = heard.sharing(4, 3);
      parts.output(TargetEncoding.VALUES, "values", values);

      declared.signal = parts.layer("signal");
      declared.heard = parts.layer(
          "heard", heardL1Weight, heardL1Recurrent, heardL2, heardOrthogonal, heardMaxNormWeight,
          heardMaxNormRecurrent);
      declared.summary = parts.layer("summary", summaryL2, summaryGroupLasso, summaryWeightDecay);
      declared.values = parts.layer("values", valuesL2);
    }

    @Override
    public void forward(int n) {
      // heard = lstm(signal): [n × 4 × 3] → [n × 4 × 3]
      kernels.recurrent(
          signal, heardWeight, heardRecurrent, heardBias, heardRecurrentBias, heardSteps, heard, n);
      // summary = gru(heard): [n × 4 × 3] → [n × 2]
      kernels.recurrent(
          heard, summaryWeight, summaryRecurrent, summaryBias, summaryRecurrentBias, summarySteps,
          summary, n);
      // values = summary · W + b: [n × 2] · [2 × 2] → [n × 2]
      kernels.linear(summary, valuesWeight, valuesBias, values, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.meanSquaredErrorWithGradient(values, valuesTargets, valuesGradient, n));
      losses.penalty(heardL1Weight, kernels.l1(heardWeight, heardL1Weight.value()));
      losses.penalty(heardL1Recurrent, kernels.l1(heardRecurrent, heardL1Recurrent.value()));
      losses.penalty(
          heardL2,
          kernels.l2(heardWeight, heardL2.value()) + kernels.l2(heardRecurrent, heardL2.value()));
      losses.penalty(
          heardOrthogonal, kernels.orthogonal(heardRecurrent, heardOrthogonal.value(), Axis.INPUT));
      losses.penalty(summaryL2, kernels.l2(summaryRecurrent, summaryL2.value()));
      losses.penalty(
          summaryGroupLasso,
          kernels.groupLasso(summaryWeight, summaryGroupLasso.value(), Axis.INPUT)
              + kernels.groupLasso(summaryRecurrent, summaryGroupLasso.value(), Axis.INPUT));
      losses.penalty(valuesL2, kernels.l2(valuesWeight, valuesL2.value()));
    }

    @Override
    public void backward(int n) {
      // values: to its weight and bias and on to summary; l2 added
      kernels.linearGradient(summary, valuesGradient, valuesWeightGradient, valuesBiasGradient, n);
      kernels.linearInputGradient(valuesGradient, valuesWeight, summaryGradient, n);
      kernels.addL2Gradient(valuesWeight, valuesL2.value(), valuesWeightGradient);
      // summary: through gru with its weights and biases and on to heard; l2 and groupLasso added
      kernels.recurrentGradient(
          heard, summaryRecurrent, summaryGradient, summarySteps, summaryWeightGradient,
          summaryRecurrentGradient, summaryBiasGradient, summaryRecurrentBiasGradient, n);
      kernels.recurrentInputGradient(summaryWeight, summarySteps, heardGradient, n);
      kernels.addL2Gradient(summaryRecurrent, summaryL2.value(), summaryRecurrentGradient);
      kernels.addGroupLassoGradient(
          summaryWeight, summaryGroupLasso.value(), Axis.INPUT, summaryWeightGradient);
      kernels.addGroupLassoGradient(
          summaryRecurrent, summaryGroupLasso.value(), Axis.INPUT, summaryRecurrentGradient);
      // heard: through lstm with its weights and biases; l1, l2 and orthogonal added
      kernels.recurrentGradient(
          signal, heardRecurrent, heardGradient, heardSteps, heardWeightGradient,
          heardRecurrentGradient, heardBiasGradient, heardRecurrentBiasGradient, n);
      kernels.addElasticNetGradient(
          heardWeight, heardL1Weight.value(), heardL2.value(), heardWeightGradient);
      kernels.addElasticNetGradient(
          heardRecurrent, heardL1Recurrent.value(), heardL2.value(), heardRecurrentGradient);
      kernels.addOrthogonalGradient(
          heardRecurrent, heardOrthogonal.value(), Axis.INPUT, heardRecurrentGradient);
    }

    @Override
    public void afterUpdate(double learningRate, StepSizes steps) {
      // heard: maxNorm
      kernels.maxNorm(heardMaxNormWeight.value(), Axis.OUTPUT, heardWeight);
      kernels.maxNorm(heardMaxNormRecurrent.value(), Axis.OUTPUT, heardRecurrent);
      // summary: weightDecay
      kernels.scale(1 - learningRate * summaryWeightDecay.value(), summaryWeight);
    }
  }
}
