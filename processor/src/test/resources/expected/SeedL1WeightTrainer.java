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
 * Trains {@link SeedL1Weight}, which has 31 parameters.
 *
 * <pre>
 * features  [n × 1]   input
 * hidden    [n × 10]  linear, relu; l1 0.01 on weight
 * predict   [n × 1]   linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SeedL1WeightTrainer extends Trainer<SeedL1Weight> {
  private SeedL1WeightTrainer(Builder builder) {
    super(builder, new SeedL1Weight(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SeedL1WeightTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 1);
    layout.layer("hidden", "linear, relu", 10);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(1, 10), 1, 10);
    layout.parameter(
        "hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(1, 10), 10);
    layout.layer("predict", "linear", 1);
    layout.parameter(
        "predict.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(10, 1), 10, 1);
    layout.parameter(
        "predict.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(10, 1), 1);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link SeedL1Weight}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, SeedL1WeightTrainer> {
    private Schedule hiddenL1 = Schedule.constant(0.01);

    private Builder() {
      super(Optimizer.sgd(0.2));
    }

    /**
     * Sets the strength of the L1 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder hiddenL1(double strength) {
      return hiddenL1(StrengthSchedules.constant("hidden.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code hidden}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder hiddenL1(Schedule schedule) {
      hiddenL1 = StrengthSchedules.checked("hidden.l1", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SeedL1WeightTrainer build() {
      return new SeedL1WeightTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictWeightGradient;
    private final ParameterTensor predictBias;
    private final ParameterTensor predictBiasGradient;

    private final Strength hiddenL1;

    private final BatchTensor features;
    private final BatchTensor predictTargets;
    private final BatchTensor hidden;
    private final BatchTensor predict;
    private final BatchTensor predictGradient;
    private final BatchTensor hiddenGradient;

    private Pass(TrainingParts parts, Builder builder, SeedL1Weight declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      predictWeight = parts.parameter("predict.weight");
      predictWeightGradient = parts.gradient("predict.weight");
      predictBias = parts.parameter("predict.bias");
      predictBiasGradient = parts.gradient("predict.bias");

      hiddenL1 = parts.penalty("hidden.l1", builder.hiddenL1, ParameterRole.WEIGHT);

      features = parts.input("features", 1);
      predictTargets = parts.target(TargetEncoding.VALUES, "predict", 1);
      hidden = parts.tensor(10);
      predict = parts.tensor(1);
      predictGradient = parts.tensor(1);
      hiddenGradient = parts.tensor(10);
      parts.output(TargetEncoding.VALUES, "predict", predict);

      declared.features = parts.layer("features");
      declared.hidden = parts.layer("hidden", hiddenL1);
      declared.predict = parts.layer("predict");
    }

    @Override
    public void forward(int n) {
      // hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      // predict = hidden · W + b: [n × 10] · [10 × 1] → [n × 1]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
      losses.penalty(hiddenL1, kernels.l1(hiddenWeight, hiddenL1.value()));
    }

    @Override
    public void backward(int n) {
      // predict: to its weight and bias and on to hidden
      kernels.linearGradient(
          hidden, predictGradient, predictWeightGradient, predictBiasGradient, n);
      kernels.linearInputGradient(predictGradient, predictWeight, hiddenGradient, n);
      // hidden: through relu to its weight and bias; l1 added
      kernels.reluGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.addL1Gradient(hiddenWeight, hiddenL1.value(), hiddenWeightGradient);
    }
  }
}
