package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Penalty;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.parameters.Initializer;
import org.netwright.runtime.parameters.ParameterLayout;
import org.netwright.runtime.parameters.ParameterTensor;

/**
 * Trains {@link Clashes.Net}, which has 115 parameters.
 *
 * <pre>
 * n               [n × 3]  input
 * hidden          [n × 4]  linear, relu; l2 0.001 on weight
 * hiddenWeight    [n × 5]  linear, elu
 * kernels         [n × 4]  linear, leakyRelu
 * hiddenGradient  [n × 4]  linear, silu
 * builder         [n × 4]  linear, gelu
 * targets         [n × 2]  linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
final class Clashes_NetTrainer extends Trainer<Clashes.Net> {
  private static final ParameterLayout LAYOUT = ParameterLayout.builder()
      .weight("hidden.weight", Initializer.KAIMING_UNIFORM, 3, 4)
      .bias("hidden.bias", Initializer.KAIMING_UNIFORM, 3, 4)
      .weight("hiddenWeight.weight", Initializer.KAIMING_UNIFORM, 4, 5)
      .bias("hiddenWeight.bias", Initializer.KAIMING_UNIFORM, 4, 5)
      .weight("kernels.weight", Initializer.KAIMING_UNIFORM, 5, 4)
      .bias("kernels.bias", Initializer.KAIMING_UNIFORM, 5, 4)
      .weight("hiddenGradient.weight", Initializer.KAIMING_UNIFORM, 4, 4)
      .bias("hiddenGradient.bias", Initializer.KAIMING_UNIFORM, 4, 4)
      .weight("builder.weight", Initializer.KAIMING_UNIFORM, 4, 4)
      .bias("builder.bias", Initializer.KAIMING_UNIFORM, 4, 4)
      .weight("targets.weight", Initializer.KAIMING_UNIFORM, 4, 2)
      .bias("targets.bias", Initializer.KAIMING_UNIFORM, 4, 2)
      .build();

  private final ParameterTensor hiddenWeight;

  private final ParameterTensor hiddenWeightGradient;

  private final ParameterTensor hiddenBias;

  private final ParameterTensor hiddenBiasGradient;

  private final ParameterTensor hiddenWeightWeight;

  private final ParameterTensor hiddenWeightWeightGradient;

  private final ParameterTensor hiddenWeightBias;

  private final ParameterTensor hiddenWeightBiasGradient;

  private final ParameterTensor kernelsWeight;

  private final ParameterTensor kernelsWeightGradient;

  private final ParameterTensor kernelsBias;

  private final ParameterTensor kernelsBiasGradient;

  private final ParameterTensor hiddenGradientWeight;

  private final ParameterTensor hiddenGradientWeightGradient;

  private final ParameterTensor hiddenGradientBias;

  private final ParameterTensor hiddenGradientBiasGradient;

  private final ParameterTensor builderWeight;

  private final ParameterTensor builderWeightGradient;

  private final ParameterTensor builderBias;

  private final ParameterTensor builderBiasGradient;

  private final ParameterTensor targetsWeight;

  private final ParameterTensor targetsWeightGradient;

  private final ParameterTensor targetsBias;

  private final ParameterTensor targetsBiasGradient;

  private final Penalty hiddenL2;

  private final BatchTensor n_;

  private final BatchTensor targetsTargets;

  private final BatchTensor hidden;

  private final BatchTensor hiddenWeight_;

  private final BatchTensor kernels_;

  private final BatchTensor hiddenGradientPreactivation;

  private final BatchTensor hiddenGradient;

  private final BatchTensor builderPreactivation;

  private final BatchTensor builder_;

  private final BatchTensor targets;

  private final BatchTensor targetsGradient;

  private final BatchTensor builderGradient;

  private final BatchTensor hiddenGradientGradient;

  private final BatchTensor kernelsGradient;

  private final BatchTensor hiddenWeightGradient_;

  private final BatchTensor hiddenGradient_;

  private Clashes_NetTrainer(Builder builder) {
    super(builder, LAYOUT, new Clashes.Net());

    hiddenWeight = parameters.value("hidden.weight");
    hiddenWeightGradient = parameters.gradient("hidden.weight");
    hiddenBias = parameters.value("hidden.bias");
    hiddenBiasGradient = parameters.gradient("hidden.bias");
    hiddenWeightWeight = parameters.value("hiddenWeight.weight");
    hiddenWeightWeightGradient = parameters.gradient("hiddenWeight.weight");
    hiddenWeightBias = parameters.value("hiddenWeight.bias");
    hiddenWeightBiasGradient = parameters.gradient("hiddenWeight.bias");
    kernelsWeight = parameters.value("kernels.weight");
    kernelsWeightGradient = parameters.gradient("kernels.weight");
    kernelsBias = parameters.value("kernels.bias");
    kernelsBiasGradient = parameters.gradient("kernels.bias");
    hiddenGradientWeight = parameters.value("hiddenGradient.weight");
    hiddenGradientWeightGradient = parameters.gradient("hiddenGradient.weight");
    hiddenGradientBias = parameters.value("hiddenGradient.bias");
    hiddenGradientBiasGradient = parameters.gradient("hiddenGradient.bias");
    builderWeight = parameters.value("builder.weight");
    builderWeightGradient = parameters.gradient("builder.weight");
    builderBias = parameters.value("builder.bias");
    builderBiasGradient = parameters.gradient("builder.bias");
    targetsWeight = parameters.value("targets.weight");
    targetsWeightGradient = parameters.gradient("targets.weight");
    targetsBias = parameters.value("targets.bias");
    targetsBiasGradient = parameters.gradient("targets.bias");

    hiddenL2 = penalty("hidden.l2", builder.hiddenL2);

    n_ = input("n", 3);
    targetsTargets = target(TargetEncoding.VALUES, "targets", 2);
    hidden = tensor(4);
    hiddenWeight_ = tensor(5);
    kernels_ = tensor(4);
    hiddenGradientPreactivation = tensor(4);
    hiddenGradient = tensor(4);
    builderPreactivation = tensor(4);
    builder_ = tensor(4);
    targets = tensor(2);
    targetsGradient = tensor(2);
    builderGradient = tensor(4);
    hiddenGradientGradient = tensor(4);
    kernelsGradient = tensor(4);
    hiddenWeightGradient_ = tensor(5);
    hiddenGradient_ = tensor(4);

    Clashes.Net declared = network();
    declared.n = layer("n");
    declared.hidden = layer("hidden", hiddenL2);
    declared.hiddenWeight = layer("hiddenWeight");
    declared.kernels = layer("kernels");
    declared.hiddenGradient = layer("hiddenGradient");
    declared.builder = layer("builder");
    declared.targets = layer("targets");
  }

  /**
   * Returns a trainer with fresh random parameters, all else as declared.
   */
  static Clashes_NetTrainer create() {
    return builder().build();
  }

  /**
   * Returns a builder, to choose the seed and the data type or override values.
   */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // hidden = relu(n · W + b): [n × 3] · [3 × 4] → [n × 4]
    kernels.linear(n_, hiddenWeight, hiddenBias, hidden, n);
    kernels.relu(hidden, hidden, n);
    // hiddenWeight = elu(hidden · W + b): [n × 4] · [4 × 5] → [n × 5]
    kernels.linear(hidden, hiddenWeightWeight, hiddenWeightBias, hiddenWeight_, n);
    kernels.elu(hiddenWeight_, 0.5, hiddenWeight_, n);
    // kernels = leakyRelu(hiddenWeight · W + b): [n × 5] · [5 × 4] → [n × 4]
    kernels.linear(hiddenWeight_, kernelsWeight, kernelsBias, kernels_, n);
    kernels.leakyRelu(kernels_, 0.2, kernels_, n);
    // hiddenGradient = silu(kernels · W + b): [n × 4] · [4 × 4] → [n × 4]
    kernels.linear(kernels_, hiddenGradientWeight, hiddenGradientBias, hiddenGradientPreactivation,
        n);
    kernels.silu(hiddenGradientPreactivation, hiddenGradient, n);
    // builder = gelu(hiddenGradient · W + b): [n × 4] · [4 × 4] → [n × 4]
    kernels.linear(hiddenGradient, builderWeight, builderBias, builderPreactivation, n);
    kernels.gelu(builderPreactivation, builder_, n);
    // targets = builder · W + b: [n × 4] · [4 × 2] → [n × 2]
    kernels.linear(builder_, targetsWeight, targetsBias, targets, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return targets;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    report.data(kernels.meanSquaredError(targets, targetsTargets, n));
    report.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.strength()));
  }

  @Override
  protected void backward(int n) {
    // targets: from the loss to its weight and bias and on to builder
    kernels.meanSquaredErrorGradient(targets, targetsTargets, targetsGradient, n);
    kernels.linearGradient(builder_, targetsGradient, targetsWeightGradient, targetsBiasGradient,
        n);
    kernels.linearInputGradient(targetsGradient, targetsWeight, builderGradient, n);
    // builder: through gelu to its weight and bias and on to hiddenGradient
    kernels.geluGradient(builderPreactivation, builderGradient, builderGradient, n);
    kernels.linearGradient(hiddenGradient, builderGradient, builderWeightGradient,
        builderBiasGradient, n);
    kernels.linearInputGradient(builderGradient, builderWeight, hiddenGradientGradient, n);
    // hiddenGradient: through silu to its weight and bias and on to kernels
    kernels.siluGradient(hiddenGradientPreactivation, hiddenGradientGradient,
        hiddenGradientGradient, n);
    kernels.linearGradient(kernels_, hiddenGradientGradient, hiddenGradientWeightGradient,
        hiddenGradientBiasGradient, n);
    kernels.linearInputGradient(hiddenGradientGradient, hiddenGradientWeight, kernelsGradient, n);
    // kernels: through leakyRelu to its weight and bias and on to hiddenWeight
    kernels.leakyReluGradient(kernels_, kernelsGradient, 0.2, kernelsGradient, n);
    kernels.linearGradient(hiddenWeight_, kernelsGradient, kernelsWeightGradient,
        kernelsBiasGradient, n);
    kernels.linearInputGradient(kernelsGradient, kernelsWeight, hiddenWeightGradient_, n);
    // hiddenWeight: through elu to its weight and bias and on to hidden
    kernels.eluGradient(hiddenWeight_, hiddenWeightGradient_, 0.5, hiddenWeightGradient_, n);
    kernels.linearGradient(hidden, hiddenWeightGradient_, hiddenWeightWeightGradient,
        hiddenWeightBiasGradient, n);
    kernels.linearInputGradient(hiddenWeightGradient_, hiddenWeightWeight, hiddenGradient_, n);
    // hidden: through relu to its weight and bias; l2 added
    kernels.reluGradient(hidden, hiddenGradient_, hiddenGradient_, n);
    kernels.linearGradient(n_, hiddenGradient_, hiddenWeightGradient, hiddenBiasGradient, n);
    kernels.addL2Gradient(hiddenWeight, hiddenL2.strength(), hiddenWeightGradient);
  }

  /**
   * Builds a trainer; what is not set here is as {@link Clashes.Net} declares it.
   */
  static final class Builder extends TrainerBuilder<Builder, Clashes_NetTrainer> {
    private double hiddenL2 = 0.001;

    private Builder() {
      super(Optimizer.sgd(0.1));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; 0.001 if it is not set
     */
    Builder hiddenL2(double strength) {
      hiddenL2 = Penalty.requireStrength("hidden.l2", strength);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public Clashes_NetTrainer build() {
      return new Clashes_NetTrainer(this);
    }
  }
}
