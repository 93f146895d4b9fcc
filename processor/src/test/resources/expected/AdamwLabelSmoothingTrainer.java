package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.GeneratedTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
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

  private AdamwLabelSmoothingTrainer(Builder builder) {
    super(builder, layout(), new AdamwLabelSmoothing());

    aWeight = parameters.value("a.weight");
    aWeightGradient = parameters.gradient("a.weight");
    aBias = parameters.value("a.bias");
    aBiasGradient = parameters.gradient("a.bias");
    logitsWeight = parameters.value("logits.weight");
    logitsWeightGradient = parameters.gradient("logits.weight");
    logitsBias = parameters.value("logits.bias");
    logitsBiasGradient = parameters.gradient("logits.bias");

    features = input("features", 7);
    logitsTargets = target(TargetEncoding.CLASSES, "logits", 4);
    aPreactivation = tensor(16);
    a = tensor(16);
    logits = tensor(4);
    logitsGradient = tensor(4);
    // Overlaid: these share the memory of values that are no longer needed.
    aGradient = a.overlaid(16);

    AdamwLabelSmoothing declared = network();
    declared.features = layer("features", "input [n × 7]");
    declared.a = layer("a", "linear, silu");
    declared.logits = layer("logits", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("a.weight", Initializer.KAIMING_UNIFORM, 7, 16);
    layout.bias("a.bias", Initializer.KAIMING_UNIFORM, 7, 16);
    layout.weight("logits.weight", Initializer.KAIMING_UNIFORM, 16, 4);
    layout.bias("logits.bias", Initializer.KAIMING_UNIFORM, 16, 4);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static AdamwLabelSmoothingTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // a = silu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
    kernels.linear(features, aWeight, aBias, aPreactivation, n);
    kernels.silu(aPreactivation, a, n);
    // logits = a · W + b: [n × 16] · [16 × 4] → [n × 4]
    kernels.linear(a, logitsWeight, logitsBias, logits, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return logits;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.1, logitsGradient, n));
  }

  @Override
  protected void backward(int n) {
    // logits: to its weight and bias and on to a
    kernels.linearGradient(a, logitsGradient, logitsWeightGradient, logitsBiasGradient, n);
    kernels.linearInputGradient(logitsGradient, logitsWeight, aGradient, n);
    // a: through silu to its weight and bias
    kernels.siluGradient(aPreactivation, aGradient, aGradient, n);
    kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link AdamwLabelSmoothing}.
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
}
