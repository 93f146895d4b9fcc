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
 * Trains {@link NesterovGelu}, which has 66 parameters.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, gelu
 * b         [n × 2]  linear, huber; l2 0.01 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class NesterovGeluTrainer extends Trainer<NesterovGelu> {
  private NesterovGeluTrainer(Builder builder) {
    super(builder, new NesterovGelu(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static NesterovGeluTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("a", "linear, gelu", 8);
    layout.parameter(
        "a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 8), 5, 8);
    layout.parameter("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 8), 8);
    layout.layer("b", "linear", 2);
    layout.parameter(
        "b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(8, 2), 8, 2);
    layout.parameter("b.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(8, 2), 2);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link NesterovGelu}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, NesterovGeluTrainer> {
    private Schedule bL2 = Schedule.constant(0.01);

    private Builder() {
      super(Optimizer.sgd(0.05, 0.9, true));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code b}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder bL2(double strength) {
      return bL2(StrengthSchedules.constant("b.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code b}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder bL2(Schedule schedule) {
      bL2 = StrengthSchedules.checked("b.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public NesterovGeluTrainer build() {
      return new NesterovGeluTrainer(this);
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

    private final Strength bL2;

    private final BatchTensor features;
    private final BatchTensor bTargets;
    private final BatchTensor aPreactivation;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor bGradient;
    private final BatchTensor aGradient;

    private Pass(TrainingParts parts, Builder builder, NesterovGelu declared) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aWeightGradient = parts.gradient("a.weight");
      aBias = parts.parameter("a.bias");
      aBiasGradient = parts.gradient("a.bias");
      bWeight = parts.parameter("b.weight");
      bWeightGradient = parts.gradient("b.weight");
      bBias = parts.parameter("b.bias");
      bBiasGradient = parts.gradient("b.bias");

      bL2 = parts.penalty("b.l2", builder.bL2, ParameterRole.WEIGHT);

      features = parts.input("features", 5);
      bTargets = parts.target(TargetEncoding.VALUES, "b", 2);
      aPreactivation = parts.tensor(8);
      a = parts.tensor(8);
      b = parts.tensor(2);
      bGradient = parts.tensor(2);
      // These share the memory of values that are no longer needed.
      aGradient = a.sharing(8);
      parts.output(TargetEncoding.VALUES, "b", b);

      declared.features = parts.layer("features");
      declared.a = parts.layer("a");
      declared.b = parts.layer("b", bL2);
    }

    @Override
    public void forward(int n) {
      // a = gelu(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, aPreactivation, n);
      kernels.gelu(aPreactivation, a, n);
      // b = a · W + b: [n × 8] · [8 × 2] → [n × 2]
      kernels.linear(a, bWeight, bBias, b, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.huberWithGradient(b, bTargets, 0.5, bGradient, n));
      losses.penalty(bL2, kernels.l2(bWeight, bL2.value()));
    }

    @Override
    public void backward(int n) {
      // b: to its weight and bias and on to a; l2 added
      kernels.linearGradient(a, bGradient, bWeightGradient, bBiasGradient, n);
      kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
      kernels.addL2Gradient(bWeight, bL2.value(), bWeightGradient);
      // a: through gelu to its weight and bias
      kernels.geluGradient(aPreactivation, aGradient, aGradient, n);
      kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
    }
  }
}
