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
 * Trains {@link SeedNoPenalty}, which has 31 parameters.
 *
 * <pre>
 * features  [n × 1]   input
 * hidden    [n × 10]  linear, relu
 * predict   [n × 1]   linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SeedNoPenaltyTrainer extends Trainer<SeedNoPenalty> {
  private final ParameterTensor hiddenWeight;
  private final ParameterTensor hiddenWeightGradient;
  private final ParameterTensor hiddenBias;
  private final ParameterTensor hiddenBiasGradient;
  private final ParameterTensor predictWeight;
  private final ParameterTensor predictWeightGradient;
  private final ParameterTensor predictBias;
  private final ParameterTensor predictBiasGradient;

  private final BatchTensor features;
  private final BatchTensor predictTargets;
  private final BatchTensor hidden;
  private final BatchTensor predict;
  private final BatchTensor predictGradient;
  private final BatchTensor hiddenGradient;

  private SeedNoPenaltyTrainer(Builder builder) {
    super(builder, layout(), new SeedNoPenalty());

    hiddenWeight = parameters.value("hidden.weight");
    hiddenWeightGradient = parameters.gradient("hidden.weight");
    hiddenBias = parameters.value("hidden.bias");
    hiddenBiasGradient = parameters.gradient("hidden.bias");
    predictWeight = parameters.value("predict.weight");
    predictWeightGradient = parameters.gradient("predict.weight");
    predictBias = parameters.value("predict.bias");
    predictBiasGradient = parameters.gradient("predict.bias");

    features = input("features", 1);
    predictTargets = target(TargetEncoding.VALUES, "predict", 1);
    hidden = tensor(10);
    predict = tensor(1);
    predictGradient = tensor(1);
    hiddenGradient = tensor(10);

    SeedNoPenalty declared = network();
    declared.features = layer("features", "input [n × 1]");
    declared.hidden = layer("hidden", "linear, relu");
    declared.predict = layer("predict", "linear");
  }

  private static ParameterLayout layout() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.weight("hidden.weight", Initializer.KAIMING_UNIFORM, 1, 10);
    layout.bias("hidden.bias", Initializer.KAIMING_UNIFORM, 1, 10);
    layout.weight("predict.weight", Initializer.KAIMING_UNIFORM, 10, 1);
    layout.bias("predict.bias", Initializer.KAIMING_UNIFORM, 10, 1);
    return layout.build();
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SeedNoPenaltyTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  @Override
  protected void forward(int n) {
    // hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]
    kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
    kernels.relu(hidden, hidden, n);
    // predict = hidden · W + b: [n × 10] · [10 × 1] → [n × 1]
    kernels.linear(hidden, predictWeight, predictBias, predict, n);
  }

  @Override
  protected BatchTensor infer(int n) {
    forward(n);
    return predict;
  }

  @Override
  protected void loss(int n, LossReport.Builder report) {
    // Also computes the gradient that backward starts from.
    report.data(kernels.meanSquaredErrorWithGradient(predict, predictTargets, predictGradient, n));
  }

  @Override
  protected void backward(int n) {
    // predict: to its weight and bias and on to hidden
    kernels.linearGradient(hidden, predictGradient, predictWeightGradient, predictBiasGradient, n);
    kernels.linearInputGradient(predictGradient, predictWeight, hiddenGradient, n);
    // hidden: through relu to its weight and bias
    kernels.reluGradient(hidden, hiddenGradient, hiddenGradient, n);
    kernels.linearGradient(features, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link SeedNoPenalty}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, SeedNoPenaltyTrainer> {
    private Builder() {
      super(Optimizer.sgd(0.2));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SeedNoPenaltyTrainer build() {
      return new SeedNoPenaltyTrainer(this);
    }
  }
}
