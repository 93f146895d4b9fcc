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
 * Trains {@link MomentumTanh}, which has 123 parameters.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, tanh; l2 0.001 on weight
 * b         [n × 6]  linear, sigmoid; l1 5.0E-4 on bias
 * c         [n × 3]  linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class MomentumTanhTrainer extends Trainer<MomentumTanh> {
  private MomentumTanhTrainer(Builder builder) {
    super(builder, new MomentumTanh(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static MomentumTanhTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("a", "linear, tanh", 8);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 8), 5, 8);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 8), 8);
    layout.layer("b", "linear, sigmoid", 6);
    layout.parameter(
        "b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(8, 6), 8, 6);
    layout.parameter("b.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(8, 6), 6);
    layout.layer("c", "linear", 3);
    layout.parameter(
        "c.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 3), 6, 3);
    layout.parameter("c.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 3), 3);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link MomentumTanh}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, MomentumTanhTrainer> {
    private Schedule aL2 = Schedule.constant(0.001);
    private Schedule bL1 = Schedule.constant(5.0E-4);

    private Builder() {
      super(Optimizer.sgd(0.05, 0.9, false));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code a}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder aL2(double strength) {
      return aL2(StrengthSchedules.constant("a.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code a}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder aL2(Schedule schedule) {
      aL2 = StrengthSchedules.checked("a.l2", schedule);
      return this;
    }

    /**
     * Sets the strength of the L1 penalty on the bias of {@code b}.
     *
     * @param strength finite, at least 0; the default is 5.0E-4
     */
    Builder bL1(double strength) {
      return bL1(StrengthSchedules.constant("b.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the bias of {@code b}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder bL1(Schedule schedule) {
      bL1 = StrengthSchedules.checked("b.l1", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public MomentumTanhTrainer build() {
      return new MomentumTanhTrainer(this);
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

    private final Strength aL2;
    private final Strength bL1;

    private final BatchTensor features;
    private final BatchTensor cTargets;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor c;
    private final BatchTensor cGradient;
    private final BatchTensor bGradient;
    private final BatchTensor aGradient;

    private Pass(TrainingParts parts, Builder builder, MomentumTanh declared) {
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

      aL2 = parts.penalty("a.l2", builder.aL2, ParameterRole.WEIGHT);
      bL1 = parts.penalty("b.l1", builder.bL1, ParameterRole.BIAS);

      features = parts.input("features", 5);
      cTargets = parts.target(TargetEncoding.VALUES, "c", 3);
      a = parts.tensor(8);
      b = parts.tensor(6);
      c = parts.tensor(3);
      cGradient = parts.tensor(3);
      bGradient = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      aGradient = b.sharing(8);
      parts.output(TargetEncoding.VALUES, "c", c);

      declared.features = parts.layer("features");
      declared.a = parts.layer("a", aL2);
      declared.b = parts.layer("b", bL1);
      declared.c = parts.layer("c");
    }

    @Override
    public void forward(int n) {
      // a = tanh(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.tanh(a, a, n);
      // b = sigmoid(a · W + b): [n × 8] · [8 × 6] → [n × 6]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.sigmoid(b, b, n);
      // c = b · W + b: [n × 6] · [6 × 3] → [n × 3]
      kernels.linear(b, cWeight, cBias, c, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.meanSquaredErrorWithGradient(c, cTargets, cGradient, n));
      losses.penalty(aL2, kernels.l2(aWeight, aL2.value()));
      losses.penalty(bL1, kernels.l1(bBias, bL1.value()));
    }

    @Override
    public void backward(int n) {
      // c: to its weight and bias and on to b
      kernels.linearGradient(b, cGradient, cWeightGradient, cBiasGradient, n);
      kernels.linearInputGradient(cGradient, cWeight, bGradient, n);
      // b: through sigmoid to its weight and bias and on to a; l1 added
      kernels.sigmoidGradient(b, bGradient, bGradient, n);
      kernels.linearGradient(a, bGradient, bWeightGradient, bBiasGradient, n);
      kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
      kernels.addL1Gradient(bBias, bL1.value(), bBiasGradient);
      // a: through tanh to its weight and bias; l2 added
      kernels.tanhGradient(a, aGradient, aGradient, n);
      kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
      kernels.addL2Gradient(aWeight, aL2.value(), aWeightGradient);
    }
  }
}
