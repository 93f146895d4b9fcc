package networks;

import java.util.Arrays;
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
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link GraphWords}, which has 92 parameters.
 *
 * <pre>
 * left    [n × 1]   input
 * before  [n × 5]   embedding, tanh; l1 0.001 on embedding; l2 0.01 on embedding
 * right   [n × 1]   input
 * after   [n × 5]   embedding, tanh
 * size    [n × 3]   input
 * normed  [n × 13]  layerNorm, concat, concat
 * out     [n × 3]   linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class GraphWordsTrainer extends ArrayTrainer<GraphWords> {
  private GraphWordsTrainer(Builder builder) {
    super(builder, new GraphWords(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static GraphWordsTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Trains on one mini-batch.
   *
   * @param left [n × 1]
   * @param right [n × 1]
   * @param size [n × 3]
   * @param out [n × 3]
   * @return the losses of this batch before the update
   */
  LossReport step(INDArray left, INDArray right, INDArray size, INDArray out) {
    return step(Arrays.asList(left, right, size), Arrays.asList(out));
  }

  /**
   * Trains on one mini-batch and writes its losses into an existing report.
   *
   * @param left [n × 1]
   * @param right [n × 1]
   * @param size [n × 3]
   * @param out [n × 3]
   * @param losses from {@link #newReport()}; overwritten
   */
  void step(INDArray left, INDArray right, INDArray size, INDArray out, LossReport losses) {
    step(Arrays.asList(left, right, size), Arrays.asList(out), losses);
  }

  /**
   * Returns the output for each row, [n × 3]; logits where the loss takes them.
   *
   * @param left [n × 1]
   * @param right [n × 1]
   * @param size [n × 3]
   */
  INDArray predict(INDArray left, INDArray right, INDArray size) {
    return predict(Arrays.asList(left, right, size)).get(0);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("left", "input", 1);
    layout.layer("before", "embedding, tanh", 5);
    layout.parameter(
        "before.weight", ParameterRole.EMBEDDING, Initializer.STANDARD_NORMAL.fans(1, 1), 8, 5);
    layout.zeroRow("before.weight", 2);
    layout.layer("right", "input", 1);
    layout.layer("after", "embedding, tanh", 5);
    layout.layer("size", "input", 3);
    layout.layer("normed", "layerNorm(1.0E-5), concat, concat", 13);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(5, 5), 5);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(5, 5), 5);
    layout.layer("out", "linear", 3);
    layout.parameter(
        "out.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(13, 3), 13, 3);
    layout.parameter("out.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(13, 3), 3);
    return layout.build();
  }

  /** Builds a trainer. Settings that are not set have the values declared in {@link GraphWords}. */
  @GeneratedTrainer
  static final class Builder extends NetworkTrainerBuilder<Builder, GraphWordsTrainer> {
    private Schedule beforeL1 = Schedule.constant(0.001);
    private Schedule beforeL2 = Schedule.constant(0.01);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L1 penalty on the embedding of {@code before}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder beforeL1(double strength) {
      return beforeL1(StrengthSchedules.constant("before.l1", strength));
    }

    /**
     * Sets a schedule for the strength of the L1 penalty on the embedding of {@code before}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder beforeL1(Schedule schedule) {
      beforeL1 = StrengthSchedules.checked("before.l1", schedule);
      return this;
    }

    /**
     * Sets the strength of the L2 penalty on the embedding of {@code before}.
     *
     * @param strength finite, at least 0; the default is 0.01
     */
    Builder beforeL2(double strength) {
      return beforeL2(StrengthSchedules.constant("before.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the embedding of {@code before}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder beforeL2(Schedule schedule) {
      beforeL2 = StrengthSchedules.checked("before.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public GraphWordsTrainer build() {
      return new GraphWordsTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor beforeWeight;

    private final SparseGradient beforeWeightGradient;

    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor outWeight;
    private final ParameterTensor outWeightGradient;
    private final ParameterTensor outBias;
    private final ParameterTensor outBiasGradient;

    private final Strength beforeL1;
    private final Strength beforeL2;

    private final IdTensor left;
    private final IdTensor right;

    private final BatchTensor size;
    private final BatchTensor outTargets;
    private final BatchTensor before;
    private final BatchTensor after;
    private final BatchTensor normedUncombined;
    private final BatchTensor normedJoined1;
    private final BatchTensor normed;
    private final BatchTensor out;
    private final BatchTensor outGradient;
    private final BatchTensor normedGradient;
    private final BatchTensor normedJoined1Gradient;
    private final BatchTensor normedUncombinedGradient;
    private final BatchTensor beforeGradient;
    private final BatchTensor afterGradient;

    private Pass(TrainingParts parts, Builder builder, GraphWords declared) {
      super(parts);

      beforeWeight = parts.parameter("before.weight");
      beforeWeightGradient = parts.sparseGradient("before.weight");
      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      outWeight = parts.parameter("out.weight");
      outWeightGradient = parts.gradient("out.weight");
      outBias = parts.parameter("out.bias");
      outBiasGradient = parts.gradient("out.bias");

      beforeL1 = parts.penalty("before.l1", builder.beforeL1, ParameterRole.EMBEDDING);
      beforeL2 = parts.penalty("before.l2", builder.beforeL2, ParameterRole.EMBEDDING);

      left = parts.ids("left", 8, 1);
      right = parts.ids("right", 8, 1);
      size = parts.input("size", 3);
      outTargets = parts.target(TargetEncoding.VALUES, "out", 3);
      before = parts.tensor(5);
      after = parts.tensor(5);
      normedUncombined = parts.tensor(5);
      normedJoined1 = parts.tensor(10);
      // These share the memory of values that are no longer needed.
      normed = normedUncombined.sharing(13);
      out = normedJoined1.sharing(3);
      outGradient = parts.tensor(3);
      normedGradient = normed.sharing(13);
      normedJoined1Gradient = outGradient.sharing(10);
      normedUncombinedGradient = normedGradient.sharing(5);
      beforeGradient = parts.tensor(5);
      afterGradient = normedJoined1Gradient.sharing(5);
      parts.output(TargetEncoding.VALUES, "out", out);

      declared.left = parts.layer("left");
      declared.before = parts.layer("before", beforeL1, beforeL2);
      declared.right = parts.layer("right");
      declared.after = parts.layerLike("after", "before");
      declared.size = parts.layer("size");
      declared.normed = parts.layer("normed");
      declared.out = parts.layer("out");
    }

    @Override
    public void forward(int n) {
      // before = tanh(W[left]): [n × 1] of [8 × 5] → [n × 5]
      kernels.embedding(left, beforeWeight, before, n);
      kernels.tanh(before, before, n);
      // after = tanh(W[right]): [n × 1] of [8 × 5] → [n × 5]
      kernels.embedding(right, beforeWeight, after, n);
      kernels.tanh(after, after, n);
      // normed = concat(concat(layerNorm(after), before), size): [n × 5] → [n × 13]
      kernels.layerNorm(after, normedScale, normedShift, 1.0E-5, normedUncombined, n);
      kernels.concat(normedUncombined, before, 1, normedJoined1, n);
      kernels.concat(normedJoined1, size, 1, normed, n);
      // out = normed · W + b: [n × 13] · [13 × 3] → [n × 3]
      kernels.linear(normed, outWeight, outBias, out, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.meanSquaredErrorWithGradient(out, outTargets, outGradient, n));
      // Which rows of embeddings the batch names.
      kernels.startEmbeddingGradient(left, beforeWeightGradient, n);
      kernels.addEmbeddingRows(right, beforeWeightGradient, n);
      losses.penalty(beforeL1, kernels.l1(beforeWeight, beforeWeightGradient, beforeL1.value()));
      losses.penalty(beforeL2, kernels.l2(beforeWeight, beforeWeightGradient, beforeL2.value()));
    }

    @Override
    public void backward(int n) {
      // out: to its weight and bias and on to normed
      kernels.linearGradient(normed, outGradient, outWeightGradient, outBiasGradient, n);
      kernels.linearInputGradient(outGradient, outWeight, normedGradient, n);
      // normed: through layerNorm with its scale and shift and on to before and on to after
      kernels.part(normedGradient, 0, 1, normedJoined1Gradient, n);
      kernels.part(normedJoined1Gradient, 0, 1, normedUncombinedGradient, n);
      kernels.part(normedJoined1Gradient, 5, 1, beforeGradient, n);
      kernels.layerNormGradient(
          after, normedUncombinedGradient, 1.0E-5, normedScaleGradient, normedShiftGradient, n);
      kernels.layerNormInputGradient(
          after, normedScale, normedUncombinedGradient, 1.0E-5, afterGradient, n);
      // after: through tanh to its rows
      kernels.tanhGradient(after, afterGradient, afterGradient, n);
      kernels.addEmbeddingGradient(right, afterGradient, beforeWeightGradient, n);
      // before: through tanh to its rows; l1 and l2 added
      kernels.tanhGradient(before, beforeGradient, beforeGradient, n);
      kernels.addEmbeddingGradient(left, beforeGradient, beforeWeightGradient, n);
      kernels.addElasticNetGradient(
          beforeWeight, beforeL1.value(), beforeL2.value(), beforeWeightGradient);
    }
  }
}
