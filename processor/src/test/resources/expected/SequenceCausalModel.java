package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.SequenceModel;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link SequenceCausal}, which has 879 parameters. It is thread-safe.
 *
 * <pre>
 * ids            [n × ≤7]       input
 * words          [n × ≤7 × 6]   embedding, positionalEmbedding
 * body.0.first   [n × ≤7 × 6]   layerNorm(1.0E-5)
 * body.0.mixed   [n × ≤7 × 6]   linear, selfAttention(heads 2, causal), linear, add
 * body.0.second  [n × ≤7 × 6]   layerNorm(1.0E-5)
 * body.0.wide    [n × ≤7 × 12]  linear, gelu
 * body.0.sum     [n × ≤7 × 6]   linear, add
 * body.1.first   [n × ≤7 × 6]   layerNorm(1.0E-5)
 * body.1.mixed   [n × ≤7 × 6]   linear, selfAttention(heads 2, causal), linear, add
 * body.1.second  [n × ≤7 × 6]   layerNorm(1.0E-5)
 * body.1.wide    [n × ≤7 × 12]  linear, gelu
 * body.1.sum     [n × ≤7 × 6]   linear, add
 * normed         [n × ≤7 × 6]   layerNorm(1.0E-5)
 * next           [n × ≤7 × 9]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SequenceCausalModel extends SequenceModel {
  private SequenceCausalModel(ModelFile file, Engine engine) throws IOException {
    super(SequenceCausal.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link SequenceCausalTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceCausalModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceCausalTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceCausalModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceCausalTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceCausalModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceCausalTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceCausalModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link SequenceCausalTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceCausalModel load(ModelFile file, Engine engine) throws IOException {
    return new SequenceCausalModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("ids", "input", 7);
    layout.layer("words", "embedding, positionalEmbedding", 7, 6);
    layout.parameter("words.weight", ParameterRole.EMBEDDING, 9, 6);
    layout.parameter("words.positions", ParameterRole.BIAS, 7, 6);
    for (int i = 0; i < 2; i++) {
      var prefix = "body." + i + ".";
      layout.layer(prefix + "x", "", 7, 6);
      layout.layer(prefix + "first", "layerNorm(1.0E-5)", 7, 6);
      layout.parameter(prefix + "first.scale", ParameterRole.SCALE, 6);
      layout.parameter(prefix + "first.shift", ParameterRole.BIAS, 6);
      layout.layer(prefix + "mixed", "linear, selfAttention(heads 2, causal), linear, add", 7, 6);
      layout.parameter(prefix + "mixed.in", ParameterRole.WEIGHT, 6, 18);
      layout.parameter(prefix + "mixed.inBias", ParameterRole.BIAS, 18);
      layout.parameter(prefix + "mixed.out", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "mixed.outBias", ParameterRole.BIAS, 6);
      layout.layer(prefix + "second", "layerNorm(1.0E-5)", 7, 6);
      layout.parameter(prefix + "second.scale", ParameterRole.SCALE, 6);
      layout.parameter(prefix + "second.shift", ParameterRole.BIAS, 6);
      layout.layer(prefix + "wide", "linear, gelu", 7, 12);
      layout.parameter(prefix + "wide.weight", ParameterRole.WEIGHT, 6, 12);
      layout.parameter(prefix + "wide.bias", ParameterRole.BIAS, 12);
      layout.layer(prefix + "sum", "linear, add", 7, 6);
      layout.parameter(prefix + "sum.weight", ParameterRole.WEIGHT, 12, 6);
      layout.parameter(prefix + "sum.bias", ParameterRole.BIAS, 6);
    }
    layout.layer("normed", "layerNorm(1.0E-5)", 7, 6);
    layout.parameter("normed.scale", ParameterRole.SCALE, 6);
    layout.parameter("normed.shift", ParameterRole.BIAS, 6);
    layout.layer("next", "linear", 7, 9);
    layout.parameter("next.weight", ParameterRole.WEIGHT, 6, 9);
    layout.parameter("next.bias", ParameterRole.BIAS, 9);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor wordsWeight;
    private final ParameterTensor wordsPositions;
    private final ParameterTensor[] bodyFirstScale = new ParameterTensor[2];
    private final ParameterTensor[] bodyFirstShift = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedIn = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedInBias = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOut = new ParameterTensor[2];
    private final ParameterTensor[] bodyMixedOutBias = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondScale = new ParameterTensor[2];
    private final ParameterTensor[] bodySecondShift = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideWeight = new ParameterTensor[2];
    private final ParameterTensor[] bodyWideBias = new ParameterTensor[2];
    private final ParameterTensor[] bodySumWeight = new ParameterTensor[2];
    private final ParameterTensor[] bodySumBias = new ParameterTensor[2];
    private final ParameterTensor normedScale;
    private final ParameterTensor normedShift;
    private final ParameterTensor nextWeight;
    private final ParameterTensor nextBias;

    private final IdTensor ids;

    private final Lengths idsLengths;

    private final Attention[] bodyMixedAttention = new Attention[2];

    private final BatchTensor words;
    private final BatchTensor[] bodyFirst = new BatchTensor[2];
    private final BatchTensor[] bodyMixedProjected = new BatchTensor[2];
    private final BatchTensor[] bodyMixedMixed = new BatchTensor[2];
    private final BatchTensor[] bodyMixed = new BatchTensor[2];
    private final BatchTensor[] bodySecond = new BatchTensor[2];
    private final BatchTensor[] bodyWide = new BatchTensor[2];
    private final BatchTensor[] bodySum = new BatchTensor[2];
    private final BatchTensor normed;
    private final BatchTensor next;

    private Pass(InferenceParts parts) {
      super(parts);

      wordsWeight = parts.parameter("words.weight");
      wordsPositions = parts.parameter("words.positions");
      for (int i = 0; i < 2; i++) {
        var prefix = "body." + i + ".";
        bodyFirstScale[i] = parts.parameter(prefix + "first.scale");
        bodyFirstShift[i] = parts.parameter(prefix + "first.shift");
        bodyMixedIn[i] = parts.parameter(prefix + "mixed.in");
        bodyMixedInBias[i] = parts.parameter(prefix + "mixed.inBias");
        bodyMixedOut[i] = parts.parameter(prefix + "mixed.out");
        bodyMixedOutBias[i] = parts.parameter(prefix + "mixed.outBias");
        bodySecondScale[i] = parts.parameter(prefix + "second.scale");
        bodySecondShift[i] = parts.parameter(prefix + "second.shift");
        bodyWideWeight[i] = parts.parameter(prefix + "wide.weight");
        bodyWideBias[i] = parts.parameter(prefix + "wide.bias");
        bodySumWeight[i] = parts.parameter(prefix + "sum.weight");
        bodySumBias[i] = parts.parameter(prefix + "sum.bias");
      }
      normedScale = parts.parameter("normed.scale");
      normedShift = parts.parameter("normed.shift");
      nextWeight = parts.parameter("next.weight");
      nextBias = parts.parameter("next.bias");

      idsLengths = parts.lengths(7);
      ids = parts.ids("ids", 9, idsLengths);
      for (int i = 0; i < 2; i++) {
        bodyMixedAttention[i] = parts.attention(2, true, 7);
      }
      words = parts.tensor(idsLengths, 6);
      bodyFirst[0] = parts.tensor(idsLengths, 6);
      bodyMixedProjected[0] = parts.tensor(idsLengths, 18);
      // These share the memory of values that are no longer needed.
      bodyMixedMixed[0] = bodyFirst[0].sharing(idsLengths, 6);
      bodyMixed[0] = bodyMixedProjected[0].sharing(idsLengths, 6);
      bodySecond[0] = words.sharing(idsLengths, 6);
      bodyWide[0] = bodyMixedMixed[0].sharing(idsLengths, 12);
      bodySum[0] = bodySecond[0].sharing(idsLengths, 6);
      bodyFirst[1] = bodyWide[0].sharing(idsLengths, 6);
      bodyMixedProjected[1] = bodyMixed[0].sharing(idsLengths, 18);
      bodyMixedMixed[1] = bodyFirst[1].sharing(idsLengths, 6);
      bodyMixed[1] = bodyMixedProjected[1].sharing(idsLengths, 6);
      bodySecond[1] = bodySum[0].sharing(idsLengths, 6);
      bodyWide[1] = bodyMixedMixed[1].sharing(idsLengths, 12);
      bodySum[1] = bodySecond[1].sharing(idsLengths, 6);
      normed = bodyWide[1].sharing(idsLengths, 6);
      next = bodySum[1].sharing(idsLengths, 9);

      parts.stepOutput(TargetEncoding.CLASSES, "next", idsLengths, next);
    }

    @Override
    public void infer(int n) {
      // words = W[ids] + positions: [n × ≤7] of [9 × 6] → [n × ≤7 × 6]
      kernels.embedding(ids, wordsWeight, words, n);
      kernels.addPositions(words, wordsPositions, words, n);
      inferBody0(n);
      inferBody1(n);
      // normed = layerNorm(body.1.sum): [n × ≤7 × 6] → [n × ≤7 × 6]
      kernels.layerNorm(bodySum[1], normedScale, normedShift, 1.0E-5, normed, n);
      // next = normed · W + b: [n × ≤7 × 6] · [6 × 9] → [n × ≤7 × 9]
      kernels.linear(normed, nextWeight, nextBias, next, n);
    }

    private void inferBody0(int n) {
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
      kernels.linear(bodySecond[0], bodyWideWeight[0], bodyWideBias[0], bodyWide[0], n);
      kernels.gelu(bodyWide[0], bodyWide[0], n);
      // body.0.sum = body.0.wide · W + b + body.0.mixed: [n × ≤7 × 12] · [12 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyWide[0], bodySumWeight[0], bodySumBias[0], bodySum[0], n);
      kernels.add(bodySum[0], bodyMixed[0], bodySum[0], n);
    }

    private void inferBody1(int n) {
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
      kernels.linear(bodySecond[1], bodyWideWeight[1], bodyWideBias[1], bodyWide[1], n);
      kernels.gelu(bodyWide[1], bodyWide[1], n);
      // body.1.sum = body.1.wide · W + b + body.1.mixed: [n × ≤7 × 12] · [12 × 6] → [n × ≤7 × 6]
      kernels.linear(bodyWide[1], bodySumWeight[1], bodySumBias[1], bodySum[1], n);
      kernels.add(bodySum[1], bodyMixed[1], bodySum[1], n);
    }
  }
}
