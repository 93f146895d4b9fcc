package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CustomLoss;
import org.netwright.runtime.generated.CustomPenalty;
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
 * Trains {@link OwnLoss}, which has 53 parameters.
 *
 * <pre>
 * features   [n × 6]  input
 * hidden     [n × 5]  linear, tanh; l2 0.01 on weight
 * quantiles  [n × 3]  linear, quantiles; l1 0.02 on weight; loss 1.0 on weight
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class OwnLossTrainer extends Trainer<OwnLoss> {
  private OwnLossTrainer(Builder builder) {
    super(builder, new OwnLoss(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static OwnLossTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, tanh", 5);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 5), 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 5), 5);
    layout.layer("quantiles", "linear", 3);
    layout.parameter(
        "quantiles.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 3), 5, 3);
    layout.parameter(
        "quantiles.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link OwnLoss}. */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, OwnLossTrainer> {
    private Schedule hiddenL2 = Schedule.constant(0.01);
    private Schedule quantilesL1 = Schedule.constant(0.02);
    private Schedule quantilesLoss = Schedule.constant(1.0);

    private Builder() {
      super(Optimizer.sgd(0.05));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code hidden}.
     *
     * @param strength finite, at least 0; the default is 0.01
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

    /**
     * Sets the strength of the L1 penalty on the weight of {@code quantiles}.
     *
     * @param strength finite, at least 0; the default is 0.02
     */
    Builder quantilesL1(double strength) {
      return quantilesL1(StrengthSchedules.constant("quantiles.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the weight of {@code quantiles}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder quantilesL1(Schedule schedule) {
      quantilesL1 = StrengthSchedules.checked("quantiles.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the {@link OwnLoss.Loss} penalty on the weight of {@code quantiles}.
     *
     * @param strength finite, at least 0; the default is 1.0
     */
    Builder quantilesLoss(double strength) {
      return quantilesLoss(StrengthSchedules.constant("quantiles.loss", strength));
    }

    /**
     * Sets a schedule for the strength of the {@link OwnLoss.Loss} penalty on the weight of
     * {@code quantiles}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder quantilesLoss(Schedule schedule) {
      quantilesLoss = StrengthSchedules.checked("quantiles.loss", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public OwnLossTrainer build() {
      return new OwnLossTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor quantilesWeight;
    private final ParameterTensor quantilesWeightGradient;
    private final ParameterTensor quantilesBias;
    private final ParameterTensor quantilesBiasGradient;

    private final Strength hiddenL2;
    private final Strength quantilesL1;

    private final CustomPenalty quantilesLoss;

    private final CustomLoss quantilesLoss_;

    private final BatchTensor features;
    private final BatchTensor quantilesTargets;
    private final BatchTensor hidden;
    private final BatchTensor quantiles;
    private final BatchTensor quantilesGradient;
    private final BatchTensor hiddenGradient;

    private Pass(TrainingParts parts, Builder builder, OwnLoss declared) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      quantilesWeight = parts.parameter("quantiles.weight");
      quantilesWeightGradient = parts.gradient("quantiles.weight");
      quantilesBias = parts.parameter("quantiles.bias");
      quantilesBiasGradient = parts.gradient("quantiles.bias");

      hiddenL2 = parts.penalty("hidden.l2", builder.hiddenL2, ParameterRole.WEIGHT);
      quantilesL1 = parts.penalty("quantiles.l1", builder.quantilesL1, ParameterRole.WEIGHT);
      quantilesLoss = parts.penalty(
          "quantiles.loss", builder.quantilesLoss, new OwnLoss.Loss(), ParameterRole.WEIGHT);

      features = parts.input("features", 6);
      quantilesLoss_ = parts.loss("quantiles", new OwnLoss.Quantiles());
      quantilesTargets = parts.weightedTarget(TargetEncoding.OWN, "quantiles", 0.5, 2);
      hidden = parts.tensor(5);
      quantiles = parts.tensor(3);
      quantilesGradient = parts.tensor(3);
      hiddenGradient = parts.tensor(5);
      parts.output(TargetEncoding.OWN, "quantiles", quantiles);

      declared.features = parts.layer("features");
      declared.hidden = parts.layer("hidden", hiddenL2);
      declared.quantiles = parts.layer("quantiles", quantilesL1, quantilesLoss.strength());
    }

    @Override
    public void forward(int n) {
      // hidden = tanh(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // quantiles = hidden · W + b: [n × 5] · [5 × 3] → [n × 3]
      kernels.linear(hidden, quantilesWeight, quantilesBias, quantiles, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(
          quantilesLoss_.lossWithGradient(quantiles, quantilesTargets, quantilesGradient, n));
      losses.penalty(hiddenL2, kernels.l2(hiddenWeight, hiddenL2.value()));
      losses.penalty(quantilesL1, kernels.l1(quantilesWeight, quantilesL1.value()));
      losses.penalty(quantilesLoss.strength(), quantilesLoss.valueOf(quantilesWeight));
    }

    @Override
    public void backward(int n) {
      // quantiles: through the weight of its loss to its weight and bias and on to hidden; l1 and
      // loss added
      kernels.scale(quantilesGradient, 0.5, quantilesGradient, n);
      kernels.linearGradient(
          hidden, quantilesGradient, quantilesWeightGradient, quantilesBiasGradient, n);
      kernels.linearInputGradient(quantilesGradient, quantilesWeight, hiddenGradient, n);
      kernels.addL1Gradient(quantilesWeight, quantilesL1.value(), quantilesWeightGradient);
      quantilesLoss.addGradient(quantilesWeight, quantilesWeightGradient);
      // hidden: through tanh to its weight and bias; l2 added
      kernels.tanhGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.addL2Gradient(hiddenWeight, hiddenL2.value(), hiddenWeightGradient);
    }
  }
}
