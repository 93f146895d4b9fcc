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
  private DropoutsTrainer(Builder builder) {
    super(builder, new Dropouts(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static DropoutsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("noisy", "", 5);
    layout.layer("a", "linear, tanh", 8);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 8), 5, 8);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 8), 8);
    layout.layer("b", "linear, gelu", 7);
    layout.parameter(
        "b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(8, 7), 8, 7);
    layout.parameter("b.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(8, 7), 7);
    layout.layer("c", "linear", 6);
    layout.parameter(
        "c.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(7, 6), 7, 6);
    layout.parameter("c.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(7, 6), 6);
    layout.layer("d", "silu", 6);
    layout.layer("logits", "linear", 3);
    layout.parameter(
        "logits.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 3), 6, 3);
    layout.parameter("logits.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link Dropouts}. */
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

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
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

    private Pass(TrainingParts parts, Builder builder, Dropouts declared) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aWeightGradient = parts.gradient("a.weight");
      aBias = parts.parameter("a.bias");
      aBiasGradient = parts.gradient("a.bias");
      bWeight = parts.parameter("b.weight");
      bWeightGradient = parts.gradient("b.weight");
      bBias = parts.parameter("b.bias");
      bBiasGradient = parts.gradient("b.bias");
      cWeight = parts.parameter("c.weight");
      cWeightGradient = parts.gradient("c.weight");
      cBias = parts.parameter("c.bias");
      cBiasGradient = parts.gradient("c.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsWeightGradient = parts.gradient("logits.weight");
      logitsBias = parts.parameter("logits.bias");
      logitsBiasGradient = parts.gradient("logits.bias");

      features = parts.input("features", 5);
      logitsTargets = parts.target(TargetEncoding.CLASSES, "logits", 3);
      noisyDropped = parts.tensor(5);
      noisyMask = parts.tensor(5);
      // These share the memory of values that are no longer needed.
      a = noisyMask.sharing(8);
      aDropped = parts.tensor(8);
      aMask = parts.tensor(8);
      bPreactivation = parts.tensor(7);
      b = parts.tensor(7);
      bMask = parts.tensor(7);
      c = parts.tensor(6);
      cMask = parts.tensor(6);
      d = parts.tensor(6);
      logits = parts.tensor(3);
      logitsGradient = parts.tensor(3);
      dGradient = d.sharing(6);
      cGradient = logitsGradient.sharing(6);
      bGradient = b.sharing(7);
      aGradient = aDropped.sharing(8);
      parts.output(TargetEncoding.CLASSES, "logits", logits);

      declared.features = parts.layer("features");
      declared.noisy = parts.layer("noisy");
      declared.a = parts.layer("a");
      declared.b = parts.layer("b");
      declared.c = parts.layer("c");
      declared.d = parts.layer("d");
      declared.logits = parts.layer("logits");
    }

    @Override
    public void forward(int n) {
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
    public void infer(int n) {
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
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(logits, logitsTargets, 0.0, logitsGradient, n));
    }

    @Override
    public void backward(int n) {
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
  }
}
