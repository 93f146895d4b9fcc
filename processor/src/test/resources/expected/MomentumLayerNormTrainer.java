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
 * Trains {@link MomentumLayerNorm}, which has 94 parameters.
 *
 * <pre>
 * features  [n × 5]  input
 * hidden    [n × 7]  linear, layerNorm, tanh; l2 0.001 on weight
 * normed    [n × 7]  layerNorm
 * logits    [n × 3]  linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class MomentumLayerNormTrainer extends Trainer<MomentumLayerNorm> {
  private MomentumLayerNormTrainer(Builder builder) {
    super(builder, new MomentumLayerNorm(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static MomentumLayerNormTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("hidden", "linear, layerNorm(1.0E-5), tanh", 7);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 7), 5, 7);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 7), 7);
    layout.parameter("hidden.scale", ParameterRole.SCALE, Initializer.ONES.fans(7, 7), 7);
    layout.parameter("hidden.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(7, 7), 7);
    layout.layer("normed", "layerNorm(1.0E-5)", 7);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(7, 7), 7);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(7, 7), 7);
    layout.layer("logits", "linear", 3);
    layout.parameter(
        "logits.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(7, 3), 7, 3);
    layout.parameter("logits.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(7, 3), 3);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link MomentumLayerNorm}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, MomentumLayerNormTrainer> {
    private Schedule hiddenL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.sgd(0.05, 0.9, false));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.001
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

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public MomentumLayerNormTrainer build() {
      return new MomentumLayerNormTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor hiddenScale;
    private final ParameterTensor hiddenScaleGradient;
    private final ParameterTensor hiddenShift;
    private final ParameterTensor hiddenShiftGradient;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsWeightGradient;
    private final ParameterTensor logitsBias;
    private final ParameterTensor logitsBiasGradient;

    private final Strength hiddenL2;

    private final BatchTensor features;
    private final BatchTensor logitsTargets;
    private final BatchTensor hiddenUnnormalized;
    private final BatchTensor hidden;
    private final BatchTensor normed;
    private final BatchTensor logits;
    private final BatchTensor logitsGradient;
    private final BatchTensor normedGradient;
    private final BatchTensor hiddenGradient;

    private Pass(TrainingParts parts, Builder builder, MomentumLayerNorm declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      hiddenScale = parts.parameter("hidden.scale");
      hiddenScaleGradient = parts.gradient("hidden.scale");
      hiddenShift = parts.parameter("hidden.shift");
      hiddenShiftGradient = parts.gradient("hidden.shift");
      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      logitsWeight = parts.parameter("logits.weight");
      logitsWeightGradient = parts.gradient("logits.weight");
      logitsBias = parts.parameter("logits.bias");
      logitsBiasGradient = parts.gradient("logits.bias");

      hiddenL2 = parts.penalty("hidden.l2", builder.hiddenL2, ParameterRole.WEIGHT);

      features = parts.input("features", 5);
      logitsTargets = parts.target(TargetEncoding.CLASSES, "logits", 3);
      hiddenUnnormalized = parts.tensor(7);
      hidden = parts.tensor(7);
      normed = parts.tensor(7);
      logits = parts.tensor(3);
      logitsGradient = parts.tensor(3);
      // These share the memory of values that are no longer needed.
      normedGradient = normed.sharing(7);
      hiddenGradient = logitsGradient.sharing(7);
      parts.output(TargetEncoding.CLASSES, "logits", logits);

      declared.features = parts.layer("features");
      declared.hidden = parts.layer("hidden", hiddenL2);
      declared.normed = parts.layer("normed");
      declared.logits = parts.layer("logits");
    }

    @Override
    public void forward(int n) {
      // hidden = tanh(layerNorm(features · W + b)): [n × 5] · [5 × 7] → [n × 7]
      kernels.linear(features, hiddenWeight, hiddenBias, hiddenUnnormalized, n);
      kernels.layerNorm(hiddenUnnormalized, hiddenScale, hiddenShift, 1.0E-5, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // normed = layerNorm(hidden): [n × 7] → [n × 7]
      kernels.layerNorm(hidden, normedScale, normedShift, 1.0E-5, normed, n);
      // logits = normed · W + b: [n × 7] · [7 × 3] → [n × 3]
      kernels.linear(normed, logitsWeight, logitsBias, logits, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
      losses.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
    }

    @Override
    public void backward(int n) {
      // logits: to its weight and bias and on to normed
      kernels.linearGradient(normed, logitsGradient, logitsWeightGradient, logitsBiasGradient, n);
      kernels.linearInputGradient(logitsGradient, logitsWeight, normedGradient, n);
      // normed: through layerNorm with its scale and shift and on to hidden
      kernels.layerNormGradient(
          hidden, normedGradient, 1.0E-5, normedScaleGradient, normedShiftGradient, n);
      kernels.layerNormInputGradient(
          hidden, normedScale, normedGradient, 1.0E-5, hiddenGradient, n);
      // hidden: through tanh and layerNorm with its scale and shift to its weight and bias; l2
      // added
      kernels.tanhGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.layerNormGradient(
          hiddenUnnormalized, hiddenGradient, 1.0E-5, hiddenScaleGradient, hiddenShiftGradient, n);
      kernels.layerNormInputGradient(
          hiddenUnnormalized, hiddenScale, hiddenGradient, 1.0E-5, hiddenGradient, n);
      kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.addL2Gradient(hiddenWeight, hiddenL2.value(), hiddenWeightGradient);
    }
  }
}
