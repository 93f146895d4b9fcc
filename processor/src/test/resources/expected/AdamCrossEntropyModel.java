package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link AdamCrossEntropy}, which has 384 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 7]   input
 * a         [n × 16]  linear, relu
 * b         [n × 12]  linear, leakyRelu(0.01)
 * logits    [n × 4]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AdamCrossEntropyModel extends Model {
  private AdamCrossEntropyModel(ModelFile file, Engine engine) throws IOException {
    super(AdamCrossEntropy.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link AdamCrossEntropyTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamCrossEntropyTrainer#save} wrote, from a URL such as that of a resource in
   * a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamCrossEntropyTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamCrossEntropyTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link AdamCrossEntropyTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(ModelFile file, Engine engine) throws IOException {
    return new AdamCrossEntropyModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 7);
    layout.layer("a", "linear, relu", 16);
    layout.parameter("a.weight", ParameterRole.WEIGHT, 7, 16);
    layout.parameter("a.bias", ParameterRole.BIAS, 16);
    layout.layer("b", "linear, leakyRelu(0.01)", 12);
    layout.parameter("b.weight", ParameterRole.WEIGHT, 16, 12);
    layout.parameter("b.bias", ParameterRole.BIAS, 12);
    layout.layer("logits", "linear", 4);
    layout.parameter("logits.weight", ParameterRole.WEIGHT, 12, 4);
    layout.parameter("logits.bias", ParameterRole.BIAS, 4);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aBias;
    private final ParameterTensor bWeight;
    private final ParameterTensor bBias;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor logits;

    private Pass(InferenceParts parts) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aBias = parts.parameter("a.bias");
      bWeight = parts.parameter("b.weight");
      bBias = parts.parameter("b.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsBias = parts.parameter("logits.bias");

      features = parts.input("features", 7);
      a = parts.tensor(16);
      b = parts.tensor(12);
      // These share the memory of values that are no longer needed.
      logits = a.sharing(4);

      parts.output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    public void infer(int n) {
      // a = relu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.relu(a, a, n);
      // b = leakyRelu(a · W + b): [n × 16] · [16 × 12] → [n × 12]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.leakyRelu(b, 0.01, b, n);
      // logits = b · W + b: [n × 12] · [12 × 4] → [n × 4]
      kernels.linear(b, logitsWeight, logitsBias, logits, n);
    }
  }
}
