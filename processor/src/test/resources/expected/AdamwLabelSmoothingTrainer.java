package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link AdamwLabelSmoothing}, which has 196 parameters.
 *
 * <pre>
 * features  [n × 7]   input
 * a         [n × 16]  linear, silu
 * logits    [n × 4]   linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class AdamwLabelSmoothingTrainer extends Trainer<AdamwLabelSmoothing> {
  private AdamwLabelSmoothingTrainer(Builder builder) {
    super(builder, new AdamwLabelSmoothing(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamwLabelSmoothingTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 7);
    layout.layer("a", "linear, silu", 16);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(7, 16), 7, 16);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(7, 16), 16);
    layout.layer("logits", "linear", 4);
    layout.parameter(
        "logits.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(16, 4), 16, 4);
    layout.parameter("logits.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(16, 4), 4);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link AdamwLabelSmoothing}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, AdamwLabelSmoothingTrainer> {
    private Builder() {
      super(Optimizer.adamW(0.01, 0.9, 0.999, 1.0E-8, 0.05, ParameterRole.WEIGHT,
          ParameterRole.BIAS));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public AdamwLabelSmoothingTrainer build() {
      return new AdamwLabelSmoothingTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aWeightGradient;
    private final ParameterTensor aBias;
    private final ParameterTensor aBiasGradient;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsWeightGradient;
    private final ParameterTensor logitsBias;
    private final ParameterTensor logitsBiasGradient;

    private final BatchTensor features;
    private final BatchTensor logitsTargets;
    private final BatchTensor aPreactivation;
    private final BatchTensor a;
    private final BatchTensor logits;
    private final BatchTensor logitsGradient;
    private final BatchTensor aGradient;

    private Pass(TrainingParts parts, Builder builder, AdamwLabelSmoothing declared) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aWeightGradient = parts.gradient("a.weight");
      aBias = parts.parameter("a.bias");
      aBiasGradient = parts.gradient("a.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsWeightGradient = parts.gradient("logits.weight");
      logitsBias = parts.parameter("logits.bias");
      logitsBiasGradient = parts.gradient("logits.bias");

      features = parts.input("features", 7);
      logitsTargets = parts.target(TargetEncoding.CLASSES, "logits", 4);
      aPreactivation = parts.tensor(16);
      a = parts.tensor(16);
      logits = parts.tensor(4);
      logitsGradient = parts.tensor(4);
      // These share the memory of values that are no longer needed.
      aGradient = a.sharing(16);
      parts.output(TargetEncoding.CLASSES, "logits", logits);

      declared.features = parts.layer("features");
      declared.a = parts.layer("a");
      declared.logits = parts.layer("logits");
    }

    @Override
    public void forward(int n) {
      // a = silu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, aPreactivation, n);
      kernels.silu(aPreactivation, a, n);
      // logits = a · W + b: [n × 16] · [16 × 4] → [n × 4]
      kernels.linear(a, logitsWeight, logitsBias, logits, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.1, logitsGradient, n));
    }

    @Override
    public void backward(int n) {
      // logits: to its weight and bias and on to a
      kernels.linearGradient(a, logitsGradient, logitsWeightGradient, logitsBiasGradient, n);
      kernels.linearInputGradient(logitsGradient, logitsWeight, aGradient, n);
      // a: through silu to its weight and bias
      kernels.siluGradient(aPreactivation, aGradient, aGradient, n);
      kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
    }
  }
}
