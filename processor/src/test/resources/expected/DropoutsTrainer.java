package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.GeneratedTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link Dropouts}, which has 180 parameters.
 *
 * <pre>
 * features  [n × 5]  input
 * noisy     [n × 5]  dropout
 * a         [n × 8]  linear, tanh, dropout
 * b         [n × 7]  linear, gelu, dropout
 * c         [n × 6]  linear, dropout
 * d         [n × 6]  silu
 * logits    [n × 3]  linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class DropoutsTrainer extends Trainer<Dropouts> {
  private final ParameterTensor aWeight;
  private final ParameterTensor aWeightGradient;
  private final ParameterTensor aBias;
  private final ParameterTensor aBiasGradient;
  private final ParameterTensor bWeight;
  private final ParameterTensor bWeightGradient;
  private final ParameterTensor bBias;
  private final ParameterTensor bBiasGradient;
  private final ParameterTensor cWeight;
  private final ParameterTensor cWeightGradient;
  private final ParameterTensor cBias;
  private final ParameterTensor cBiasGradient;
  private final ParameterTensor logitsWeight;
  private final ParameterTensor logitsWeightGradient;
  private final ParameterTensor logitsBias;
  private final ParameterTensor logitsBiasGradient;

  private final BatchTensor features;
  private final BatchTensor logitsTargets;
  private final BatchTensor noisyDropped;
  private final BatchTensor noisyMask;
  private final BatchTensor a;
  private final BatchTensor aDropped;
  private final BatchTensor aMask;
  private final BatchTensor bPreactivation;
  private final BatchTensor b;
  private final BatchTensor bMask;
  private final BatchTensor c;
  private final BatchTensor cMask;
  private final BatchTensor d;
  private final BatchTensor logits;
  private final BatchTensor logitsGradient;
  private final BatchTensor dGradient;
  private final BatchTensor cGradient;
  private final BatchTensor bGradient;
  private final BatchTensor aGradient;

  private DropoutsTrainer(Builder builder) {
    super(builder, layout(), new Dropouts());

    aWeight = parameters.value("a.weight");
    aWeightGradient = parameters.gradient("a.weight");
    aBias = parameters.value("a.bias");
    aBiasGradient = parameters.gradient("a.bias");
    bWeight = parameters.value("b.weight");
    bWeightGradient = parameters.gradient("b.weight");
    bBias = parameters.value("b.bias");
    bBiasGradient = parameters.gradient("b.bias");
    cWeight = parameters.value("c.weight");
    cWeightGradient = parameters.gradient("c.weight");
    cBias = parameters.value("c.bias");
    cBiasGradient = parameters.gradient("c.bias");
    logitsWeight = parameters.value("logits.weight");
    logitsWeightGradient = parameters.gradient("logits.weight");
    logitsBias = parameters.value("logits.bias");
    logitsBiasGradient = parameters.gradient("logits.bias");

    features = input("features", 5);
    logitsTargets = target(TargetEncoding.CLASSES, "logits", 3);
    noisyDropped = tensor(5);
    noisyMask = tensor(5);
    // Overlaid: these share the memory of values that are no longer needed.
    a = noisyMask.overlaid(8);
    aDropped = tensor(8);
    aMask = tensor(8);
    bPreactivation = tensor(7);
    b = tensor(7);
    bMask = tensor(7);
    c = tensor(6);
    cMask = tensor(6);
    d = tensor(6);
    logits = tensor(3);
    logitsGradient = tensor(3);
    dGradient = d.overlaid(6);
    cGradient = logitsGradient.overlaid(6);
    bGradient = b.overlaid(7);
    aGradient = aDropped.overlaid(8);

    Dropouts declared = network();
    declared.features = layer("features", "input [n × 5]");
    declared.noisy = layer("noisy", "");
    declared.a = layer("a", "linear, tanh");
    declared.b = layer("b", "linear, gelu");
    declared.c = layer("c", "linear");
    declared.d = layer("d", "silu");
    declared.logits = layer("logits", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("a.weight", Initializer.KAIMING_UNIFORM, 5, 8);
    layout.bias("a.bias", Initializer.KAIMING_UNIFORM, 5, 8);
    layout.weight("b.weight", Initializer.KAIMING_UNIFORM, 8, 7);
    layout.bias("b.bias", Initializer.KAIMING_UNIFORM, 8, 7);
    layout.weight("c.weight", Initializer.KAIMING_UNIFORM, 7, 6);
    layout.bias("c.bias", Initializer.KAIMING_UNIFORM, 7, 6);
    layout.weight("logits.weight", Initializer.KAIMING_UNIFORM, 6, 3);
    layout.bias("logits.bias", Initializer.KAIMING_UNIFORM, 6, 3);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static DropoutsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // noisy = dropout(features): [n × 5] → [n × 5]
    kernels.dropout(features, 0.1, dropoutSeed(0), noisyDropped, noisyMask, n);
    // a = dropout(tanh(noisy · W + b)): [n × 5] · [5 × 8] → [n × 8]
    kernels.linear(noisyDropped, aWeight, aBias, a, n);
    kernels.tanh(a, a, n);
    kernels.dropout(a, 0.25, dropoutSeed(1), aDropped, aMask, n);
    // b = dropout(gelu(a · W + b)): [n × 8] · [8 × 7] → [n × 7]
    kernels.linear(aDropped, bWeight, bBias, bPreactivation, n);
    kernels.gelu(bPreactivation, b, n);
    kernels.dropout(b, 0.5, dropoutSeed(2), b, bMask, n);
    // c = dropout(b · W + b): [n × 7] · [7 × 6] → [n × 6]
    kernels.linear(b, cWeight, cBias, c, n);
    kernels.dropout(c, 0.2, dropoutSeed(3), c, cMask, n);
    // d = silu(c): [n × 6] → [n × 6]
    kernels.silu(c, d, n);
    // logits = d · W + b: [n × 6] · [6 × 3] → [n × 3]
    kernels.linear(d, logitsWeight, logitsBias, logits, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    // The forward pass without dropout.
    // a = tanh(features · W + b): [n × 5] · [5 × 8] → [n × 8]
    kernels.linear(features, aWeight, aBias, a, n);
    kernels.tanh(a, a, n);
    // b = gelu(a · W + b): [n × 8] · [8 × 7] → [n × 7]
    kernels.linear(a, bWeight, bBias, b, n);
    kernels.gelu(b, b, n);
    // c = b · W + b: [n × 7] · [7 × 6] → [n × 6]
    kernels.linear(b, cWeight, cBias, c, n);
    // d = silu(c): [n × 6] → [n × 6]
    kernels.silu(c, d, n);
    // logits = d · W + b: [n × 6] · [6 × 3] → [n × 3]
    kernels.linear(d, logitsWeight, logitsBias, logits, n);
    return logits;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
  }

  @Override
  protected void backward(int n) {
    // logits: to its weight and bias and on to d
    kernels.linearGradient(d, logitsGradient, logitsWeightGradient, logitsBiasGradient, n);
    kernels.linearInputGradient(logitsGradient, logitsWeight, dGradient, n);
    // d: through silu
    kernels.siluGradient(c, dGradient, cGradient, n);
    // c: through dropout to its weight and bias and on to b
    kernels.dropoutGradient(cMask, cGradient, cGradient, n);
    kernels.linearGradient(b, cGradient, cWeightGradient, cBiasGradient, n);
    kernels.linearInputGradient(cGradient, cWeight, bGradient, n);
    // b: through dropout and gelu to its weight and bias and on to a
    kernels.dropoutGradient(bMask, bGradient, bGradient, n);
    kernels.geluGradient(bPreactivation, bGradient, bGradient, n);
    kernels.linearGradient(aDropped, bGradient, bWeightGradient, bBiasGradient, n);
    kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
    // a: through dropout and tanh to its weight and bias
    kernels.dropoutGradient(aMask, aGradient, aGradient, n);
    kernels.tanhGradient(a, aGradient, aGradient, n);
    kernels.linearGradient(noisyDropped, aGradient, aWeightGradient, aBiasGradient, n);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link Dropouts}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, DropoutsTrainer> {
    private Builder() {
      super(Optimizer.adam(0.001));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public DropoutsTrainer build() {
      return new DropoutsTrainer(this);
    }
  }
}
