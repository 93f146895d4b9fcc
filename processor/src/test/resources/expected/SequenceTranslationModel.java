package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.Engine;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link SequenceTranslation}, which has 691 parameters. It is thread-safe.
 *
 * <pre>
 * source    [n × ≤5 × 3]  input
 * memory    [n × ≤5 × 8]  gru, reversed gru, concat
 * asked     [n × ≤6]      input
 * words     [n × ≤6 × 6]  embedding, sinusoidalPosition
 * mixed     [n × ≤6 × 6]  linear, selfAttention(heads 3, causal), linear, add
 * normed    [n × ≤6 × 6]  layerNorm(1.0E-5)
 * answered  [n × ≤6 × 6]  linear, linear, crossAttention(heads 2), linear, add
 * out       [n × ≤6 × 6]  layerNorm(1.0E-5)
 * next      [n × ≤6 × 7]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SequenceTranslationModel extends ArrayModel {
  private SequenceTranslationModel(ModelFile file, Engine engine) throws IOException {
    super(SequenceTranslation.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link SequenceTranslationTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTranslationModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTranslationTrainer#save} wrote, from a URL such as that of a resource
   * in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTranslationModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTranslationTrainer#save} wrote, from a stream, which the caller
   * closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTranslationModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTranslationTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTranslationModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link SequenceTranslationTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTranslationModel load(ModelFile file, Engine engine) throws IOException {
    return new SequenceTranslationModel(file, engine);
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
    layout.parameter("memory.weight", ParameterRole.WEIGHT, 3, 12);
    layout.parameter("memory.recurrent", ParameterRole.RECURRENT, 4, 12);
    layout.parameter("memory.bias", ParameterRole.BIAS, 12);
    layout.parameter("memory.recurrentBias", ParameterRole.BIAS, 12);
    layout.parameter("memory.reverseWeight", ParameterRole.WEIGHT, 3, 12);
    layout.parameter("memory.reverseRecurrent", ParameterRole.RECURRENT, 4, 12);
    layout.parameter("memory.reverseBias", ParameterRole.BIAS, 12);
    layout.parameter("memory.reverseRecurrentBias", ParameterRole.BIAS, 12);
    layout.layer("asked", "input", 6);
    layout.layer("words", "embedding, sinusoidalPosition", 6, 6);
    layout.parameter("words.weight", ParameterRole.EMBEDDING, 7, 6);
    layout.layer("mixed", "linear, selfAttention(heads 3, causal), linear, add", 6, 6);
    layout.parameter("mixed.in", ParameterRole.WEIGHT, 6, 18);
    layout.parameter("mixed.inBias", ParameterRole.BIAS, 18);
    layout.parameter("mixed.out", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("mixed.outBias", ParameterRole.BIAS, 6);
    layout.layer("normed", "layerNorm(1.0E-5)", 6, 6);
    layout.parameter("normed.scale", ParameterRole.SCALE, 6);
    layout.parameter("normed.shift", ParameterRole.BIAS, 6);
    layout.layer("answered", "linear, linear, crossAttention(heads 2), linear, add", 6, 6);
    layout.parameter("answered.in", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("answered.inBias", ParameterRole.BIAS, 6);
    layout.parameter("answered.memory", ParameterRole.WEIGHT, 8, 12);
    layout.parameter("answered.memoryBias", ParameterRole.BIAS, 12);
    layout.parameter("answered.out", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("answered.outBias", ParameterRole.BIAS, 6);
    layout.layer("out", "layerNorm(1.0E-5)", 6, 6);
    layout.parameter("out.scale", ParameterRole.SCALE, 6);
    layout.parameter("out.shift", ParameterRole.BIAS, 6);
    layout.layer("next", "linear", 6, 7);
    layout.parameter("next.weight", ParameterRole.WEIGHT, 6, 7);
    layout.parameter("next.bias", ParameterRole.BIAS, 7);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor memoryWeight;
    private final ParameterTensor memoryRecurrent;
    private final ParameterTensor memoryBias;
    private final ParameterTensor memoryRecurrentBias;
    private final ParameterTensor memoryReverseWeight;
    private final ParameterTensor memoryReverseRecurrent;
    private final ParameterTensor memoryReverseBias;
    private final ParameterTensor memoryReverseRecurrentBias;
    private final ParameterTensor wordsWeight;
    private final ParameterTensor mixedIn;
    private final ParameterTensor mixedInBias;
    private final ParameterTensor mixedOut;
    private final ParameterTensor mixedOutBias;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedShift;
    private final ParameterTensor answeredIn;
    private final ParameterTensor answeredInBias;
    private final ParameterTensor answeredMemory;
    private final ParameterTensor answeredMemoryBias;
    private final ParameterTensor answeredOut;
    private final ParameterTensor answeredOutBias;
    private final ParameterTensor outScale;
    private final ParameterTensor outShift;
    private final ParameterTensor nextWeight;
    private final ParameterTensor nextBias;

    private final BatchTensor source;

    private final Lengths sourceLengths;

    private final IdTensor asked;

    private final Lengths askedLengths;

    private final Recurrence memorySteps;
    private final Recurrence memoryReverseSteps;

    private final Attention mixedAttention;
    private final Attention answeredAttention;

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

    private Pass(InferenceParts parts) {
      super(parts);

      memoryWeight = parts.parameter("memory.weight");
      memoryRecurrent = parts.parameter("memory.recurrent");
      memoryBias = parts.parameter("memory.bias");
      memoryRecurrentBias = parts.parameter("memory.recurrentBias");
      memoryReverseWeight = parts.parameter("memory.reverseWeight");
      memoryReverseRecurrent = parts.parameter("memory.reverseRecurrent");
      memoryReverseBias = parts.parameter("memory.reverseBias");
      memoryReverseRecurrentBias = parts.parameter("memory.reverseRecurrentBias");
      wordsWeight = parts.parameter("words.weight");
      mixedIn = parts.parameter("mixed.in");
      mixedInBias = parts.parameter("mixed.inBias");
      mixedOut = parts.parameter("mixed.out");
      mixedOutBias = parts.parameter("mixed.outBias");
      normedScale = parts.parameter("normed.scale");
      normedShift = parts.parameter("normed.shift");
      answeredIn = parts.parameter("answered.in");
      answeredInBias = parts.parameter("answered.inBias");
      answeredMemory = parts.parameter("answered.memory");
      answeredMemoryBias = parts.parameter("answered.memoryBias");
      answeredOut = parts.parameter("answered.out");
      answeredOutBias = parts.parameter("answered.outBias");
      outScale = parts.parameter("out.scale");
      outShift = parts.parameter("out.shift");
      nextWeight = parts.parameter("next.weight");
      nextBias = parts.parameter("next.bias");

      sourceLengths = parts.lengths(5);
      askedLengths = parts.lengths(6);
      source = parts.sequence("source", sourceLengths, 3);
      asked = parts.ids("asked", 7, askedLengths);
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
      mixed = mixedProjected.sharing(askedLengths, 6);
      normed = words.sharing(askedLengths, 6);
      answeredQueries = mixed.sharing(askedLengths, 6);
      answeredMemories = mixedMixed.sharing(sourceLengths, 12);
      answeredMixed = memory.sharing(askedLengths, 6);
      answered = answeredQueries.sharing(askedLengths, 6);
      out = normed.sharing(askedLengths, 6);
      next = answered.sharing(askedLengths, 7);

      parts.stepOutput(TargetEncoding.CLASSES, "next", askedLengths, next);
    }

    @Override
    public void infer(int n) {
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
  }
}
