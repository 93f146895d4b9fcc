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
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link GraphWords}, which has 92 parameters. It is thread-safe.
 *
 * <pre>
 * left    [n × 1]   input
 * before  [n × 5]   embedding, tanh
 * right   [n × 1]   input
 * after   [n × 5]   embedding, tanh
 * size    [n × 3]   input
 * normed  [n × 13]  layerNorm(1.0E-5), concat, concat
 * out     [n × 3]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class GraphWordsModel extends ArrayModel {
  private GraphWordsModel(ModelFile file, Engine engine) throws IOException {
    super(GraphWords.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link GraphWordsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphWordsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphWordsTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphWordsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphWordsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphWordsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphWordsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphWordsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link GraphWordsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphWordsModel load(ModelFile file, Engine engine) throws IOException {
    return new GraphWordsModel(file, engine);
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
    layout.parameter("before.weight", ParameterRole.EMBEDDING, 8, 5);
    layout.layer("right", "input", 1);
    layout.layer("after", "embedding, tanh", 5);
    layout.layer("size", "input", 3);
    layout.layer("normed", "layerNorm(1.0E-5), concat, concat", 13);
    layout.parameter("normed.scale", ParameterRole.SCALE, 5);
    layout.parameter("normed.shift", ParameterRole.BIAS, 5);
    layout.layer("out", "linear", 3);
    layout.parameter("out.weight", ParameterRole.WEIGHT, 13, 3);
    layout.parameter("out.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor beforeWeight;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedShift;
    private final ParameterTensor outWeight;
    private final ParameterTensor outBias;

    private final IdTensor left;
    private final IdTensor right;

    private final BatchTensor size;
    private final BatchTensor before;
    private final BatchTensor after;
    private final BatchTensor normedUncombined;
    private final BatchTensor normedJoined1;
    private final BatchTensor normed;
    private final BatchTensor out;

    private Pass(InferenceParts parts) {
      super(parts);

      beforeWeight = parts.parameter("before.weight");
      normedScale = parts.parameter("normed.scale");
      normedShift = parts.parameter("normed.shift");
      outWeight = parts.parameter("out.weight");
      outBias = parts.parameter("out.bias");

      left = parts.ids("left", 8, 1);
      right = parts.ids("right", 8, 1);
      size = parts.input("size", 3);
      before = parts.tensor(5);
      after = parts.tensor(5);
      normedUncombined = parts.tensor(5);
      // These share the memory of values that are no longer needed.
      normedJoined1 = after.sharing(10);
      normed = before.sharing(13);
      out = normedJoined1.sharing(3);

      parts.output(TargetEncoding.VALUES, "out", out);
    }

    @Override
    public void infer(int n) {
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
  }
}
