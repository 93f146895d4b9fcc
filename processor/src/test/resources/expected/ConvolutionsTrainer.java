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
 * Trains {@link Convolutions}, which has 663 parameters.
 *
 * <pre>
 * image      [n × 2 × 7 × 6]   input
 * first      [n × 4 × 5 × 4]   convolution, relu
 * second     [n × 6 × 3 × 2]   convolution, batchNorm, relu
 * depthwise  [n × 12 × 3 × 2]  convolution, tanh
 * pooled     [n × 12 × 2 × 1]  maxPool
 * larger     [n × 3 × 4 × 2]   transposedConvolution, bias, spatialDropout
 * mean       [n × 3 × 2 × 2]   averagePoolInside
 * hidden     [n × 4]           flatten, linear, sigmoid
 * predict    [n × 2]           linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class ConvolutionsTrainer extends Trainer<Convolutions> {
  private ConvolutionsTrainer(Builder builder) {
    super(builder, new Convolutions(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static ConvolutionsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("image", "input", 2, 7, 6);
    layout.layer("first", "convolution(3x3), relu", 4, 5, 4);
    layout.parameter(
        "first.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(18, 36), 4, 2, 3, 3);
    layout.parameter("first.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(18, 36), 4);
    layout.layer(
        "second", "convolution(3x2, stride 2x2, padding 1x0, groups 2), batchNorm(1.0E-5), relu",
        6, 3, 2);
    layout.parameter(
        "second.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(12, 36), 6, 2, 3,
        2);
    layout.parameter(
        "second.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(12, 36), 6);
    layout.parameter("second.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
    layout.parameter("second.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
    layout.state("second.mean", Initializer.ZEROS, 6);
    layout.state("second.variance", Initializer.ONES, 6);
    layout.layer(
        "depthwise", "convolution(3x3, padding 2x2, dilation 2x2, groups 6), tanh", 12, 3, 2);
    layout.parameter(
        "depthwise.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(9, 108), 12, 1,
        3, 3);
    layout.layer("pooled", "maxPool(2x2)", 12, 2, 1);
    layout.layer(
        "larger", "transposedConvolution(3x3, stride 2x2, padding after 1x1), bias", 3, 4, 2);
    layout.parameter(
        "larger.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(27, 108), 12, 3, 3,
        3);
    layout.parameter(
        "larger.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(27, 108), 3);
    layout.layer("mean", "averagePoolInside(2x1, stride 2x1)", 3, 2, 2);
    layout.layer("hidden", "flatten, linear, sigmoid", 4);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(12, 4), 12, 4);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(12, 4), 4);
    layout.layer("predict", "linear", 2);
    layout.parameter(
        "predict.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 2), 4, 2);
    layout.parameter("predict.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 2), 2);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link Convolutions}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, ConvolutionsTrainer> {
    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public ConvolutionsTrainer build() {
      return new ConvolutionsTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private static final Window WINDOW_3X3 = Window.of(3, 3);
    private static final Window WINDOW_3X2_STRIDE_2X2_PADDING_1X0 =
        Window.of(3, 2).stride(2, 2).padding(1, 0);
    private static final Window WINDOW_3X3_PADDING_2X2_DILATION_2X2 =
        Window.of(3, 3).padding(2, 2).dilation(2, 2);
    private static final Window WINDOW_2X2 = Window.of(2, 2);
    private static final Window WINDOW_3X3_STRIDE_2X2 = Window.of(3, 3).stride(2, 2);
    private static final Window WINDOW_2X1_STRIDE_2X1 = Window.of(2, 1).stride(2, 1);

    private final ParameterTensor firstWeight;
    private final ParameterTensor firstWeightGradient;
    private final ParameterTensor firstBias;
    private final ParameterTensor firstBiasGradient;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondWeightGradient;
    private final ParameterTensor secondBias;
    private final ParameterTensor secondBiasGradient;
    private final ParameterTensor secondScale;
    private final ParameterTensor secondScaleGradient;
    private final ParameterTensor secondShift;
    private final ParameterTensor secondShiftGradient;
    private final ParameterTensor depthwiseWeight;
    private final ParameterTensor depthwiseWeightGradient;
    private final ParameterTensor largerWeight;
    private final ParameterTensor largerWeightGradient;
    private final ParameterTensor largerBias;
    private final ParameterTensor largerBiasGradient;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictWeightGradient;
    private final ParameterTensor predictBias;
    private final ParameterTensor predictBiasGradient;
    private final ParameterTensor secondMean;
    private final ParameterTensor secondVariance;

    private final BatchStatistics secondBatch;

    private final BatchTensor image;
    private final BatchTensor predictTargets;
    private final BatchTensor first;
    private final BatchTensor secondUnnormalized;
    private final BatchTensor second;
    private final BatchTensor depthwise;
    private final BatchTensor pooled;
    private final BatchTensor larger;
    private final BatchTensor largerDroppedMask;
    private final BatchTensor mean;
    private final BatchTensor hidden;
    private final BatchTensor predict;
    private final BatchTensor predictGradient;
    private final BatchTensor hiddenGradient;
    private final BatchTensor hiddenReshapedGradient;
    private final BatchTensor largerGradient;
    private final BatchTensor pooledGradient;
    private final BatchTensor depthwiseGradient;
    private final BatchTensor secondGradient;
    private final BatchTensor firstGradient;
    private final BatchTensor hiddenReshaped;
    private final BatchTensor meanGradient;

    private Pass(TrainingParts parts, Builder builder, Convolutions declared) {
      super(parts);

      firstWeight = parts.parameter("first.weight");
      firstWeightGradient = parts.gradient("first.weight");
      firstBias = parts.parameter("first.bias");
      firstBiasGradient = parts.gradient("first.bias");
      secondWeight = parts.parameter("second.weight");
      secondWeightGradient = parts.gradient("second.weight");
      secondBias = parts.parameter("second.bias");
      secondBiasGradient = parts.gradient("second.bias");
      secondScale = parts.parameter("second.scale");
      secondScaleGradient = parts.gradient("second.scale");
      secondShift = parts.parameter("second.shift");
      secondShiftGradient = parts.gradient("second.shift");
      depthwiseWeight = parts.parameter("depthwise.weight");
      depthwiseWeightGradient = parts.gradient("depthwise.weight");
      largerWeight = parts.parameter("larger.weight");
      largerWeightGradient = parts.gradient("larger.weight");
      largerBias = parts.parameter("larger.bias");
      largerBiasGradient = parts.gradient("larger.bias");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      predictWeight = parts.parameter("predict.weight");
      predictWeightGradient = parts.gradient("predict.weight");
      predictBias = parts.parameter("predict.bias");
      predictBiasGradient = parts.gradient("predict.bias");
      secondMean = parts.state("second.mean");
      secondVariance = parts.state("second.variance");
      secondBatch = parts.batchStatistics("second");

      image = parts.input("image", 2, 7, 6);
      predictTargets = parts.target(TargetEncoding.VALUES, "predict", 2);
      first = parts.tensor(4, 5, 4);
      secondUnnormalized = parts.tensor(6, 3, 2);
      second = parts.tensor(6, 3, 2);
      depthwise = parts.tensor(12, 3, 2);
      pooled = parts.tensor(12, 2, 1);
      larger = parts.tensor(3, 4, 2);
      largerDroppedMask = parts.tensor(3);
      mean = parts.tensor(3, 2, 2);
      // These share the memory of values that are no longer needed.
      hidden = larger.sharing(4);
      predict = parts.tensor(2);
      predictGradient = parts.tensor(2);
      hiddenGradient = parts.tensor(4);
      hiddenReshapedGradient = hidden.sharing(12);
      largerGradient = mean.sharing(3, 4, 2);
      pooledGradient = hiddenReshapedGradient.sharing(12, 2, 1);
      depthwiseGradient = largerDroppedMask.sharing(12, 3, 2);
      secondGradient = depthwise.sharing(6, 3, 2);
      firstGradient = secondUnnormalized.sharing(4, 5, 4);
      hiddenReshaped = mean.sharing(12);
      meanGradient = hiddenReshapedGradient.sharing(3, 2, 2);
      parts.output(TargetEncoding.VALUES, "predict", predict);

      declared.image = parts.layer("image");
      declared.first = parts.layer("first");
      declared.second = parts.layer("second");
      declared.depthwise = parts.layer("depthwise");
      declared.pooled = parts.layer("pooled");
      declared.larger = parts.layer("larger");
      declared.mean = parts.layer("mean");
      declared.hidden = parts.layer("hidden");
      declared.predict = parts.layer("predict");
    }

    @Override
    public void forward(int n) {
      // first = relu(image ∗ W + b): [n × 2 × 7 × 6] ∗ [4 × 2 × 3 × 3] → [n × 4 × 5 × 4]
      kernels.convolution(image, firstWeight, firstBias, WINDOW_3X3, 1, first, n);
      kernels.relu(first, first, n);
      // second = relu(batchNorm(first ∗ W + b)): [n × 4 × 5 × 4] ∗ [6 × 2 × 3 × 2] → [n × 6 × 3 ×
      // 2]
      kernels.convolution(
          first, secondWeight, secondBias, WINDOW_3X2_STRIDE_2X2_PADDING_1X0, 2,
          secondUnnormalized, n);
      kernels.batchNorm(
          secondUnnormalized, secondScale, secondShift, secondMean, secondVariance, true, 1.0E-5,
          second, secondBatch, n);
      kernels.relu(second, second, n);
      // depthwise = tanh(second ∗ W): [n × 6 × 3 × 2] ∗ [12 × 1 × 3 × 3] → [n × 12 × 3 × 2]
      kernels.convolution(
          second, depthwiseWeight, WINDOW_3X3_PADDING_2X2_DILATION_2X2, 6, depthwise, n);
      kernels.tanh(depthwise, depthwise, n);
      // pooled = maxPool(depthwise): [n × 12 × 3 × 2] → [n × 12 × 2 × 1]
      kernels.maxPool(depthwise, WINDOW_2X2, pooled, n);
      // larger = spatialDropout(pooled ∗ᵀ W + b): [n × 12 × 2 × 1] ∗ᵀ [12 × 3 × 3 × 3] → [n × 3 × 4
      // × 2]
      kernels.convolutionInputGradient(pooled, largerWeight, WINDOW_3X3_STRIDE_2X2, 1, larger, n);
      kernels.addChannelBias(larger, largerBias, larger, n);
      kernels.channelDropout(larger, 0.2, dropoutSeed(0), true, larger, largerDroppedMask, n);
      // mean = averagePool(larger): [n × 3 × 4 × 2] → [n × 3 × 2 × 2]
      kernels.averagePool(larger, WINDOW_2X1_STRIDE_2X1, false, mean, n);
      // hidden = sigmoid(flatten(mean) · W + b): [n × 3 × 2 × 2] · [12 × 4] → [n × 4]
      kernels.linear(hiddenReshaped, hiddenWeight, hiddenBias, hidden, n);
      kernels.sigmoid(hidden, hidden, n);
      // predict = hidden · W + b: [n × 4] · [4 × 2] → [n × 2]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
    }

    @Override
    public void infer(int n) {
      // The forward pass without dropout, normalised by running statistics.
      // first = relu(image ∗ W + b): [n × 2 × 7 × 6] ∗ [4 × 2 × 3 × 3] → [n × 4 × 5 × 4]
      kernels.convolution(image, firstWeight, firstBias, WINDOW_3X3, 1, first, n);
      kernels.relu(first, first, n);
      // second = relu(batchNorm(first ∗ W + b)): [n × 4 × 5 × 4] ∗ [6 × 2 × 3 × 2] → [n × 6 × 3 ×
      // 2]
      kernels.convolution(
          first, secondWeight, secondBias, WINDOW_3X2_STRIDE_2X2_PADDING_1X0, 2, second, n);
      kernels.normalize(
          second, secondScale, secondShift, secondMean, secondVariance, true, 1.0E-5, second, n);
      kernels.relu(second, second, n);
      // depthwise = tanh(second ∗ W): [n × 6 × 3 × 2] ∗ [12 × 1 × 3 × 3] → [n × 12 × 3 × 2]
      kernels.convolution(
          second, depthwiseWeight, WINDOW_3X3_PADDING_2X2_DILATION_2X2, 6, depthwise, n);
      kernels.tanh(depthwise, depthwise, n);
      // pooled = maxPool(depthwise): [n × 12 × 3 × 2] → [n × 12 × 2 × 1]
      kernels.maxPool(depthwise, WINDOW_2X2, pooled, n);
      // larger = pooled ∗ᵀ W + b: [n × 12 × 2 × 1] ∗ᵀ [12 × 3 × 3 × 3] → [n × 3 × 4 × 2]
      kernels.convolutionInputGradient(pooled, largerWeight, WINDOW_3X3_STRIDE_2X2, 1, larger, n);
      kernels.addChannelBias(larger, largerBias, larger, n);
      // mean = averagePool(larger): [n × 3 × 4 × 2] → [n × 3 × 2 × 2]
      kernels.averagePool(larger, WINDOW_2X1_STRIDE_2X1, false, mean, n);
      // hidden = sigmoid(flatten(mean) · W + b): [n × 3 × 2 × 2] · [12 × 4] → [n × 4]
      kernels.linear(hiddenReshaped, hiddenWeight, hiddenBias, hidden, n);
      kernels.sigmoid(hidden, hidden, n);
      // predict = hidden · W + b: [n × 4] · [4 × 2] → [n × 2]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
    }

    @Override
    public void backward(int n) {
      // predict: to its weight and bias and on to hidden
      kernels.linearGradient(
          hidden, predictGradient, predictWeightGradient, predictBiasGradient, n);
      kernels.linearInputGradient(predictGradient, predictWeight, hiddenGradient, n);
      // hidden: through sigmoid to its weight and bias
      kernels.sigmoidGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.linearGradient(
          hiddenReshaped, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.linearInputGradient(hiddenGradient, hiddenWeight, hiddenReshapedGradient, n);
      // mean: through averagePool
      kernels.averagePoolGradient(meanGradient, WINDOW_2X1_STRIDE_2X1, false, largerGradient, n);
      // larger: through spatialDropout to its weight and on to pooled
      kernels.channelDropoutGradient(largerDroppedMask, largerGradient, true, largerGradient, n);
      kernels.channelBiasGradient(largerGradient, largerBiasGradient, n);
      kernels.convolutionGradient(
          largerGradient, pooled, WINDOW_3X3_STRIDE_2X2, 1, largerWeightGradient, n);
      kernels.convolution(
          largerGradient, largerWeight, WINDOW_3X3_STRIDE_2X2, 1, pooledGradient, n);
      // pooled: through maxPool
      kernels.maxPoolGradient(depthwise, pooled, pooledGradient, WINDOW_2X2, depthwiseGradient, n);
      // depthwise: through tanh to its weight and on to second
      kernels.tanhGradient(depthwise, depthwiseGradient, depthwiseGradient, n);
      kernels.convolutionGradient(
          second, depthwiseGradient, WINDOW_3X3_PADDING_2X2_DILATION_2X2, 6,
          depthwiseWeightGradient, n);
      kernels.convolutionInputGradient(
          depthwiseGradient, depthwiseWeight, WINDOW_3X3_PADDING_2X2_DILATION_2X2, 6,
          secondGradient, n);
      // second: through relu and batchNorm with its scale and shift to its weight and bias and on
      // to first
      kernels.reluGradient(second, secondGradient, secondGradient, n);
      kernels.updateStatistics(secondBatch, secondMean, secondVariance, 6, 0.1, n);
      kernels.batchNormGradient(
          secondUnnormalized, secondScale, secondGradient, secondVariance, secondBatch, true,
          1.0E-5, secondGradient, secondScaleGradient, secondShiftGradient, n);
      kernels.convolutionGradient(
          first, secondGradient, WINDOW_3X2_STRIDE_2X2_PADDING_1X0, 2, secondWeightGradient,
          secondBiasGradient, n);
      kernels.convolutionInputGradient(
          secondGradient, secondWeight, WINDOW_3X2_STRIDE_2X2_PADDING_1X0, 2, firstGradient, n);
      // first: through relu to its weight and bias
      kernels.reluGradient(first, firstGradient, firstGradient, n);
      kernels.convolutionGradient(
          image, firstGradient, WINDOW_3X3, 1, firstWeightGradient, firstBiasGradient, n);
    }
  }
}
