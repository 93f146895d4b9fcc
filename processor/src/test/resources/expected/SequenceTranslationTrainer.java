package networks;

import java.util.Arrays;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link SequenceTranslation}, which has 691 parameters.
 *
 * <pre>
 * source    [n × ≤5 × 3]  input
 * memory    [n × ≤5 × 8]  gru, reversed gru, concat
 * asked     [n × ≤6]      input
 * words     [n × ≤6 × 6]  embedding, sinusoidalPosition
 * mixed     [n × ≤6 × 6]  linear, selfAttention, linear, add
 * normed    [n × ≤6 × 6]  layerNorm
 * answered  [n × ≤6 × 6]  linear, linear, crossAttention, linear, add
 * out       [n × ≤6 × 6]  layerNorm
 * next      [n × ≤6 × 7]  linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SequenceTranslationTrainer extends ArrayTrainer<SequenceTranslation> {
  private SequenceTranslationTrainer(Builder builder) {
    super(builder, new SequenceTranslation(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SequenceTranslationTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  /**
   * Trains on one mini-batch.
   *
   * @param source [n × ≤5 × 3]
   * @param sourceLengths how many steps each sequence has
   * @param asked [n × ≤6]
   * @param askedLengths how many steps each sequence has
   * @param next class numbers [n × ≤6], or probabilities [n × ≤6 × 7]
   * @return the losses of this batch before the update
   */
  LossReport step(INDArray source, int[] sourceLengths, INDArray asked, int[] askedLengths,
      INDArray next) {
    try (INDArray sourceLengthsArray = Lengths.array("source", sourceLengths);
        INDArray askedLengthsArray = Lengths.array("asked", askedLengths)) {
      return step(Arrays.asList(source, sourceLengthsArray, asked, askedLengthsArray),
          Arrays.asList(next));
    }
  }

  /**
   * Trains on one mini-batch and writes its losses into an existing report.
   *
   * @param source [n × ≤5 × 3]
   * @param sourceLengths how many steps each sequence has
   * @param asked [n × ≤6]
   * @param askedLengths how many steps each sequence has
   * @param next class numbers [n × ≤6], or probabilities [n × ≤6 × 7]
   * @param losses from {@link #newReport()}; overwritten
   */
  void step(INDArray source, int[] sourceLengths, INDArray asked, int[] askedLengths, INDArray next,
      LossReport losses) {
    try (INDArray sourceLengthsArray = Lengths.array("source", sourceLengths);
        INDArray askedLengthsArray = Lengths.array("asked", askedLengths)) {
      step(Arrays.asList(source, sourceLengthsArray, asked, askedLengthsArray), Arrays.asList(next),
          losses);
    }
  }

  /**
   * Returns the output for each row, [n × ≤6 × 7]; logits where the loss takes them.
   *
   * @param source [n × ≤5 × 3]
   * @param sourceLengths how many steps each sequence has
   * @param asked [n × ≤6]
   * @param askedLengths how many steps each sequence has
   */
  INDArray predict(INDArray source, int[] sourceLengths, INDArray asked, int[] askedLengths) {
    try (INDArray sourceLengthsArray = Lengths.array("source", sourceLengths);
        INDArray askedLengthsArray = Lengths.array("asked", askedLengths)) {
      return predict(Arrays.asList(source, sourceLengthsArray, asked, askedLengthsArray)).get(0);
    }
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("source", "input", 5, 3);
    layout.layer("memory", "gru, reversed gru, concat", 5, 8);
    layout.parameter(
        "memory.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 12), 3, 12);
    layout.parameter(
        "memory.recurrent", ParameterRole.RECURRENT, Initializer.KAIMING_UNIFORM.fans(4, 12), 4,
        12);
    layout.parameter(
        "memory.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 12), 12);
    layout.parameter(
        "memory.recurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 12), 12);
    layout.parameter(
        "memory.reverseWeight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 12), 3,
        12);
    layout.parameter(
        "memory.reverseRecurrent", ParameterRole.RECURRENT,
        Initializer.KAIMING_UNIFORM.fans(4, 12), 4, 12);
    layout.parameter(
        "memory.reverseBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 12), 12);
    layout.parameter(
        "memory.reverseRecurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 12),
        12);
    layout.layer("asked", "input", 6);
    layout.layer("words", "embedding, sinusoidalPosition", 6, 6);
    layout.parameter(
        "words.weight", ParameterRole.EMBEDDING, Initializer.STANDARD_NORMAL.fans(1, 1), 7, 6);
    layout.layer("mixed", "linear, selfAttention(heads 3, causal), linear, add", 6, 6);
    layout.parameter(
        "mixed.in", ParameterRole.WEIGHT, Initializer.XAVIER_UNIFORM.fans(6, 18), 6, 18);
    layout.parameter("mixed.inBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 18);
    layout.parameter(
        "mixed.out", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("mixed.outBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 6);
    layout.layer("normed", "layerNorm(1.0E-5)", 6, 6);
    layout.parameter("normed.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
    layout.parameter("normed.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
    layout.layer("answered", "linear, linear, crossAttention(heads 2), linear, add", 6, 6);
    layout.parameter(
        "answered.in", ParameterRole.WEIGHT, Initializer.XAVIER_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("answered.inBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 6);
    layout.parameter(
        "answered.memory", ParameterRole.WEIGHT, Initializer.XAVIER_UNIFORM.fans(8, 6), 8, 12);
    layout.parameter("answered.memoryBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 12);
    layout.parameter(
        "answered.out", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
    layout.parameter("answered.outBias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), 6);
    layout.layer("out", "layerNorm(1.0E-5)", 6, 6);
    layout.parameter("out.scale", ParameterRole.SCALE, Initializer.ONES.fans(6, 6), 6);
    layout.parameter("out.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(6, 6), 6);
    layout.layer("next", "linear", 6, 7);
    layout.parameter(
        "next.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 7), 6, 7);
    layout.parameter("next.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 7), 7);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in
   * {@link SequenceTranslation}.
   */
  @GeneratedTrainer
  static final class Builder extends NetworkTrainerBuilder<Builder, SequenceTranslationTrainer> {
    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 0.001));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SequenceTranslationTrainer build() {
      return new SequenceTranslationTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor memoryWeight;
    private final ParameterTensor memoryWeightGradient;
    private final ParameterTensor memoryRecurrent;
    private final ParameterTensor memoryRecurrentGradient;
    private final ParameterTensor memoryBias;
    private final ParameterTensor memoryBiasGradient;
    private final ParameterTensor memoryRecurrentBias;
    private final ParameterTensor memoryRecurrentBiasGradient;
    private final ParameterTensor memoryReverseWeight;
    private final ParameterTensor memoryReverseWeightGradient;
    private final ParameterTensor memoryReverseRecurrent;
    private final ParameterTensor memoryReverseRecurrentGradient;
    private final ParameterTensor memoryReverseBias;
    private final ParameterTensor memoryReverseBiasGradient;
    private final ParameterTensor memoryReverseRecurrentBias;
    private final ParameterTensor memoryReverseRecurrentBiasGradient;
    private final ParameterTensor wordsWeight;

    private final SparseGradient wordsWeightGradient;

    private final ParameterTensor mixedIn;
    private final ParameterTensor mixedInGradient;
    private final ParameterTensor mixedInBias;
    private final ParameterTensor mixedInBiasGradient;
    private final ParameterTensor mixedOut;
    private final ParameterTensor mixedOutGradient;
    private final ParameterTensor mixedOutBias;
    private final ParameterTensor mixedOutBiasGradient;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedScaleGradient;
    private final ParameterTensor normedShift;
    private final ParameterTensor normedShiftGradient;
    private final ParameterTensor answeredIn;
    private final ParameterTensor answeredInGradient;
    private final ParameterTensor answeredInBias;
    private final ParameterTensor answeredInBiasGradient;
    private final ParameterTensor answeredMemory;
    private final ParameterTensor answeredMemoryGradient;
    private final ParameterTensor answeredMemoryBias;
    private final ParameterTensor answeredMemoryBiasGradient;
    private final ParameterTensor answeredOut;
    private final ParameterTensor answeredOutGradient;
    private final ParameterTensor answeredOutBias;
    private final ParameterTensor answeredOutBiasGradient;
    private final ParameterTensor outScale;
    private final ParameterTensor outScaleGradient;
    private final ParameterTensor outShift;
    private final ParameterTensor outShiftGradient;
    private final ParameterTensor nextWeight;
    private final ParameterTensor nextWeightGradient;
    private final ParameterTensor nextBias;
    private final ParameterTensor nextBiasGradient;

    private final Recurrence memorySteps;
    private final Recurrence memoryReverseSteps;

    private final Attention mixedAttention;
    private final Attention answeredAttention;

    private final BatchTensor source;

    private final Lengths sourceLengths;

    private final IdTensor asked;

    private final Lengths askedLengths;

    private final BatchTensor nextTargets;
    private final BatchTensor memoryForward;
    private final BatchTensor memoryReverse;
    private final BatchTensor memory;
    private final BatchTensor words;
    private final BatchTensor mixedProjected;
    private final BatchTensor mixedMixed;
    private final BatchTensor mixed;
    private final BatchTensor normed;
    private final BatchTensor answeredQueries;
    private final BatchTensor answeredMemories;
    private final BatchTensor answeredMixed;
    private final BatchTensor answered;
    private final BatchTensor out;
    private final BatchTensor next;
    private final BatchTensor nextGradient;
    private final BatchTensor outGradient;
    private final BatchTensor answeredGradient;
    private final BatchTensor answeredMixedGradient;
    private final BatchTensor answeredQueriesGradient;
    private final BatchTensor answeredMemoriesGradient;
    private final BatchTensor memoryGradient;
    private final BatchTensor normedGradient;
    private final BatchTensor mixedGradient;
    private final BatchTensor mixedMixedGradient;
    private final BatchTensor mixedProjectedGradient;
    private final BatchTensor wordsGradient;
    private final BatchTensor memoryForwardGradient;
    private final BatchTensor memoryReverseGradient;

    private Pass(TrainingParts parts, Builder builder, SequenceTranslation declared) {
      super(parts);

      memoryWeight = parts.parameter("memory.weight");
      memoryWeightGradient = parts.gradient("memory.weight");
      memoryRecurrent = parts.parameter("memory.recurrent");
      memoryRecurrentGradient = parts.gradient("memory.recurrent");
      memoryBias = parts.parameter("memory.bias");
      memoryBiasGradient = parts.gradient("memory.bias");
      memoryRecurrentBias = parts.parameter("memory.recurrentBias");
      memoryRecurrentBiasGradient = parts.gradient("memory.recurrentBias");
      memoryReverseWeight = parts.parameter("memory.reverseWeight");
      memoryReverseWeightGradient = parts.gradient("memory.reverseWeight");
      memoryReverseRecurrent = parts.parameter("memory.reverseRecurrent");
      memoryReverseRecurrentGradient = parts.gradient("memory.reverseRecurrent");
      memoryReverseBias = parts.parameter("memory.reverseBias");
      memoryReverseBiasGradient = parts.gradient("memory.reverseBias");
      memoryReverseRecurrentBias = parts.parameter("memory.reverseRecurrentBias");
      memoryReverseRecurrentBiasGradient = parts.gradient("memory.reverseRecurrentBias");
      wordsWeight = parts.parameter("words.weight");
      wordsWeightGradient = parts.sparseGradient("words.weight");
      mixedIn = parts.parameter("mixed.in");
      mixedInGradient = parts.gradient("mixed.in");
      mixedInBias = parts.parameter("mixed.inBias");
      mixedInBiasGradient = parts.gradient("mixed.inBias");
      mixedOut = parts.parameter("mixed.out");
      mixedOutGradient = parts.gradient("mixed.out");
      mixedOutBias = parts.parameter("mixed.outBias");
      mixedOutBiasGradient = parts.gradient("mixed.outBias");
      normedScale = parts.parameter("normed.scale");
      normedScaleGradient = parts.gradient("normed.scale");
      normedShift = parts.parameter("normed.shift");
      normedShiftGradient = parts.gradient("normed.shift");
      answeredIn = parts.parameter("answered.in");
      answeredInGradient = parts.gradient("answered.in");
      answeredInBias = parts.parameter("answered.inBias");
      answeredInBiasGradient = parts.gradient("answered.inBias");
      answeredMemory = parts.parameter("answered.memory");
      answeredMemoryGradient = parts.gradient("answered.memory");
      answeredMemoryBias = parts.parameter("answered.memoryBias");
      answeredMemoryBiasGradient = parts.gradient("answered.memoryBias");
      answeredOut = parts.parameter("answered.out");
      answeredOutGradient = parts.gradient("answered.out");
      answeredOutBias = parts.parameter("answered.outBias");
      answeredOutBiasGradient = parts.gradient("answered.outBias");
      outScale = parts.parameter("out.scale");
      outScaleGradient = parts.gradient("out.scale");
      outShift = parts.parameter("out.shift");
      outShiftGradient = parts.gradient("out.shift");
      nextWeight = parts.parameter("next.weight");
      nextWeightGradient = parts.gradient("next.weight");
      nextBias = parts.parameter("next.bias");
      nextBiasGradient = parts.gradient("next.bias");

      sourceLengths = parts.lengths(5);
      askedLengths = parts.lengths(6);
      source = parts.sequence("source", sourceLengths, 3);
      asked = parts.ids("asked", 7, askedLengths);
      nextTargets = parts.stepTarget(TargetEncoding.CLASSES, "next", askedLengths, 7);
      memorySteps = parts.recurrence(RecurrentCell.GRU, false, 0, sourceLengths, 4);
      memoryReverseSteps = parts.recurrence(RecurrentCell.GRU, true, 0, sourceLengths, 4);
      mixedAttention = parts.attention(3, true, 6);
      answeredAttention = parts.attention(2, false, 6);
      memoryForward = parts.tensor(sourceLengths, 4);
      memoryReverse = parts.tensor(sourceLengths, 4);
      memory = parts.tensor(sourceLengths, 8);
      // These share the memory of values that are no longer needed.
      words = memoryForward.sharing(askedLengths, 6);
      mixedProjected = memoryReverse.sharing(askedLengths, 18);
      mixedMixed = parts.tensor(askedLengths, 6);
      mixed = parts.tensor(askedLengths, 6);
      normed = parts.tensor(askedLengths, 6);
      answeredQueries = parts.tensor(askedLengths, 6);
      answeredMemories = parts.tensor(sourceLengths, 12);
      answeredMixed = parts.tensor(askedLengths, 6);
      answered = parts.tensor(askedLengths, 6);
      out = parts.tensor(askedLengths, 6);
      next = parts.tensor(askedLengths, 7);
      nextGradient = parts.tensor(askedLengths, 7);
      outGradient = out.sharing(askedLengths, 6);
      answeredGradient = nextGradient.sharing(askedLengths, 6);
      answeredMixedGradient = answered.sharing(askedLengths, 6);
      answeredQueriesGradient = outGradient.sharing(askedLengths, 6);
      answeredMemoriesGradient = parts.tensor(sourceLengths, 12);
      memoryGradient = memory.sharing(sourceLengths, 8);
      normedGradient = normed.sharing(askedLengths, 6);
      mixedGradient = answeredQueries.sharing(askedLengths, 6);
      mixedMixedGradient = mixed.sharing(askedLengths, 6);
      mixedProjectedGradient = normedGradient.sharing(askedLengths, 18);
      wordsGradient = words.sharing(askedLengths, 6);
      memoryForwardGradient = wordsGradient.sharing(sourceLengths, 4);
      memoryReverseGradient = mixedProjected.sharing(sourceLengths, 4);
      parts.stepOutput(TargetEncoding.CLASSES, "next", askedLengths, next);

      declared.source = parts.layer("source");
      declared.memory = parts.layer("memory");
      declared.asked = parts.layer("asked");
      declared.words = parts.layer("words");
      declared.mixed = parts.layer("mixed");
      declared.normed = parts.layer("normed");
      declared.answered = parts.layer("answered");
      declared.out = parts.layer("out");
      declared.next = parts.layer("next");
    }

    @Override
    public void forward(int n) {
      // memory = concat(gru(source), reversed gru(source)): [n × ≤5 × 3] → [n × ≤5 × 8]
      kernels.recurrent(
          source, memoryWeight, memoryRecurrent, memoryBias, memoryRecurrentBias, sourceLengths,
          memorySteps, memoryForward, n);
      kernels.recurrent(
          source, memoryReverseWeight, memoryReverseRecurrent, memoryReverseBias,
          memoryReverseRecurrentBias, sourceLengths, memoryReverseSteps, memoryReverse, n);
      kernels.concat(memoryForward, memoryReverse, memoryForward.size(0), memory, n);
      // words = W[asked] + sinusoids: [n × ≤6] of [7 × 6] → [n × ≤6 × 6]
      kernels.embedding(asked, wordsWeight, words, n);
      kernels.addSinusoids(words, words, n);
      // mixed = selfAttention(words · W + b) · W + b + words: [n × ≤6 × 6] · [6 × 18] · [6 × 6] →
      // [n × ≤6 × 6]
      kernels.linear(words, mixedIn, mixedInBias, mixedProjected, n);
      kernels.selfAttention(mixedProjected, askedLengths, mixedAttention, mixedMixed, n);
      kernels.linear(mixedMixed, mixedOut, mixedOutBias, mixed, n);
      kernels.add(mixed, words, mixed, n);
      // normed = layerNorm(mixed): [n × ≤6 × 6] → [n × ≤6 × 6]
      kernels.layerNorm(mixed, normedScale, normedShift, 1.0E-5, normed, n);
      // answered = crossAttention(normed · W + b, memory · W + b) · W + b + normed: [n × ≤6 × 6] ·
      // [6 × 6] · [8 × 12] · [6 × 6] → [n × ≤6 × 6]
      kernels.linear(normed, answeredIn, answeredInBias, answeredQueries, n);
      kernels.linear(memory, answeredMemory, answeredMemoryBias, answeredMemories, n);
      kernels.crossAttention(
          answeredQueries, answeredMemories, sourceLengths, answeredAttention, answeredMixed, n);
      kernels.linear(answeredMixed, answeredOut, answeredOutBias, answered, n);
      kernels.add(answered, normed, answered, n);
      // out = layerNorm(answered): [n × ≤6 × 6] → [n × ≤6 × 6]
      kernels.layerNorm(answered, outScale, outShift, 1.0E-5, out, n);
      // next = out · W + b: [n × ≤6 × 6] · [6 × 7] → [n × ≤6 × 7]
      kernels.linear(out, nextWeight, nextBias, next, n);
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
      kernels.startEmbeddingGradient(asked, wordsWeightGradient, n);
    }

    @Override
    public void backward(int n) {
      // next: to its weight and bias and on to out
      kernels.linearGradient(out, nextGradient, nextWeightGradient, nextBiasGradient, n);
      kernels.linearInputGradient(nextGradient, nextWeight, outGradient, n);
      // out: through layerNorm with its scale and shift and on to answered
      kernels.layerNormGradient(
          answered, outGradient, 1.0E-5, outScaleGradient, outShiftGradient, n);
      kernels.layerNormInputGradient(answered, outScale, outGradient, 1.0E-5, answeredGradient, n);
      // answered: through crossAttention to its weight and bias and on to memory and on to normed
      kernels.linearGradient(
          answeredMixed, answeredGradient, answeredOutGradient, answeredOutBiasGradient, n);
      kernels.linearInputGradient(answeredGradient, answeredOut, answeredMixedGradient, n);
      kernels.crossAttentionGradient(
          answeredQueries, answeredMemories, answeredMixed, answeredMixedGradient,
          answeredAttention, answeredQueriesGradient, answeredMemoriesGradient, n);
      kernels.linearGradient(
          memory, answeredMemoriesGradient, answeredMemoryGradient, answeredMemoryBiasGradient, n);
      kernels.linearInputGradient(answeredMemoriesGradient, answeredMemory, memoryGradient, n);
      kernels.linearGradient(
          normed, answeredQueriesGradient, answeredInGradient, answeredInBiasGradient, n);
      kernels.linearInputGradient(answeredQueriesGradient, answeredIn, normedGradient, n);
      kernels.add(answeredGradient, normedGradient, normedGradient, n);
      // normed: through layerNorm with its scale and shift and on to mixed
      kernels.layerNormGradient(
          mixed, normedGradient, 1.0E-5, normedScaleGradient, normedShiftGradient, n);
      kernels.layerNormInputGradient(mixed, normedScale, normedGradient, 1.0E-5, mixedGradient, n);
      // mixed: through selfAttention to its weight and bias and on to words
      kernels.linearGradient(mixedMixed, mixedGradient, mixedOutGradient, mixedOutBiasGradient, n);
      kernels.linearInputGradient(mixedGradient, mixedOut, mixedMixedGradient, n);
      kernels.selfAttentionGradient(
          mixedProjected, mixedMixed, mixedMixedGradient, mixedAttention, mixedProjectedGradient,
          n);
      kernels.linearGradient(
          words, mixedProjectedGradient, mixedInGradient, mixedInBiasGradient, n);
      kernels.linearInputGradient(mixedProjectedGradient, mixedIn, wordsGradient, n);
      kernels.add(mixedGradient, wordsGradient, wordsGradient, n);
      // words: to its rows
      kernels.addEmbeddingGradient(asked, wordsGradient, wordsWeightGradient, n);
      // memory: through reversed gru with its weights and biases and gru with its weights and
      // biases
      kernels.part(memoryGradient, 0, memoryGradient.size(0), memoryForwardGradient, n);
      kernels.part(memoryGradient, 4, memoryGradient.size(0), memoryReverseGradient, n);
      kernels.recurrentGradient(
          source, memoryReverseRecurrent, memoryReverseGradient, memoryReverseSteps,
          memoryReverseWeightGradient, memoryReverseRecurrentGradient, memoryReverseBiasGradient,
          memoryReverseRecurrentBiasGradient, n);
      kernels.recurrentGradient(
          source, memoryRecurrent, memoryForwardGradient, memorySteps, memoryWeightGradient,
          memoryRecurrentGradient, memoryBiasGradient, memoryRecurrentBiasGradient, n);
    }
  }
}
