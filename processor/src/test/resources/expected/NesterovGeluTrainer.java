package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.GeneratedTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
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

  private NesterovGeluTrainer(Builder builder) {
    super(builder, layout(), new NesterovGelu());

    aWeight = parameters.value("a.weight");
    aWeightGradient = parameters.gradient("a.weight");
    aBias = parameters.value("a.bias");
    aBiasGradient = parameters.gradient("a.bias");
    bWeight = parameters.value("b.weight");
    bWeightGradient = parameters.gradient("b.weight");
    bBias = parameters.value("b.bias");
    bBiasGradient = parameters.gradient("b.bias");

    bL2 = penalty("b.l2", builder.bL2, ParameterRole.WEIGHT);

    features = input("features", 5);
    bTargets = target(TargetEncoding.VALUES, "b", 2);
    aPreactivation = tensor(8);
    a = tensor(8);
    b = tensor(2);
    bGradient = tensor(2);
    // Overlaid: these share the memory of values that are no longer needed.
    aGradient = a.overlaid(8);

    NesterovGelu declared = network();
    declared.features = layer("features", "input [n × 5]");
    declared.a = layer("a", "linear, gelu");
    declared.b = layer("b", "linear", bL2);
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("a.weight", Initializer.KAIMING_UNIFORM, 5, 8);
    layout.bias("a.bias", Initializer.KAIMING_UNIFORM, 5, 8);
    layout.weight("b.weight", Initializer.KAIMING_UNIFORM, 8, 2);
    layout.bias("b.bias", Initializer.KAIMING_UNIFORM, 8, 2);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static NesterovGeluTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // a = gelu(features · W + b): [n × 5] · [5 × 8] → [n × 8]
    kernels.linear(features, aWeight, aBias, aPreactivation, n);
    kernels.gelu(aPreactivation, a, n);
    // b = a · W + b: [n × 8] · [8 × 2] → [n × 2]
    kernels.linear(a, bWeight, bBias, b, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return b;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.huberWithGradient(b, bTargets, 0.5, bGradient, n));
    report.penalty(bL2, kernels.l2(bWeight, bL2.value()));
  }

  @Override
  protected void backward(int n) {
    // b: to its weight and bias and on to a; l2 added
    kernels.linearGradient(a, bGradient, bWeightGradient, bBiasGradient, n);
    kernels.linearInputGradient(bGradient, bWeight, aGradient, n);
    kernels.addL2Gradient(bWeight, bL2.value(), bWeightGradient);
    // a: through gelu to its weight and bias
    kernels.geluGradient(aPreactivation, aGradient, aGradient, n);
    kernels.linearGradient(features, aGradient, aWeightGradient, aBiasGradient, n);
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
      return bL2(Strength.constant("b.l2", strength));
    }

    /** Sets a schedule for the strength of the L2 penalty on the weight of {@code b}. */
    Builder bL2(Schedule schedule) {
      bL2 = schedule;
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
}
