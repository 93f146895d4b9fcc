package networks;

import java.util.Arrays;
import java.util.List;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
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
 * Trains {@link GraphHeads}, which has 172 parameters.
 *
 * <pre>
 * features  [n × 6]   input
 * trunk     [n × 10]  linear, tanh; l2 0.001 on weight
 * kind      [n × 3]   linear, crossEntropy
 * branch    [n × 4]   linear, softplus
 * size      [n × 2]   linear, meanSquaredError
 * both      [n × 14]  concat
 * flag      [n × 1]   linear, binaryCrossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class GraphHeadsTrainer extends ArrayTrainer<GraphHeads> {
  private GraphHeadsTrainer(Builder builder) {
    super(builder, new GraphHeads(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static GraphHeadsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Trains on one mini-batch.
   *
   * @param features [n × 6]
   * @param kind class numbers [n] or [n × 1], or probabilities [n × 3]
   * @param size [n × 2]
   * @param flag [n × 1]
   * @return the losses of this batch before the update
   */
  LossReport step(INDArray features, INDArray kind, INDArray size, INDArray flag) {
    return step(Arrays.asList(features), Arrays.asList(kind, size, flag));
  }

  /**
   * Trains on one mini-batch and writes its losses into an existing report.
   *
   * @param features [n × 6]
   * @param kind class numbers [n] or [n × 1], or probabilities [n × 3]
   * @param size [n × 2]
   * @param flag [n × 1]
   * @param losses from {@link #newReport()}; overwritten
   */
  void step(INDArray features, INDArray kind, INDArray size, INDArray flag, LossReport losses) {
    step(Arrays.asList(features), Arrays.asList(kind, size, flag), losses);
  }

  /**
   * Returns the outputs for each row; logits where the loss takes them.
   *
   * @param features [n × 6]
   */
  GraphHeadsPrediction predict(INDArray features) {
    List<INDArray> all = predict(Arrays.asList(features));
    return new GraphHeadsPrediction(all.get(0), all.get(1), all.get(2));
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("trunk", "linear, tanh", 10);
    layout.parameter(
        "trunk.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 10), 6, 10);
    layout.parameter("trunk.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 10), 10);
    layout.layer("kind", "linear", 3);
    layout.parameter(
        "kind.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(10, 3), 10, 3);
    layout.parameter("kind.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(10, 3), 3);
    layout.layer("branch", "linear, softplus", 4);
    layout.parameter(
        "branch.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(10, 4), 10, 4);
    layout.parameter("branch.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(10, 4), 4);
    layout.layer("size", "linear", 2);
    layout.parameter(
        "size.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 2), 4, 2);
    layout.parameter("size.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 2), 2);
    layout.layer("both", "concat", 14);
    layout.layer("flag", "linear", 1);
    layout.parameter(
        "flag.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(14, 1), 14, 1);
    layout.parameter("flag.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(14, 1), 1);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link GraphHeads}. */
  @GeneratedTrainer
  static final class Builder extends NetworkTrainerBuilder<Builder, GraphHeadsTrainer> {
    private Schedule trunkL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code trunk}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder trunkL2(double strength) {
      return trunkL2(StrengthSchedules.constant("trunk.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of {@code trunk}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder trunkL2(Schedule schedule) {
      trunkL2 = StrengthSchedules.checked("trunk.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public GraphHeadsTrainer build() {
      return new GraphHeadsTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor trunkWeight;
    private final ParameterTensor trunkWeightGradient;
    private final ParameterTensor trunkBias;
    private final ParameterTensor trunkBiasGradient;
    private final ParameterTensor kindWeight;
    private final ParameterTensor kindWeightGradient;
    private final ParameterTensor kindBias;
    private final ParameterTensor kindBiasGradient;
    private final ParameterTensor branchWeight;
    private final ParameterTensor branchWeightGradient;
    private final ParameterTensor branchBias;
    private final ParameterTensor branchBiasGradient;
    private final ParameterTensor sizeWeight;
    private final ParameterTensor sizeWeightGradient;
    private final ParameterTensor sizeBias;
    private final ParameterTensor sizeBiasGradient;
    private final ParameterTensor flagWeight;
    private final ParameterTensor flagWeightGradient;
    private final ParameterTensor flagBias;
    private final ParameterTensor flagBiasGradient;

    private final Strength trunkL2;

    private final BatchTensor features;
    private final BatchTensor kindTargets;
    private final BatchTensor sizeTargets;
    private final BatchTensor flagTargets;
    private final BatchTensor trunk;
    private final BatchTensor kind;
    private final BatchTensor branchPreactivation;
    private final BatchTensor branch;
    private final BatchTensor size;
    private final BatchTensor both;
    private final BatchTensor flag;
    private final BatchTensor kindGradient;
    private final BatchTensor sizeGradient;
    private final BatchTensor flagGradient;
    private final BatchTensor bothGradient;
    private final BatchTensor trunkGradient;
    private final BatchTensor branchGradient;
    private final BatchTensor branchGradient2;
    private final BatchTensor trunkGradient2;
    private final BatchTensor trunkGradient4;

    private Pass(TrainingParts parts, Builder builder, GraphHeads declared) {
      super(parts);

      trunkWeight = parts.parameter("trunk.weight");
      trunkWeightGradient = parts.gradient("trunk.weight");
      trunkBias = parts.parameter("trunk.bias");
      trunkBiasGradient = parts.gradient("trunk.bias");
      kindWeight = parts.parameter("kind.weight");
      kindWeightGradient = parts.gradient("kind.weight");
      kindBias = parts.parameter("kind.bias");
      kindBiasGradient = parts.gradient("kind.bias");
      branchWeight = parts.parameter("branch.weight");
      branchWeightGradient = parts.gradient("branch.weight");
      branchBias = parts.parameter("branch.bias");
      branchBiasGradient = parts.gradient("branch.bias");
      sizeWeight = parts.parameter("size.weight");
      sizeWeightGradient = parts.gradient("size.weight");
      sizeBias = parts.parameter("size.bias");
      sizeBiasGradient = parts.gradient("size.bias");
      flagWeight = parts.parameter("flag.weight");
      flagWeightGradient = parts.gradient("flag.weight");
      flagBias = parts.parameter("flag.bias");
      flagBiasGradient = parts.gradient("flag.bias");

      trunkL2 = parts.penalty("trunk.l2", builder.trunkL2, ParameterRole.WEIGHT);

      features = parts.input("features", 6);
      kindTargets = parts.weightedTarget(TargetEncoding.CLASSES, "kind", 0.5, 3);
      sizeTargets = parts.weightedTarget(TargetEncoding.VALUES, "size", 2.0, 2);
      flagTargets = parts.target(TargetEncoding.PROBABILITIES, "flag", 1);
      trunk = parts.tensor(10);
      kind = parts.tensor(3);
      branchPreactivation = parts.tensor(4);
      branch = parts.tensor(4);
      size = parts.tensor(2);
      both = parts.tensor(14);
      flag = parts.tensor(1);
      kindGradient = parts.tensor(3);
      sizeGradient = parts.tensor(2);
      flagGradient = parts.tensor(1);
      // These share the memory of values that are no longer needed.
      bothGradient = both.sharing(14);
      trunkGradient = flagGradient.sharing(10);
      branchGradient = parts.tensor(4);
      branchGradient2 = branch.sharing(4);
      trunkGradient2 = branchPreactivation.sharing(10);
      trunkGradient4 = trunkGradient2.sharing(10);
      parts.output(TargetEncoding.CLASSES, "kind", kind);
      parts.output(TargetEncoding.VALUES, "size", size);
      parts.output(TargetEncoding.PROBABILITIES, "flag", flag);

      declared.features = parts.layer("features");
      declared.trunk = parts.layer("trunk", trunkL2);
      declared.kind = parts.layer("kind");
      declared.branch = parts.layer("branch");
      declared.size = parts.layer("size");
      declared.both = parts.layer("both");
      declared.flag = parts.layer("flag");
    }

    @Override
    public void forward(int n) {
      // trunk = tanh(features · W + b): [n × 6] · [6 × 10] → [n × 10]
      kernels.linear(features, trunkWeight, trunkBias, trunk, n);
      kernels.tanh(trunk, trunk, n);
      // kind = trunk · W + b: [n × 10] · [10 × 3] → [n × 3]
      kernels.linear(trunk, kindWeight, kindBias, kind, n);
      // branch = softplus(trunk · W + b): [n × 10] · [10 × 4] → [n × 4]
      kernels.linear(trunk, branchWeight, branchBias, branchPreactivation, n);
      kernels.softplus(branchPreactivation, branch, n);
      // size = branch · W + b: [n × 4] · [4 × 2] → [n × 2]
      kernels.linear(branch, sizeWeight, sizeBias, size, n);
      // both = concat(trunk, branch): [n × 10] → [n × 14]
      kernels.concat(trunk, branch, 1, both, n);
      // flag = both · W + b: [n × 14] · [14 × 1] → [n × 1]
      kernels.linear(both, flagWeight, flagBias, flag, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradients that backward starts from.
      losses.data(0, kernels.crossEntropyWithGradient(kind, kindTargets, 0.0, kindGradient, n));
      losses.data(1, kernels.meanSquaredErrorWithGradient(size, sizeTargets, sizeGradient, n));
      losses.data(2, kernels.binaryCrossEntropyWithGradient(flag, flagTargets, flagGradient, n));
      losses.penalty(trunkL2, kernels.l2(trunkWeight, trunkL2.value()));
    }

    @Override
    public void backward(int n) {
      // flag: to its weight and bias and on to both
      kernels.linearGradient(both, flagGradient, flagWeightGradient, flagBiasGradient, n);
      kernels.linearInputGradient(flagGradient, flagWeight, bothGradient, n);
      // both: and on to trunk and on to branch
      kernels.part(bothGradient, 0, 1, trunkGradient, n);
      kernels.part(bothGradient, 10, 1, branchGradient, n);
      // size: through the weight of its loss to its weight and bias and on to branch
      kernels.scale(sizeGradient, 2.0, sizeGradient, n);
      kernels.linearGradient(branch, sizeGradient, sizeWeightGradient, sizeBiasGradient, n);
      kernels.linearInputGradient(sizeGradient, sizeWeight, branchGradient2, n);
      kernels.add(branchGradient, branchGradient2, branchGradient, n);
      // branch: through softplus to its weight and bias and on to trunk
      kernels.softplusGradient(branchPreactivation, branchGradient, branchGradient, n);
      kernels.linearGradient(trunk, branchGradient, branchWeightGradient, branchBiasGradient, n);
      kernels.linearInputGradient(branchGradient, branchWeight, trunkGradient2, n);
      kernels.add(trunkGradient, trunkGradient2, trunkGradient, n);
      // kind: through the weight of its loss to its weight and bias and on to trunk
      kernels.scale(kindGradient, 0.5, kindGradient, n);
      kernels.linearGradient(trunk, kindGradient, kindWeightGradient, kindBiasGradient, n);
      kernels.linearInputGradient(kindGradient, kindWeight, trunkGradient4, n);
      kernels.add(trunkGradient, trunkGradient4, trunkGradient, n);
      // trunk: through tanh to its weight and bias; l2 added
      kernels.tanhGradient(trunk, trunkGradient, trunkGradient, n);
      kernels.linearGradient(features, trunkGradient, trunkWeightGradient, trunkBiasGradient, n);
      kernels.addL2Gradient(trunkWeight, trunkL2.value(), trunkWeightGradient);
    }
  }
}
