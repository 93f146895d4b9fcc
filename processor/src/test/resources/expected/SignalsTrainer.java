package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchStatistics;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link Signals}, which has 128 parameters.
 *
 * <pre>
 * signal   [n × 2 × 9]      input
 * scaled   [n × 2 × 9 × 1]  reshape, batchNorm
 * first    [n × 4 × 5]      reshape, convolution, groupNorm, relu
 * second   [n × 4 × 2]      convolution, tanh, maxPool
 * third    [n × 4 × 2]      upsample, transposedConvolution, averagePool
 * pooled   [n × 4]          globalMaxPool
 * hidden   [n × 3]          linear, rmsNorm
 * normed   [n × 3]          linear, batchNorm
 * predict  [n × 2]          linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SignalsTrainer extends Trainer<Signals> {
  private SignalsTrainer(Builder builder) {
    super(builder, new Signals(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SignalsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("signal", "input", 2, 9);
    layout.layer("scaled", "reshape(2x9x1), batchNorm(1.0E-5)", 2, 9, 1);
    layout.parameter("scaled.scale", ParameterRole.SCALE, Initializer.ONES.fans(2, 2), 2);
    layout.parameter("scaled.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(2, 2), 2);
    layout.state("scaled.mean", Initializer.ZEROS, 2);
    layout.state("scaled.variance", Initializer.ONES, 2);
    layout.layer(
        "first",
        "reshape(2x9), convolution(1x3, stride 1x2, padding 0x1), groupNorm(groups 2, 1.0E-5), relu",
        4, 5);
    layout.parameter(
        "first.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 12), 4, 2, 3);
    layout.parameter("first.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 12), 4);
    layout.parameter("first.scale", ParameterRole.SCALE, Initializer.ONES.fans(4, 4), 4);
    layout.parameter("first.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(4, 4), 4);
    layout.layer(
        "second", "convolution(1x2, groups 4, padding after 0x1), tanh, maxPool(1x2, stride 1x2)",
        4, 2);
    layout.parameter(
        "second.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 8), 4, 1, 2);
    layout.parameter("second.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 8), 4);
    layout.layer(
        "third", "upsample(columns 2), transposedConvolution(1x2), averagePool(1x2, stride 1x2)",
        4, 2);
    layout.parameter(
        "third.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(8, 8), 4, 4, 2);
    layout.layer("pooled", "globalMaxPool", 4);
    layout.layer("hidden", "linear, rmsNorm(1.1920928955078125E-7)", 3);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 3), 4, 3);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 3), 3);
    layout.parameter("hidden.scale", ParameterRole.SCALE, Initializer.ONES.fans(3, 3), 3);
    layout.layer("normed", "linear, batchNorm(1.0E-5)", 3);
    layout.parameter(
        "normed.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 3), 3, 3);
    layout.parameter("normed.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 3), 3);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(3, 3), 3);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(3, 3), 3);
    layout.state("normed.mean", Initializer.ZEROS, 3);
    layout.state("normed.variance", Initializer.ONES, 3);
    layout.leastRows("normed", 2);
    layout.layer("predict", "linear", 2);
    layout.parameter(
        "predict.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 2), 3, 2);
    layout.parameter("predict.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 2), 2);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link Signals}. */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, SignalsTrainer> {
    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SignalsTrainer build() {
      return new SignalsTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private static final Window WINDOW_1X3_STRIDE_1X2_PADDING_0X1 =
        Window.of(1, 3).stride(1, 2).padding(0, 1);
    private static final Window WINDOW_1X2 = Window.of(1, 2);
    private static final Window WINDOW_1X2_STRIDE_1X2 = Window.of(1, 2).stride(1, 2);

    private final ParameterTensor scaledScale;
    private final ParameterTensor scaledScaleGradient;
    private final ParameterTensor scaledShift;
    private final ParameterTensor scaledShiftGradient;
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
    private final ParameterTensor thirdWeight;
    private final ParameterTensor thirdWeightGradient;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor hiddenScale;
    private final ParameterTensor hiddenScaleGradient;
    private final ParameterTensor normedWeight;
    private final ParameterTensor normedWeightGradient;
    private final ParameterTensor normedBias;
    private final ParameterTensor normedBiasGradient;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictWeightGradient;
    private final ParameterTensor predictBias;
    private final ParameterTensor predictBiasGradient;
    private final ParameterTensor scaledMean;
    private final ParameterTensor scaledVariance;
    private final ParameterTensor normedMean;
    private final ParameterTensor normedVariance;

    private final BatchStatistics scaledBatch;
    private final BatchStatistics normedBatch;

    private final BatchTensor signal;
    private final BatchTensor predictTargets;
    private final BatchTensor scaled;
    private final BatchTensor firstUnnormalized;
    private final BatchTensor first;
    private final BatchTensor secondUnpooled;
    private final BatchTensor second;
    private final BatchTensor thirdReshaped;
    private final BatchTensor thirdUnpooled;
    private final BatchTensor third;
    private final BatchTensor pooled;
    private final BatchTensor hiddenUnnormalized;
    private final BatchTensor hidden;
    private final BatchTensor normedUnnormalized;
    private final BatchTensor normed;
    private final BatchTensor predict;
    private final BatchTensor predictGradient;
    private final BatchTensor normedGradient;
    private final BatchTensor hiddenGradient;
    private final BatchTensor pooledGradient;
    private final BatchTensor thirdGradient;
    private final BatchTensor thirdUnpooledGradient;
    private final BatchTensor thirdReshapedGradient;
    private final BatchTensor secondGradient;
    private final BatchTensor secondUnpooledGradient;
    private final BatchTensor firstGradient;
    private final BatchTensor firstReshapedGradient;
    private final BatchTensor scaledUnnormalized;
    private final BatchTensor firstReshaped;
    private final BatchTensor scaledGradient;

    private Pass(TrainingParts parts, Builder builder, Signals declared) {
      super(parts);

      scaledScale = parts.parameter("scaled.scale");
      scaledScaleGradient = parts.gradient("scaled.scale");
      scaledShift = parts.parameter("scaled.shift");
      scaledShiftGradient = parts.gradient("scaled.shift");
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
      thirdWeight = parts.parameter("third.weight");
      thirdWeightGradient = parts.gradient("third.weight");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      hiddenScale = parts.parameter("hidden.scale");
      hiddenScaleGradient = parts.gradient("hidden.scale");
      normedWeight = parts.parameter("normed.weight");
      normedWeightGradient = parts.gradient("normed.weight");
      normedBias = parts.parameter("normed.bias");
      normedBiasGradient = parts.gradient("normed.bias");
      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      predictWeight = parts.parameter("predict.weight");
      predictWeightGradient = parts.gradient("predict.weight");
      predictBias = parts.parameter("predict.bias");
      predictBiasGradient = parts.gradient("predict.bias");
      scaledMean = parts.state("scaled.mean");
      scaledVariance = parts.state("scaled.variance");
      normedMean = parts.state("normed.mean");
      normedVariance = parts.state("normed.variance");
      scaledBatch = parts.batchStatistics("scaled");
      normedBatch = parts.batchStatistics("normed");

      signal = parts.input("signal", 2, 9);
      predictTargets = parts.target(TargetEncoding.VALUES, "predict", 2);
      scaled = parts.tensor(2, 9, 1);
      firstUnnormalized = parts.tensor(4, 5);
      first = parts.tensor(4, 5);
      secondUnpooled = parts.tensor(4, 5);
      second = parts.tensor(4, 2);
      thirdReshaped = parts.tensor(4, 4);
      thirdUnpooled = parts.tensor(4, 5);
      third = parts.tensor(4, 2);
      // These share the memory of values that are no longer needed.
      pooled = thirdUnpooled.sharing(4);
      hiddenUnnormalized = parts.tensor(3);
      hidden = parts.tensor(3);
      normedUnnormalized = parts.tensor(3);
      normed = parts.tensor(3);
      predict = parts.tensor(2);
      predictGradient = parts.tensor(2);
      normedGradient = normed.sharing(3);
      hiddenGradient = hidden.sharing(3);
      pooledGradient = hiddenUnnormalized.sharing(4);
      thirdGradient = hiddenGradient.sharing(4, 2);
      thirdUnpooledGradient = pooled.sharing(4, 5);
      thirdReshapedGradient = thirdReshaped.sharing(4, 4);
      secondGradient = thirdUnpooledGradient.sharing(4, 2);
      secondUnpooledGradient = thirdReshapedGradient.sharing(4, 5);
      firstGradient = secondUnpooled.sharing(4, 5);
      firstReshapedGradient = scaled.sharing(2, 9);
      scaledUnnormalized = signal.sharing(2, 9, 1);
      firstReshaped = scaled.sharing(2, 9);
      scaledGradient = firstReshapedGradient.sharing(2, 9, 1);
      parts.output(TargetEncoding.VALUES, "predict", predict);

      declared.signal = parts.layer("signal");
      declared.scaled = parts.layer("scaled");
      declared.first = parts.layer("first");
      declared.second = parts.layer("second");
      declared.third = parts.layer("third");
      declared.pooled = parts.layer("pooled");
      declared.hidden = parts.layer("hidden");
      declared.normed = parts.layer("normed");
      declared.predict = parts.layer("predict");
    }

    @Override
    public void forward(int n) {
      // scaled = batchNorm(reshape(signal)): [n × 2 × 9] → [n × 2 × 9 × 1]
      kernels.batchNorm(
          scaledUnnormalized, scaledScale, scaledShift, scaledMean, scaledVariance, true, 1.0E-5,
          scaled, scaledBatch, n);
      // first = relu(groupNorm(reshape(scaled) ∗ W + b)): [n × 2 × 9 × 1] ∗ [4 × 2 × 3] → [n × 4 ×
      // 5]
      kernels.convolution(
          firstReshaped, firstWeight, firstBias, WINDOW_1X3_STRIDE_1X2_PADDING_0X1, 1,
          firstUnnormalized, n);
      kernels.groupNorm(firstUnnormalized, firstScale, firstShift, 2, 1.0E-5, first, n);
      kernels.relu(first, first, n);
      // second = maxPool(tanh(first ∗ W + b)): [n × 4 × 5] ∗ [4 × 1 × 2] → [n × 4 × 2]
      kernels.convolution(first, secondWeight, secondBias, WINDOW_1X2, 4, secondUnpooled, n);
      kernels.tanh(secondUnpooled, secondUnpooled, n);
      kernels.maxPool(secondUnpooled, WINDOW_1X2_STRIDE_1X2, second, n);
      // third = averagePool(upsample(second) ∗ᵀ W): [n × 4 × 2] ∗ᵀ [4 × 4 × 2] → [n × 4 × 2]
      kernels.upsample(second, 1, 2, thirdReshaped, n);
      kernels.convolutionInputGradient(thirdReshaped, thirdWeight, WINDOW_1X2, 1, thirdUnpooled, n);
      kernels.averagePool(thirdUnpooled, WINDOW_1X2_STRIDE_1X2, true, third, n);
      // pooled = globalMaxPool(third): [n × 4 × 2] → [n × 4]
      kernels.globalMaxPool(third, true, pooled, n);
      // hidden = rmsNorm(pooled · W + b): [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(pooled, hiddenWeight, hiddenBias, hiddenUnnormalized, n);
      kernels.rmsNorm(hiddenUnnormalized, hiddenScale, 1.1920928955078125E-7, hidden, n);
      // normed = batchNorm(hidden · W + b): [n × 3] · [3 × 3] → [n × 3]
      kernels.linear(hidden, normedWeight, normedBias, normedUnnormalized, n);
      kernels.batchNorm(
          normedUnnormalized, normedScale, normedShift, normedMean, normedVariance, false, 1.0E-5,
          normed, normedBatch, n);
      // predict = normed · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(normed, predictWeight, predictBias, predict, n);
    }

    @Override
    public void infer(int n) {
      // The forward pass without dropout, normalised by running statistics.
      // scaled = batchNorm(reshape(signal)): [n × 2 × 9] → [n × 2 × 9 × 1]
      kernels.normalize(
          scaledUnnormalized, scaledScale, scaledShift, scaledMean, scaledVariance, true, 1.0E-5,
          scaled, n);
      // first = relu(groupNorm(reshape(scaled) ∗ W + b)): [n × 2 × 9 × 1] ∗ [4 × 2 × 3] → [n × 4 ×
      // 5]
      kernels.convolution(
          firstReshaped, firstWeight, firstBias, WINDOW_1X3_STRIDE_1X2_PADDING_0X1, 1,
          firstUnnormalized, n);
      kernels.groupNorm(firstUnnormalized, firstScale, firstShift, 2, 1.0E-5, first, n);
      kernels.relu(first, first, n);
      // second = maxPool(tanh(first ∗ W + b)): [n × 4 × 5] ∗ [4 × 1 × 2] → [n × 4 × 2]
      kernels.convolution(first, secondWeight, secondBias, WINDOW_1X2, 4, secondUnpooled, n);
      kernels.tanh(secondUnpooled, secondUnpooled, n);
      kernels.maxPool(secondUnpooled, WINDOW_1X2_STRIDE_1X2, second, n);
      // third = averagePool(upsample(second) ∗ᵀ W): [n × 4 × 2] ∗ᵀ [4 × 4 × 2] → [n × 4 × 2]
      kernels.upsample(second, 1, 2, thirdReshaped, n);
      kernels.convolutionInputGradient(thirdReshaped, thirdWeight, WINDOW_1X2, 1, thirdUnpooled, n);
      kernels.averagePool(thirdUnpooled, WINDOW_1X2_STRIDE_1X2, true, third, n);
      // pooled = globalMaxPool(third): [n × 4 × 2] → [n × 4]
      kernels.globalMaxPool(third, true, pooled, n);
      // hidden = rmsNorm(pooled · W + b): [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(pooled, hiddenWeight, hiddenBias, hiddenUnnormalized, n);
      kernels.rmsNorm(hiddenUnnormalized, hiddenScale, 1.1920928955078125E-7, hidden, n);
      // normed = batchNorm(hidden · W + b): [n × 3] · [3 × 3] → [n × 3]
      kernels.linear(hidden, normedWeight, normedBias, normed, n);
      kernels.normalize(
          normed, normedScale, normedShift, normedMean, normedVariance, false, 1.0E-5, normed, n);
      // predict = normed · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(normed, predictWeight, predictBias, predict, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
    }

    @Override
    public void backward(int n) {
      // predict: to its weight and bias and on to normed
      kernels.linearGradient(
          normed, predictGradient, predictWeightGradient, predictBiasGradient, n);
      kernels.linearInputGradient(predictGradient, predictWeight, normedGradient, n);
      // normed: through batchNorm with its scale and shift to its weight and bias and on to hidden
      kernels.updateStatistics(normedBatch, normedMean, normedVariance, 1, 0.1, n);
      kernels.batchNormGradient(
          normedUnnormalized, normedScale, normedGradient, normedVariance, normedBatch, false,
          1.0E-5, normedGradient, normedScaleGradient, normedShiftGradient, n);
      kernels.linearGradient(hidden, normedGradient, normedWeightGradient, normedBiasGradient, n);
      kernels.linearInputGradient(normedGradient, normedWeight, hiddenGradient, n);
      // hidden: through rmsNorm with its scale to its weight and bias and on to pooled
      kernels.rmsNormGradient(
          hiddenUnnormalized, hiddenGradient, 1.1920928955078125E-7, hiddenScaleGradient, n);
      kernels.rmsNormInputGradient(
          hiddenUnnormalized, hiddenScale, hiddenGradient, 1.1920928955078125E-7, hiddenGradient,
          n);
      kernels.linearGradient(pooled, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.linearInputGradient(hiddenGradient, hiddenWeight, pooledGradient, n);
      // pooled: through globalMaxPool
      kernels.globalMaxPoolGradient(third, pooled, pooledGradient, true, thirdGradient, n);
      // third: through averagePool and upsample to its weight
      kernels.averagePoolGradient(
          thirdGradient, WINDOW_1X2_STRIDE_1X2, true, thirdUnpooledGradient, n);
      kernels.convolutionGradient(
          thirdUnpooledGradient, thirdReshaped, WINDOW_1X2, 1, thirdWeightGradient, n);
      kernels.convolution(
          thirdUnpooledGradient, thirdWeight, WINDOW_1X2, 1, thirdReshapedGradient, n);
      kernels.upsampleGradient(thirdReshapedGradient, 1, 2, secondGradient, n);
      // second: through maxPool and tanh to its weight and bias and on to first
      kernels.maxPoolGradient(
          secondUnpooled, second, secondGradient, WINDOW_1X2_STRIDE_1X2, secondUnpooledGradient, n);
      kernels.tanhGradient(secondUnpooled, secondUnpooledGradient, secondUnpooledGradient, n);
      kernels.convolutionGradient(
          first, secondUnpooledGradient, WINDOW_1X2, 4, secondWeightGradient, secondBiasGradient,
          n);
      kernels.convolutionInputGradient(
          secondUnpooledGradient, secondWeight, WINDOW_1X2, 4, firstGradient, n);
      // first: through relu and groupNorm with its scale and shift to its weight and bias
      kernels.reluGradient(first, firstGradient, firstGradient, n);
      kernels.groupNormGradient(
          firstUnnormalized, firstGradient, 2, 1.0E-5, firstScaleGradient, firstShiftGradient, n);
      kernels.groupNormInputGradient(
          firstUnnormalized, firstScale, firstGradient, 2, 1.0E-5, firstGradient, n);
      kernels.convolutionGradient(
          firstReshaped, firstGradient, WINDOW_1X3_STRIDE_1X2_PADDING_0X1, 1, firstWeightGradient,
          firstBiasGradient, n);
      kernels.convolutionInputGradient(
          firstGradient, firstWeight, WINDOW_1X3_STRIDE_1X2_PADDING_0X1, 1, firstReshapedGradient,
          n);
      // scaled: through batchNorm with its scale and shift
      kernels.updateStatistics(scaledBatch, scaledMean, scaledVariance, 9, 0.1, n);
      kernels.batchNormParameterGradient(
          scaledUnnormalized, scaledGradient, scaledBatch, true, 1.0E-5, scaledScaleGradient,
          scaledShiftGradient, n);
    }
  }
}
