package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchStatistics;
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
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link Residual}, which has 242 parameters.
 *
 * <pre>
 * pixels    [n × 32]         input
 * x         [n × 3 × 4 × 4]  reshape, convolution; l2 0.001 on weight
 * inner     [n × 3 × 4 × 4]  convolution, batchNorm, relu; l2 0.001 on weight
 * sum       [n × 3 × 4 × 4]  convolution, batchNorm, stochasticDepth, add, relu; l2 0.001 on weight
 * features  [n × 2]          upsample, convolution, relu, globalAveragePool; l2 0.001 on weight
 * classes   [n × 3]          linear, crossEntropy; l2 0.001 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class ResidualTrainer extends Trainer<Residual> {
  private ResidualTrainer(Builder builder) {
    super(builder, new Residual(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static ResidualTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("pixels", "input", 32);
    layout.layer("x", "reshape(2x4x4), convolution(1x1)", 3, 4, 4);
    layout.parameter(
        "x.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 3), 3, 2, 1, 1);
    layout.parameter("x.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 3), 3);
    layout.layer("inner", "convolution(3x3, padding 1x1), batchNorm(1.0E-5), relu", 3, 4, 4);
    layout.parameter(
        "inner.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(27, 27), 3, 3, 3, 3);
    layout.parameter("inner.scale", ParameterRole.SCALE, Initializer.ONES.fans(3, 3), 3);
    layout.parameter("inner.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(3, 3), 3);
    layout.state("inner.mean", Initializer.ZEROS, 3);
    layout.state("inner.variance", Initializer.ONES, 3);
    layout.layer("sum", "convolution(3x3, padding 1x1), batchNorm(1.0E-5), add, relu", 3, 4, 4);
    layout.parameter(
        "sum.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(27, 27), 3, 3, 3, 3);
    layout.state("sum.mean", Initializer.ZEROS, 3);
    layout.state("sum.variance", Initializer.ONES, 3);
    layout.layer(
        "features",
        "upsample(rows 2, columns 2), convolution(3x3, stride 2x2, padding after 1x1), relu, globalAveragePool",
        2);
    layout.parameter(
        "features.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(27, 18), 2, 3, 3,
        3);
    layout.parameter(
        "features.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(27, 18), 2);
    layout.layer("classes", "linear", 3);
    layout.parameter(
        "classes.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 3), 2, 3);
    layout.parameter("classes.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link Residual}. */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, ResidualTrainer> {
    private Schedule xL2 = Schedule.constant(0.001);
    private Schedule innerL2 = Schedule.constant(0.001);
    private Schedule sumL2 = Schedule.constant(0.001);
    private Schedule featuresL2 = Schedule.constant(0.001);
    private Schedule classesL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code x}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder xL2(double strength) {
      return xL2(StrengthSchedules.constant("x.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code x}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder xL2(Schedule schedule) {
      xL2 = StrengthSchedules.checked("x.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code inner}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder innerL2(double strength) {
      return innerL2(StrengthSchedules.constant("inner.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code inner}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder innerL2(Schedule schedule) {
      innerL2 = StrengthSchedules.checked("inner.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code sum}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder sumL2(double strength) {
      return sumL2(StrengthSchedules.constant("sum.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code sum}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder sumL2(Schedule schedule) {
      sumL2 = StrengthSchedules.checked("sum.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code features}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder featuresL2(double strength) {
      return featuresL2(StrengthSchedules.constant("features.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code features}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder featuresL2(Schedule schedule) {
      featuresL2 = StrengthSchedules.checked("features.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code classes}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder classesL2(double strength) {
      return classesL2(StrengthSchedules.constant("classes.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code classes}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder classesL2(Schedule schedule) {
      classesL2 = StrengthSchedules.checked("classes.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public ResidualTrainer build() {
      return new ResidualTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private static final Window WINDOW_1X1 = Window.of(1, 1);
    private static final Window WINDOW_3X3_PADDING_1X1 = Window.of(3, 3).padding(1, 1);
    private static final Window WINDOW_3X3_STRIDE_2X2 = Window.of(3, 3).stride(2, 2);

    private final ParameterTensor xWeight;
    private final ParameterTensor xWeightGradient;
    private final ParameterTensor xBias;
    private final ParameterTensor xBiasGradient;
    private final ParameterTensor innerWeight;
    private final ParameterTensor innerWeightGradient;
    private final ParameterTensor innerScale;
    private final ParameterTensor innerScaleGradient;
    private final ParameterTensor innerShift;
    private final ParameterTensor innerShiftGradient;
    private final ParameterTensor sumWeight;
    private final ParameterTensor sumWeightGradient;
    private final ParameterTensor featuresWeight;
    private final ParameterTensor featuresWeightGradient;
    private final ParameterTensor featuresBias;
    private final ParameterTensor featuresBiasGradient;
    private final ParameterTensor classesWeight;
    private final ParameterTensor classesWeightGradient;
    private final ParameterTensor classesBias;
    private final ParameterTensor classesBiasGradient;
    private final ParameterTensor innerMean;
    private final ParameterTensor innerVariance;
    private final ParameterTensor sumMean;
    private final ParameterTensor sumVariance;

    private final BatchStatistics innerBatch;
    private final BatchStatistics sumBatch;

    private final Strength xL2;
    private final Strength innerL2;
    private final Strength sumL2;
    private final Strength featuresL2;
    private final Strength classesL2;

    private final BatchTensor pixels;
    private final BatchTensor classesTargets;
    private final BatchTensor x;
    private final BatchTensor innerUnnormalized;
    private final BatchTensor inner;
    private final BatchTensor sumUnnormalized;
    private final BatchTensor sum;
    private final BatchTensor sumBranchMask;
    private final BatchTensor featuresReshaped;
    private final BatchTensor featuresUnpooled;
    private final BatchTensor features;
    private final BatchTensor classes;
    private final BatchTensor classesGradient;
    private final BatchTensor featuresGradient;
    private final BatchTensor featuresUnpooledGradient;
    private final BatchTensor featuresReshapedGradient;
    private final BatchTensor sumGradient;
    private final BatchTensor sumUncombinedGradient;
    private final BatchTensor innerGradient;
    private final BatchTensor xGradient;
    private final BatchTensor xReshaped;

    private Pass(TrainingParts parts, Builder builder, Residual declared) {
      super(parts);

      xWeight = parts.parameter("x.weight");
      xWeightGradient = parts.gradient("x.weight");
      xBias = parts.parameter("x.bias");
      xBiasGradient = parts.gradient("x.bias");
      innerWeight = parts.parameter("inner.weight");
      innerWeightGradient = parts.gradient("inner.weight");
      innerScale = parts.parameter("inner.scale");
      innerScaleGradient = parts.gradient("inner.scale");
      innerShift = parts.parameter("inner.shift");
      innerShiftGradient = parts.gradient("inner.shift");
      sumWeight = parts.parameter("sum.weight");
      sumWeightGradient = parts.gradient("sum.weight");
      featuresWeight = parts.parameter("features.weight");
      featuresWeightGradient = parts.gradient("features.weight");
      featuresBias = parts.parameter("features.bias");
      featuresBiasGradient = parts.gradient("features.bias");
      classesWeight = parts.parameter("classes.weight");
      classesWeightGradient = parts.gradient("classes.weight");
      classesBias = parts.parameter("classes.bias");
      classesBiasGradient = parts.gradient("classes.bias");
      innerMean = parts.state("inner.mean");
      innerVariance = parts.state("inner.variance");
      sumMean = parts.state("sum.mean");
      sumVariance = parts.state("sum.variance");
      innerBatch = parts.batchStatistics("inner");
      sumBatch = parts.batchStatistics("sum");

      xL2 = parts.penalty("x.l2", builder.xL2, ParameterRole.WEIGHT);
      innerL2 = parts.penalty("inner.l2", builder.innerL2, ParameterRole.WEIGHT);
      sumL2 = parts.penalty("sum.l2", builder.sumL2, ParameterRole.WEIGHT);
      featuresL2 = parts.penalty("features.l2", builder.featuresL2, ParameterRole.WEIGHT);
      classesL2 = parts.penalty("classes.l2", builder.classesL2, ParameterRole.WEIGHT);

      pixels = parts.input("pixels", 32);
      classesTargets = parts.target(TargetEncoding.CLASSES, "classes", 3);
      x = parts.tensor(3, 4, 4);
      innerUnnormalized = parts.tensor(3, 4, 4);
      inner = parts.tensor(3, 4, 4);
      sumUnnormalized = parts.tensor(3, 4, 4);
      sum = parts.tensor(3, 4, 4);
      sumBranchMask = parts.tensor(1);
      featuresReshaped = parts.tensor(3, 8, 8);
      featuresUnpooled = parts.tensor(2, 4, 4);
      features = parts.tensor(2);
      classes = parts.tensor(3);
      classesGradient = parts.tensor(3);
      // These share the memory of values that are no longer needed.
      featuresGradient = features.sharing(2);
      featuresUnpooledGradient = classesGradient.sharing(2, 4, 4);
      featuresReshapedGradient = featuresReshaped.sharing(3, 8, 8);
      sumGradient = featuresUnpooled.sharing(3, 4, 4);
      sumUncombinedGradient = sum.sharing(3, 4, 4);
      innerGradient = sumUnnormalized.sharing(3, 4, 4);
      xGradient = x.sharing(3, 4, 4);
      xReshaped = pixels.sharing(2, 4, 4);
      parts.output(TargetEncoding.CLASSES, "classes", classes);

      declared.pixels = parts.layer("pixels");
      declared.x = parts.layer("x", xL2);
      declared.inner = parts.layer("inner", innerL2);
      declared.sum = parts.layer("sum", sumL2);
      declared.features = parts.layer("features", featuresL2);
      declared.classes = parts.layer("classes", classesL2);
    }

    @Override
    public void forward(int n) {
      // x = reshape(pixels) ∗ W + b: [n × 32] ∗ [3 × 2 × 1 × 1] → [n × 3 × 4 × 4]
      kernels.convolution(xReshaped, xWeight, xBias, WINDOW_1X1, 1, x, n);
      // inner = relu(batchNorm(x ∗ W)): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] → [n × 3 × 4 × 4]
      kernels.convolution(x, innerWeight, WINDOW_3X3_PADDING_1X1, 1, innerUnnormalized, n);
      kernels.batchNorm(
          innerUnnormalized, innerScale, innerShift, innerMean, innerVariance, true, 1.0E-5, inner,
          innerBatch, n);
      kernels.relu(inner, inner, n);
      // sum = relu(stochasticDepth(batchNorm(inner ∗ W)) + x): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] →
      // [n × 3 × 4 × 4]
      kernels.convolution(inner, sumWeight, WINDOW_3X3_PADDING_1X1, 1, sumUnnormalized, n);
      kernels.batchNorm(sumUnnormalized, sumMean, sumVariance, true, 1.0E-5, sum, sumBatch, n);
      kernels.channelDropout(sum, 0.2, dropoutSeed(0), true, sum, sumBranchMask, n);
      kernels.add(sum, x, sum, n);
      kernels.relu(sum, sum, n);
      // features = globalAveragePool(relu(upsample(sum) ∗ W + b)): [n × 3 × 4 × 4] ∗ [2 × 3 × 3 ×
      // 3] → [n × 2]
      kernels.upsample(sum, 2, 2, featuresReshaped, n);
      kernels.convolution(
          featuresReshaped, featuresWeight, featuresBias, WINDOW_3X3_STRIDE_2X2, 1,
          featuresUnpooled, n);
      kernels.relu(featuresUnpooled, featuresUnpooled, n);
      kernels.globalAveragePool(featuresUnpooled, true, features, n);
      // classes = features · W + b: [n × 2] · [2 × 3] → [n × 3]
      kernels.linear(features, classesWeight, classesBias, classes, n);
    }

    @Override
    public void infer(int n) {
      // The forward pass without dropout, normalised by running statistics.
      // x = reshape(pixels) ∗ W + b: [n × 32] ∗ [3 × 2 × 1 × 1] → [n × 3 × 4 × 4]
      kernels.convolution(xReshaped, xWeight, xBias, WINDOW_1X1, 1, x, n);
      // inner = relu(batchNorm(x ∗ W)): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] → [n × 3 × 4 × 4]
      kernels.convolution(x, innerWeight, WINDOW_3X3_PADDING_1X1, 1, inner, n);
      kernels.normalize(
          inner, innerScale, innerShift, innerMean, innerVariance, true, 1.0E-5, inner, n);
      kernels.relu(inner, inner, n);
      // sum = relu(batchNorm(inner ∗ W) + x): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] → [n × 3 × 4 × 4]
      kernels.convolution(inner, sumWeight, WINDOW_3X3_PADDING_1X1, 1, sum, n);
      kernels.normalize(sum, sumMean, sumVariance, true, 1.0E-5, sum, n);
      kernels.add(sum, x, sum, n);
      kernels.relu(sum, sum, n);
      // features = globalAveragePool(relu(upsample(sum) ∗ W + b)): [n × 3 × 4 × 4] ∗ [2 × 3 × 3 ×
      // 3] → [n × 2]
      kernels.upsample(sum, 2, 2, featuresReshaped, n);
      kernels.convolution(
          featuresReshaped, featuresWeight, featuresBias, WINDOW_3X3_STRIDE_2X2, 1,
          featuresUnpooled, n);
      kernels.relu(featuresUnpooled, featuresUnpooled, n);
      kernels.globalAveragePool(featuresUnpooled, true, features, n);
      // classes = features · W + b: [n × 2] · [2 × 3] → [n × 3]
      kernels.linear(features, classesWeight, classesBias, classes, n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.crossEntropyWithGradient(classes, classesTargets, 0.0, classesGradient, n));
      losses.penalty(xL2, kernels.l2(xWeight, xL2.value()));
      losses.penalty(innerL2, kernels.l2(innerWeight, innerL2.value()));
      losses.penalty(sumL2, kernels.l2(sumWeight, sumL2.value()));
      losses.penalty(featuresL2, kernels.l2(featuresWeight, featuresL2.value()));
      losses.penalty(classesL2, kernels.l2(classesWeight, classesL2.value()));
    }

    @Override
    public void backward(int n) {
      // classes: to its weight and bias and on to features; l2 added
      kernels.linearGradient(
          features, classesGradient, classesWeightGradient, classesBiasGradient, n);
      kernels.linearInputGradient(classesGradient, classesWeight, featuresGradient, n);
      kernels.addL2Gradient(classesWeight, classesL2.value(), classesWeightGradient);
      // features: through globalAveragePool and relu and upsample to its weight and bias; l2 added
      kernels.globalAveragePoolGradient(featuresGradient, true, featuresUnpooledGradient, n);
      kernels.reluGradient(featuresUnpooled, featuresUnpooledGradient, featuresUnpooledGradient, n);
      kernels.convolutionGradient(
          featuresReshaped, featuresUnpooledGradient, WINDOW_3X3_STRIDE_2X2, 1,
          featuresWeightGradient, featuresBiasGradient, n);
      kernels.convolutionInputGradient(
          featuresUnpooledGradient, featuresWeight, WINDOW_3X3_STRIDE_2X2, 1,
          featuresReshapedGradient, n);
      kernels.upsampleGradient(featuresReshapedGradient, 2, 2, sumGradient, n);
      kernels.addL2Gradient(featuresWeight, featuresL2.value(), featuresWeightGradient);
      // sum: through relu and stochasticDepth and batchNorm to its weight and on to inner; l2 added
      kernels.reluGradient(sum, sumGradient, sumGradient, n);
      kernels.channelDropoutGradient(sumBranchMask, sumGradient, true, sumUncombinedGradient, n);
      kernels.updateStatistics(sumBatch, sumMean, sumVariance, 16, 0.1, n);
      kernels.batchNormGradient(
          sumUnnormalized, sumUncombinedGradient, sumVariance, sumBatch, true, 1.0E-5,
          sumUncombinedGradient, n);
      kernels.convolutionGradient(
          inner, sumUncombinedGradient, WINDOW_3X3_PADDING_1X1, 1, sumWeightGradient, n);
      kernels.convolutionInputGradient(
          sumUncombinedGradient, sumWeight, WINDOW_3X3_PADDING_1X1, 1, innerGradient, n);
      kernels.addL2Gradient(sumWeight, sumL2.value(), sumWeightGradient);
      // inner: through relu and batchNorm with its scale and shift to its weight and on to x; l2
      // added
      kernels.reluGradient(inner, innerGradient, innerGradient, n);
      kernels.updateStatistics(innerBatch, innerMean, innerVariance, 16, 0.3, n);
      kernels.batchNormGradient(
          innerUnnormalized, innerScale, innerGradient, innerVariance, innerBatch, true, 1.0E-5,
          innerGradient, innerScaleGradient, innerShiftGradient, n);
      kernels.convolutionGradient(
          x, innerGradient, WINDOW_3X3_PADDING_1X1, 1, innerWeightGradient, n);
      kernels.convolutionInputGradient(
          innerGradient, innerWeight, WINDOW_3X3_PADDING_1X1, 1, xGradient, n);
      kernels.add(sumGradient, xGradient, xGradient, n);
      kernels.addL2Gradient(innerWeight, innerL2.value(), innerWeightGradient);
      // x: to its weight and bias; l2 added
      kernels.convolutionGradient(
          xReshaped, xGradient, WINDOW_1X1, 1, xWeightGradient, xBiasGradient, n);
      kernels.addL2Gradient(xWeight, xL2.value(), xWeightGradient);
    }
  }
}
