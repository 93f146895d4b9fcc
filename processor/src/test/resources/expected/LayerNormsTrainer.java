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
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link LayerNorms}, which has 109 parameters.
 *
 * <pre>
 * features  [n × 5]  input
 * normed    [n × 5]  layerNorm; l2 0.03 on scale
 * first     [n × 6]  linear, layerNorm; l1 0.02 on weight, bias and scale; l2 0.01 on weight
 * second    [n × 4]  linear, layerNorm, sigmoid, dropout
 *                    proximal l1 0.01 on scale
 *                    l2 0.01 on weight
 *                    nonNegative on scale
 * predict   [n × 3]  linear, meanSquaredError; l2 0.01 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class LayerNormsTrainer extends Trainer<LayerNorms> {
  private LayerNormsTrainer(Builder builder) {
    super(builder, new LayerNorms(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static LayerNormsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("normed", "layerNorm(1.0E-5)", 5);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(5, 5), 5);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(5, 5), 5);
    layout.layer("first", "linear, layerNorm(0.001)", 6);
    layout.parameter(
        "first.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 6), 5, 6);
    layout.parameter("first.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 6), 6);
    layout.parameter("first.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
    layout.parameter("first.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
    layout.layer("second", "linear, layerNorm(1.0E-5), sigmoid", 4);
    layout.parameter(
        "second.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 4), 6, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 4), 4);
    layout.parameter("second.scale", ParameterRole.SCALE, Initializer.ONES.fans(4, 4), 4);
    layout.parameter("second.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(4, 4), 4);
    layout.layer("predict", "linear", 3);
    layout.parameter(
        "predict.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 3), 4, 3);
    layout.parameter("predict.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link LayerNorms}. */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, LayerNormsTrainer> {
    private Schedule normedL2 = Schedule.constant(0.03);
    private Schedule firstL1 = Schedule.constant(0.02);
    private Schedule firstL2 = Schedule.constant(0.01);
    private Schedule secondL1 = Schedule.constant(0.01);
    private Schedule secondL2 = Schedule.constant(0.01);
    private Schedule predictL2 = Schedule.constant(0.01);

    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    /**
     * Sets the strength of the L2 penalty on the scale of {@code normed}.
     *
     * @param strength finite, at least 0; the default is 0.03
     */
    Builder normedL2(double strength) {
      return normedL2(StrengthSchedules.constant("normed.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the scale of {@code normed}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder normedL2(Schedule schedule) {
      normedL2 = StrengthSchedules.checked("normed.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the weight, bias and scale of {@code first}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder firstL1(double strength) {
      return firstL1(StrengthSchedules.constant("first.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight, bias and scale of
     * {@code first}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder firstL1(Schedule schedule) {
      firstL1 = StrengthSchedules.checked("first.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code first}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder firstL2(double strength) {
      return firstL2(StrengthSchedules.constant("first.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code first}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder firstL2(Schedule schedule) {
      firstL2 = StrengthSchedules.checked("first.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the scale of {@code second}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder secondL1(double strength) {
      return secondL1(StrengthSchedules.constant("second.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the scale of {@code second}.
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
     * @param strength finite, at least 0; the default is 0.01
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

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public LayerNormsTrainer build() {
      return new LayerNormsTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor firstWeight;
    private final ParameterTensor firstWeightGradient;
    private final ParameterTensor firstBias;
    private final ParameterTensor firstBiasGradient;
    private final ParameterTensor firstScale;
    private final ParameterTensor firstScaleGradient;
    private final ParameterTensor firstShift;
    private final ParameterTensor firstShiftGradient;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondWeightGradient;
    private final ParameterTensor secondBias;
    private final ParameterTensor secondBiasGradient;
    private final ParameterTensor secondScale;
    private final ParameterTensor secondScaleGradient;
    private final ParameterTensor secondShift;
    private final ParameterTensor secondShiftGradient;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictWeightGradient;
    private final ParameterTensor predictBias;
    private final ParameterTensor predictBiasGradient;

    private final Strength normedL2;
    private final Strength firstL1;
    private final Strength firstL2;
    private final Strength secondL1;
    private final Strength secondL2;
    private final Strength predictL2;

    private final BatchTensor features;
    private final BatchTensor predictTargets;
    private final BatchTensor normed;
    private final BatchTensor firstUnnormalized;
    private final BatchTensor first;
    private final BatchTensor secondUnnormalized;
    private final BatchTensor second;
    private final BatchTensor secondDropped;
    private final BatchTensor secondMask;
    private final BatchTensor predict;
    private final BatchTensor predictGradient;
    private final BatchTensor secondGradient;
    private final BatchTensor firstGradient;
    private final BatchTensor normedGradient;

    private Pass(TrainingParts parts, Builder builder, LayerNorms declared) {
      super(parts);

      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      firstWeight = parts.parameter("first.weight");
      firstWeightGradient = parts.gradient("first.weight");
      firstBias = parts.parameter("first.bias");
      firstBiasGradient = parts.gradient("first.bias");
      firstScale = parts.parameter("first.scale");
      firstScaleGradient = parts.gradient("first.scale");
      firstShift = parts.parameter("first.shift");
      firstShiftGradient = parts.gradient("first.shift");
      secondWeight = parts.parameter("second.weight");
      secondWeightGradient = parts.gradient("second.weight");
      secondBias = parts.parameter("second.bias");
      secondBiasGradient = parts.gradient("second.bias");
      secondScale = parts.parameter("second.scale");
      secondScaleGradient = parts.gradient("second.scale");
      secondShift = parts.parameter("second.shift");
      secondShiftGradient = parts.gradient("second.shift");
      predictWeight = parts.parameter("predict.weight");
      predictWeightGradient = parts.gradient("predict.weight");
      predictBias = parts.parameter("predict.bias");
      predictBiasGradient = parts.gradient("predict.bias");

      normedL2 = parts.penalty("normed.l2", builder.normedL2, ParameterRole.SCALE);
      firstL1 = parts.penalty(
          "first.l1", builder.firstL1, ParameterRole.WEIGHT, ParameterRole.BIAS,
          ParameterRole.SCALE);
      firstL2 = parts.penalty("first.l2", builder.firstL2, ParameterRole.WEIGHT);
      secondL1 = parts.penalty("second.l1", builder.secondL1, ParameterRole.SCALE);
      secondL2 = parts.penalty("second.l2", builder.secondL2, ParameterRole.WEIGHT);
      predictL2 = parts.penalty("predict.l2", builder.predictL2, ParameterRole.WEIGHT);

      features = parts.input("features", 5);
      predictTargets = parts.target(TargetEncoding.VALUES, "predict", 3);
      normed = parts.tensor(5);
      firstUnnormalized = parts.tensor(6);
      first = parts.tensor(6);
      secondUnnormalized = parts.tensor(4);
      second = parts.tensor(4);
      secondDropped = parts.tensor(4);
      secondMask = parts.tensor(4);
      predict = parts.tensor(3);
      predictGradient = parts.tensor(3);
      // These share the memory of values that are no longer needed.
      secondGradient = secondDropped.sharing(4);
      firstGradient = first.sharing(6);
      normedGradient = normed.sharing(5);
      parts.output(TargetEncoding.VALUES, "predict", predict);

      declared.features = parts.layer("features");
      declared.normed = parts.layer("normed", normedL2);
      declared.first = parts.layer("first", firstL1, firstL2);
      declared.second = parts.layer("second", secondL1, secondL2);
      declared.predict = parts.layer("predict", predictL2);
    }

    @Override
    public void forward(int n) {
      // normed = layerNorm(features): [n × 5] → [n × 5]
      kernels.layerNorm(features, normedScale, normedShift, 1.0E-5, normed, n);
      // first = layerNorm(normed · W + b): [n × 5] · [5 × 6] → [n × 6]
      kernels.linear(normed, firstWeight, firstBias, firstUnnormalized, n);
      kernels.layerNorm(firstUnnormalized, firstScale, firstShift, 0.001, first, n);
      // second = dropout(sigmoid(layerNorm(first · W + b))): [n × 6] · [6 × 4] → [n × 4]
      kernels.linear(first, secondWeight, secondBias, secondUnnormalized, n);
      kernels.layerNorm(secondUnnormalized, secondScale, secondShift, 1.0E-5, second, n);
      kernels.sigmoid(second, second, n);
      kernels.dropout(second, 0.2, dropoutSeed(0), secondDropped, secondMask, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(secondDropped, predictWeight, predictBias, predict, n);
    }

    @Override
    public void infer(int n) {
      // The forward pass without dropout.
      // normed = layerNorm(features): [n × 5] → [n × 5]
      kernels.layerNorm(features, normedScale, normedShift, 1.0E-5, normed, n);
      // first = layerNorm(normed · W + b): [n × 5] · [5 × 6] → [n × 6]
      kernels.linear(normed, firstWeight, firstBias, firstUnnormalized, n);
      kernels.layerNorm(firstUnnormalized, firstScale, firstShift, 0.001, first, n);
      // second = sigmoid(layerNorm(first · W + b)): [n × 6] · [6 × 4] → [n × 4]
      kernels.linear(first, secondWeight, secondBias, secondUnnormalized, n);
      kernels.layerNorm(secondUnnormalized, secondScale, secondShift, 1.0E-5, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
      losses.penalty(normedL2, kernels.l2(normedScale, normedL2.value()));
      losses.penalty(
          firstL1,
          kernels.l1(firstWeight, firstL1.value())
              + kernels.l1(firstBias, firstL1.value())
              + kernels.l1(firstScale, firstL1.value())
              + kernels.l1(firstShift, firstL1.value()));
      losses.penalty(firstL2, kernels.l2(firstWeight, firstL2.value()));
      losses.penalty(secondL1, kernels.l1(secondScale, secondL1.value()));
      losses.penalty(secondL2, kernels.l2(secondWeight, secondL2.value()));
      losses.penalty(predictL2, kernels.l2(predictWeight, predictL2.value()));
    }

    @Override
    public void backward(int n) {
      // predict: to its weight and bias and on to second; l2 added
      kernels.linearGradient(
          secondDropped, predictGradient, predictWeightGradient, predictBiasGradient, n);
      kernels.linearInputGradient(predictGradient, predictWeight, secondGradient, n);
      kernels.addL2Gradient(predictWeight, predictL2.value(), predictWeightGradient);
      // second: through dropout and sigmoid and layerNorm with its scale and shift to its weight
      // and bias and on to first; l2 added
      kernels.dropoutGradient(secondMask, secondGradient, secondGradient, n);
      kernels.sigmoidGradient(second, secondGradient, secondGradient, n);
      kernels.layerNormGradient(
          secondUnnormalized, secondGradient, 1.0E-5, secondScaleGradient, secondShiftGradient, n);
      kernels.layerNormInputGradient(
          secondUnnormalized, secondScale, secondGradient, 1.0E-5, secondGradient, n);
      kernels.linearGradient(first, secondGradient, secondWeightGradient, secondBiasGradient, n);
      kernels.linearInputGradient(secondGradient, secondWeight, firstGradient, n);
      kernels.addL2Gradient(secondWeight, secondL2.value(), secondWeightGradient);
      // first: through layerNorm with its scale and shift to its weight and bias and on to normed;
      // l1 and l2 added
      kernels.layerNormGradient(
          firstUnnormalized, firstGradient, 0.001, firstScaleGradient, firstShiftGradient, n);
      kernels.layerNormInputGradient(
          firstUnnormalized, firstScale, firstGradient, 0.001, firstGradient, n);
      kernels.linearGradientWithElasticNet(
          normed, firstGradient, firstWeight, firstL1.value(), firstL2.value(),
          firstWeightGradient, firstBiasGradient, n);
      kernels.linearInputGradient(firstGradient, firstWeight, normedGradient, n);
      kernels.addL1Gradient(firstBias, firstL1.value(), firstBiasGradient);
      kernels.addL1Gradient(firstScale, firstL1.value(), firstScaleGradient);
      kernels.addL1Gradient(firstShift, firstL1.value(), firstShiftGradient);
      // normed: through layerNorm with its scale and shift; l2 added
      kernels.layerNormGradient(
          features, normedGradient, 1.0E-5, normedScaleGradient, normedShiftGradient, n);
      kernels.addL2Gradient(normedScale, normedL2.value(), normedScaleGradient);
    }

    @Override
    public void afterUpdate(double learningRate, StepSizes steps) {
      // second: proximal l1 and nonNegative
      kernels.softThreshold(secondL1.value(), steps, secondScale);
      kernels.nonNegative(secondScale);
    }
  }
}
