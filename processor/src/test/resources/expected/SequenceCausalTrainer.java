package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link SequenceCausal}, which has 879 parameters.
 *
 * <pre>
 * ids            [n × ≤7]       input
 * words          [n × ≤7 × 6]   embedding, positionalEmbedding
 * body.0.x       [n × ≤7 × 6]
 * body.0.first   [n × ≤7 × 6]   layerNorm
 * body.0.mixed   [n × ≤7 × 6]   linear, selfAttention, linear, add
 * body.0.second  [n × ≤7 × 6]   layerNorm
 * body.0.wide    [n × ≤7 × 12]  linear, gelu
 * body.0.sum     [n × ≤7 × 6]   linear, add
 * body.1.x       [n × ≤7 × 6]
 * body.1.first   [n × ≤7 × 6]   layerNorm
 * body.1.mixed   [n × ≤7 × 6]   linear, selfAttention, linear, add
 * body.1.second  [n × ≤7 × 6]   layerNorm
 * body.1.wide    [n × ≤7 × 12]  linear, gelu
 * body.1.sum     [n × ≤7 × 6]   linear, add
 * normed         [n × ≤7 × 6]   layerNorm
 * next           [n × ≤7 × 9]   linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SequenceCausalTrainer extends SequenceTrainer<SequenceCausal> {
  private SequenceCausalTrainer(Builder builder) {
    super(builder, new SequenceCausal(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SequenceCausalTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("ids", "input", 7);
    layout.layer("words", "embedding, positionalEmbedding", 7, 6);
    layout.parameter(
        "words.weight", ParameterRole.EMBEDDING, Initializer.STANDARD_NORMAL.fans(1, 1), 9, 6);
    layout.parameter(
        "words.positions", ParameterRole.BIAS, Initializer.STANDARD_NORMAL.fans(1, 1), 7, 6);
    for (int i = 0; i < 2; i++) {
      var prefix = "body." + i + ".";
      layout.layer(prefix + "x", "", 7, 6);
      layout.layer(prefix + "first", "layerNorm(1.0E-5)", 7, 6);
      layout.parameter(prefix + "first.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
      layout.parameter(prefix + "first.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
      layout.layer(prefix + "mixed", "linear, selfAttention(heads 2, causal), linear, add", 7, 6);
      layout.parameter(
          prefix + "mixed.in", ParameterRole.WEIGHT, Initializer.XAVIER_UNIFORM.fans(6, 18), 6, 18);
      layout.parameter(
          prefix + "mixed.inBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 18);
      layout.parameter(
          prefix + "mixed.out", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
      layout.parameter(
          prefix + "mixed.outBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 6);
      layout.layer(prefix + "second", "layerNorm(1.0E-5)", 7, 6);
      layout.parameter(
          prefix + "second.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
      layout.parameter(
          prefix + "second.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
      layout.layer(prefix + "wide", "linear, gelu", 7, 12);
      layout.parameter(
          prefix + "wide.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 12), 6,
          12);
      layout.parameter(
          prefix + "wide.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 12), 12);
      layout.layer(prefix + "sum", "linear, add", 7, 6);
      layout.parameter(
          prefix + "sum.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(12, 6), 12,
          6);
      layout.parameter(
          prefix + "sum.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(12, 6), 6);
    }
    layout.layer("normed", "layerNorm(1.0E-5)", 7, 6);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
    layout.layer("next", "linear", 7, 9);
    layout.parameter(
        "next.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 9), 6, 9);
    layout.parameter("next.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 9), 9);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link SequenceCausal}.
   */
  @GeneratedTrainer
  static final class Builder extends NetworkTrainerBuilder<Builder, SequenceCausalTrainer> {
    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 0.001));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SequenceCausalTrainer build() {
      return new SequenceCausalTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor wordsWeight;

    private final SparseGradient wordsWeightGradient;

    private final ParameterTensor wordsPositions;
    private final ParameterTensor wordsPositionsGradient;
    private final ParameterTensor[] bodyFirstScale = new ParameterTensor[2];
    private final ParameterTensor[] bodyFirstScaleGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyFirstShift = new ParameterTensor[2];
    private final ParameterTensor[] bodyFirstShiftGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedIn = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedInGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedInBias = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedInBiasGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOut = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOutGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOutBias = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOutBiasGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondScale = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondScaleGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondShift = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondShiftGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideWeight = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideWeightGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideBias = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideBiasGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodySumWeight = new ParameterTensor[2];
    private final ParameterTensor[] bodySumWeightGradient = new ParameterTensor[2];
    private final ParameterTensor[] bodySumBias = new ParameterTensor[2];
    private final ParameterTensor[] bodySumBiasGradient = new ParameterTensor[2];
    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor nextWeight;
    private final ParameterTensor nextWeightGradient;
    private final ParameterTensor nextBias;
    private final ParameterTensor nextBiasGradient;

    private final Attention[] bodyMixedAttention = new Attention[2];

    private final IdTensor ids;

    private final Lengths idsLengths;

    private final BatchTensor nextTargets;
    private final BatchTensor words;
    private final BatchTensor[] bodyFirst = new BatchTensor[2];
    private final BatchTensor[] bodyMixedProjected = new BatchTensor[2];
    private final BatchTensor[] bodyMixedMixed = new BatchTensor[2];
    private final BatchTensor[] bodyMixed = new BatchTensor[2];
    private final BatchTensor[] bodySecond = new BatchTensor[2];
    private final BatchTensor[] bodyWidePreactivation = new BatchTensor[2];
    private final BatchTensor[] bodyWide = new BatchTensor[2];
    private final BatchTensor[] bodySum = new BatchTensor[2];
    private final BatchTensor normed;
    private final BatchTensor next;
    private final BatchTensor nextGradient;
    private final BatchTensor normedGradient;
    private final BatchTensor[] bodySumGradient = new BatchTensor[2];
    private final BatchTensor[] bodyWideGradient = new BatchTensor[2];
    private final BatchTensor[] bodySecondGradient = new BatchTensor[2];
    private final BatchTensor[] bodyMixedGradient = new BatchTensor[2];
    private final BatchTensor[] bodyMixedMixedGradient = new BatchTensor[2];
    private final BatchTensor[] bodyMixedProjectedGradient = new BatchTensor[2];
    private final BatchTensor[] bodyFirstGradient = new BatchTensor[2];
    private final BatchTensor wordsGradient;

    private Pass(TrainingParts parts, Builder builder, SequenceCausal declared) {
      super(parts);

      wordsWeight = parts.parameter("words.weight");
      wordsWeightGradient = parts.sparseGradient("words.weight");
      wordsPositions = parts.parameter("words.positions");
      wordsPositionsGradient = parts.gradient("words.positions");
      for (int i = 0; i < 2; i++) {
        var prefix = "body." + i + ".";
        bodyFirstScale[i] = parts.parameter(prefix + "first.scale");
        bodyFirstScaleGradient[i] = parts.gradient(prefix + "first.scale");
        bodyFirstShift[i] = parts.parameter(prefix + "first.shift");
        bodyFirstShiftGradient[i] = parts.gradient(prefix + "first.shift");
        bodyMixedIn[i] = parts.parameter(prefix + "mixed.in");
        bodyMixedInGradient[i] = parts.gradient(prefix + "mixed.in");
        bodyMixedInBias[i] = parts.parameter(prefix + "mixed.inBias");
        bodyMixedInBiasGradient[i] = parts.gradient(prefix + "mixed.inBias");
        bodyMixedOut[i] = parts.parameter(prefix + "mixed.out");
        bodyMixedOutGradient[i] = parts.gradient(prefix + "mixed.out");
        bodyMixedOutBias[i] = parts.parameter(prefix + "mixed.outBias");
        bodyMixedOutBiasGradient[i] = parts.gradient(prefix + "mixed.outBias");
        bodySecondScale[i] = parts.parameter(prefix + "second.scale");
        bodySecondScaleGradient[i] = parts.gradient(prefix + "second.scale");
        bodySecondShift[i] = parts.parameter(prefix + "second.shift");
        bodySecondShiftGradient[i] = parts.gradient(prefix + "second.shift");
        bodyWideWeight[i] = parts.parameter(prefix + "wide.weight");
        bodyWideWeightGradient[i] = parts.gradient(prefix + "wide.weight");
        bodyWideBias[i] = parts.parameter(prefix + "wide.bias");
        bodyWideBiasGradient[i] = parts.gradient(prefix + "wide.bias");
        bodySumWeight[i] = parts.parameter(prefix + "sum.weight");
        bodySumWeightGradient[i] = parts.gradient(prefix + "sum.weight");
        bodySumBias[i] = parts.parameter(prefix + "sum.bias");
        bodySumBiasGradient[i] = parts.gradient(prefix + "sum.bias");
      }
      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      nextWeight = parts.parameter("next.weight");
      nextWeightGradient = parts.gradient("next.weight");
      nextBias = parts.parameter("next.bias");
      nextBiasGradient = parts.gradient("next.bias");

      idsLengths = parts.lengths(7);
      ids = parts.ids("ids", 9, idsLengths);
      nextTargets = parts.stepTarget(TargetEncoding.CLASSES, "next", idsLengths, 9);
      for (int i = 0; i < 2; i++) {
        bodyMixedAttention[i] = parts.attention(2, true, 7);
      }
      words = parts.tensor(idsLengths, 6);
      for (int i = 0; i < 2; i++) {
        bodyFirst[i] = parts.tensor(idsLengths, 6);
        bodyMixedProjected[i] = parts.tensor(idsLengths, 18);
        bodyMixedMixed[i] = parts.tensor(idsLengths, 6);
        bodyMixed[i] = parts.tensor(idsLengths, 6);
        bodySecond[i] = parts.tensor(idsLengths, 6);
        bodyWidePreactivation[i] = parts.tensor(idsLengths, 12);
        bodyWide[i] = parts.tensor(idsLengths, 12);
        bodySum[i] = parts.tensor(idsLengths, 6);
      }
      normed = parts.tensor(idsLengths, 6);
      next = parts.tensor(idsLengths, 9);
      nextGradient = parts.tensor(idsLengths, 9);
      // These share the memory of values that are no longer needed.
      normedGradient = normed.sharing(idsLengths, 6);
      bodySumGradient[1] = nextGradient.sharing(idsLengths, 6);
      bodyWideGradient[1] = bodyWide[1].sharing(idsLengths, 12);
      bodySecondGradient[1] = bodySecond[1].sharing(idsLengths, 6);
      bodyMixedGradient[1] = bodyWidePreactivation[1].sharing(idsLengths, 6);
      bodyMixedMixedGradient[1] = bodyMixed[1].sharing(idsLengths, 6);
      bodyMixedProjectedGradient[1] = bodySecondGradient[1].sharing(idsLengths, 18);
      bodyFirstGradient[1] = bodyFirst[1].sharing(idsLengths, 6);
      bodySumGradient[0] = bodyMixedProjected[1].sharing(idsLengths, 6);
      bodyWideGradient[0] = bodyWide[0].sharing(idsLengths, 12);
      bodySecondGradient[0] = bodySecond[0].sharing(idsLengths, 6);
      bodyMixedGradient[0] = bodyWidePreactivation[0].sharing(idsLengths, 6);
      bodyMixedMixedGradient[0] = bodyMixed[0].sharing(idsLengths, 6);
      bodyMixedProjectedGradient[0] = bodySecondGradient[0].sharing(idsLengths, 18);
      bodyFirstGradient[0] = bodyFirst[0].sharing(idsLengths, 6);
      wordsGradient = bodyMixedProjected[0].sharing(idsLengths, 6);
      parts.stepOutput(TargetEncoding.CLASSES, "next", idsLengths, next);

      declared.ids = parts.layer("ids");
      declared.words = parts.layer("words");
      declared.body = new SequenceCausal.Encoder[2];
      for (int i = 0; i < 2; i++) {
        var prefix = "body." + i + ".";
        declared.body[i] = new SequenceCausal.Encoder();
        declared.body[i].x = parts.layer(prefix + "x");
        declared.body[i].first = parts.layer(prefix + "first");
        declared.body[i].mixed = parts.layer(prefix + "mixed");
        declared.body[i].second = parts.layer(prefix + "second");
        declared.body[i].wide = parts.layer(prefix + "wide");
        declared.body[i].sum = parts.layer(prefix + "sum");
      }
      declared.normed = parts.layer("normed");
      declared.next = parts.layer("next");
    }

    @Override
    public void forward(int n) {
      // words = W[ids] + positions: [n × ≤7] of [9 × 6] → [n × ≤7 × 6]
      kernels.embedding(ids, wordsWeight, words, n);
      kernels.addPositions(words, wordsPositions, words, n);
      forwardBody0(n);
      forwardBody1(n);
      // normed = layerNorm(body.1.sum): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(bodySum[1], normedScale, normedShift, 1.0E-5, normed, n);
      // next = normed · W + b: [n × ≤7 × 6] · [6 × 9] → [n × ≤7 × 9]
      kernels.linear(normed, nextWeight, nextBias, next, n);
    }

    private void forwardBody0(int n) {
      // body.0.first = layerNorm(words): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(words, bodyFirstScale[0], bodyFirstShift[0], 1.0E-5, bodyFirst[0], n);
      // body.0.mixed = selfAttention(body.0.first · W + b) · W + b + words: [n × ≤7 × 6] · [6 × 18]
      // · [6 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyFirst[0], bodyMixedIn[0], bodyMixedInBias[0], bodyMixedProjected[0], n);
      kernels.selfAttention(
          bodyMixedProjected[0], idsLengths, bodyMixedAttention[0], bodyMixedMixed[0], n);
      kernels.linear(bodyMixedMixed[0], bodyMixedOut[0], bodyMixedOutBias[0], bodyMixed[0], n);
      kernels.add(bodyMixed[0], words, bodyMixed[0], n);
      // body.0.second = layerNorm(body.0.mixed): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(
          bodyMixed[0], bodySecondScale[0], bodySecondShift[0], 1.0E-5, bodySecond[0], n);
      // body.0.wide = gelu(body.0.second · W + b): [n × ≤7 × 6] · [6 × 12] → [n × ≤7 × 12]
      kernels.linear(
          bodySecond[0], bodyWideWeight[0], bodyWideBias[0], bodyWidePreactivation[0], n);
      kernels.gelu(bodyWidePreactivation[0], bodyWide[0], n);
      // body.0.sum = body.0.wide · W + b + body.0.mixed: [n × ≤7 × 12] · [12 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyWide[0], bodySumWeight[0], bodySumBias[0], bodySum[0], n);
      kernels.add(bodySum[0], bodyMixed[0], bodySum[0], n);
    }

    private void forwardBody1(int n) {
      // body.1.first = layerNorm(body.0.sum): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(bodySum[0], bodyFirstScale[1], bodyFirstShift[1], 1.0E-5, bodyFirst[1], n);
      // body.1.mixed = selfAttention(body.1.first · W + b) · W + b + body.0.sum: [n × ≤7 × 6] · [6
      // × 18] · [6 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyFirst[1], bodyMixedIn[1], bodyMixedInBias[1], bodyMixedProjected[1], n);
      kernels.selfAttention(
          bodyMixedProjected[1], idsLengths, bodyMixedAttention[1], bodyMixedMixed[1], n);
      kernels.linear(bodyMixedMixed[1], bodyMixedOut[1], bodyMixedOutBias[1], bodyMixed[1], n);
      kernels.add(bodyMixed[1], bodySum[0], bodyMixed[1], n);
      // body.1.second = layerNorm(body.1.mixed): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(
          bodyMixed[1], bodySecondScale[1], bodySecondShift[1], 1.0E-5, bodySecond[1], n);
      // body.1.wide = gelu(body.1.second · W + b): [n × ≤7 × 6] · [6 × 12] → [n × ≤7 × 12]
      kernels.linear(
          bodySecond[1], bodyWideWeight[1], bodyWideBias[1], bodyWidePreactivation[1], n);
      kernels.gelu(bodyWidePreactivation[1], bodyWide[1], n);
      // body.1.sum = body.1.wide · W + b + body.1.mixed: [n × ≤7 × 12] · [12 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyWide[1], bodySumWeight[1], bodySumBias[1], bodySum[1], n);
      kernels.add(bodySum[1], bodyMixed[1], bodySum[1], n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(next, nextTargets, 0.0, nextGradient, n));
      // Which rows of embeddings the batch names.
      kernels.startEmbeddingGradient(ids, wordsWeightGradient, n);
    }

    @Override
    public void backward(int n) {
      // next: to its weight and bias and on to normed
      kernels.linearGradient(normed, nextGradient, nextWeightGradient, nextBiasGradient, n);
      kernels.linearInputGradient(nextGradient, nextWeight, normedGradient, n);
      // normed: through layerNorm with its scale and shift and on to body.1.sum
      kernels.layerNormGradient(
          bodySum[1], normedGradient, 1.0E-5, normedScaleGradient, normedShiftGradient, n);
      kernels.layerNormInputGradient(
          bodySum[1], normedScale, normedGradient, 1.0E-5, bodySumGradient[1], n);
      backwardBody1(n);
      backwardBody0(n);
      // words: to its positions to its rows
      kernels.addPositionsGradient(wordsGradient, wordsPositionsGradient, n);
      kernels.addEmbeddingGradient(ids, wordsGradient, wordsWeightGradient, n);
    }

    private void backwardBody1(int n) {
      // body.1.sum: to its weight and bias and on to body.1.wide
      kernels.linearGradient(
          bodyWide[1], bodySumGradient[1], bodySumWeightGradient[1], bodySumBiasGradient[1], n);
      kernels.linearInputGradient(bodySumGradient[1], bodySumWeight[1], bodyWideGradient[1], n);
      // body.1.wide: through gelu to its weight and bias and on to body.1.second
      kernels.geluGradient(bodyWidePreactivation[1], bodyWideGradient[1], bodyWideGradient[1], n);
      kernels.linearGradient(
          bodySecond[1], bodyWideGradient[1], bodyWideWeightGradient[1], bodyWideBiasGradient[1],
          n);
      kernels.linearInputGradient(bodyWideGradient[1], bodyWideWeight[1], bodySecondGradient[1], n);
      // body.1.second: through layerNorm with its scale and shift and on to body.1.mixed
      kernels.layerNormGradient(
          bodyMixed[1], bodySecondGradient[1], 1.0E-5, bodySecondScaleGradient[1],
          bodySecondShiftGradient[1], n);
      kernels.layerNormInputGradient(
          bodyMixed[1], bodySecondScale[1], bodySecondGradient[1], 1.0E-5, bodyMixedGradient[1], n);
      kernels.add(bodySumGradient[1], bodyMixedGradient[1], bodyMixedGradient[1], n);
      // body.1.mixed: through selfAttention to its weight and bias and on to body.1.first
      kernels.linearGradient(
          bodyMixedMixed[1], bodyMixedGradient[1], bodyMixedOutGradient[1],
          bodyMixedOutBiasGradient[1], n);
      kernels.linearInputGradient(
          bodyMixedGradient[1], bodyMixedOut[1], bodyMixedMixedGradient[1], n);
      kernels.selfAttentionGradient(
          bodyMixedProjected[1], bodyMixedMixed[1], bodyMixedMixedGradient[1],
          bodyMixedAttention[1], bodyMixedProjectedGradient[1], n);
      kernels.linearGradient(
          bodyFirst[1], bodyMixedProjectedGradient[1], bodyMixedInGradient[1],
          bodyMixedInBiasGradient[1], n);
      kernels.linearInputGradient(
          bodyMixedProjectedGradient[1], bodyMixedIn[1], bodyFirstGradient[1], n);
      // body.1.first: through layerNorm with its scale and shift and on to body.0.sum
      kernels.layerNormGradient(
          bodySum[0], bodyFirstGradient[1], 1.0E-5, bodyFirstScaleGradient[1],
          bodyFirstShiftGradient[1], n);
      kernels.layerNormInputGradient(
          bodySum[0], bodyFirstScale[1], bodyFirstGradient[1], 1.0E-5, bodySumGradient[0], n);
      kernels.add(bodyMixedGradient[1], bodySumGradient[0], bodySumGradient[0], n);
    }

    private void backwardBody0(int n) {
      // body.0.sum: to its weight and bias and on to body.0.wide
      kernels.linearGradient(
          bodyWide[0], bodySumGradient[0], bodySumWeightGradient[0], bodySumBiasGradient[0], n);
      kernels.linearInputGradient(bodySumGradient[0], bodySumWeight[0], bodyWideGradient[0], n);
      // body.0.wide: through gelu to its weight and bias and on to body.0.second
      kernels.geluGradient(bodyWidePreactivation[0], bodyWideGradient[0], bodyWideGradient[0], n);
      kernels.linearGradient(
          bodySecond[0], bodyWideGradient[0], bodyWideWeightGradient[0], bodyWideBiasGradient[0],
          n);
      kernels.linearInputGradient(bodyWideGradient[0], bodyWideWeight[0], bodySecondGradient[0], n);
      // body.0.second: through layerNorm with its scale and shift and on to body.0.mixed
      kernels.layerNormGradient(
          bodyMixed[0], bodySecondGradient[0], 1.0E-5, bodySecondScaleGradient[0],
          bodySecondShiftGradient[0], n);
      kernels.layerNormInputGradient(
          bodyMixed[0], bodySecondScale[0], bodySecondGradient[0], 1.0E-5, bodyMixedGradient[0], n);
      kernels.add(bodySumGradient[0], bodyMixedGradient[0], bodyMixedGradient[0], n);
      // body.0.mixed: through selfAttention to its weight and bias and on to body.0.first
      kernels.linearGradient(
          bodyMixedMixed[0], bodyMixedGradient[0], bodyMixedOutGradient[0],
          bodyMixedOutBiasGradient[0], n);
      kernels.linearInputGradient(
          bodyMixedGradient[0], bodyMixedOut[0], bodyMixedMixedGradient[0], n);
      kernels.selfAttentionGradient(
          bodyMixedProjected[0], bodyMixedMixed[0], bodyMixedMixedGradient[0],
          bodyMixedAttention[0], bodyMixedProjectedGradient[0], n);
      kernels.linearGradient(
          bodyFirst[0], bodyMixedProjectedGradient[0], bodyMixedInGradient[0],
          bodyMixedInBiasGradient[0], n);
      kernels.linearInputGradient(
          bodyMixedProjectedGradient[0], bodyMixedIn[0], bodyFirstGradient[0], n);
      // body.0.first: through layerNorm with its scale and shift and on to words
      kernels.layerNormGradient(
          words, bodyFirstGradient[0], 1.0E-5, bodyFirstScaleGradient[0],
          bodyFirstShiftGradient[0], n);
      kernels.layerNormInputGradient(
          words, bodyFirstScale[0], bodyFirstGradient[0], 1.0E-5, wordsGradient, n);
      kernels.add(bodyMixedGradient[0], wordsGradient, wordsGradient, n);
    }
  }
}
