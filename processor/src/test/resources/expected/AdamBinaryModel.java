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
 * Predicts with a saved {@link AdamBinary}, which has 119 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 6]  input
 * a         [n × 9]  linear, elu(1.0)
 * b         [n × 5]  linear, softplus
 * logit     [n × 1]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AdamBinaryModel extends Model {
  private AdamBinaryModel(ModelFile file, Engine engine) throws IOException {
    super(AdamBinary.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link AdamBinaryTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamBinaryTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamBinaryTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamBinaryTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link AdamBinaryTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(ModelFile file, Engine engine) throws IOException {
    return new AdamBinaryModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("a", "linear, elu(1.0)", 9);
    layout.parameter("a.weight", ParameterRole.WEIGHT, 6, 9);
    layout.parameter("a.bias", ParameterRole.BIAS, 9);
    layout.layer("b", "linear, softplus", 5);
    layout.parameter("b.weight", ParameterRole.WEIGHT, 9, 5);
    layout.parameter("b.bias", ParameterRole.BIAS, 5);
    layout.layer("logit", "linear", 1);
    layout.parameter("logit.weight", ParameterRole.WEIGHT, 5, 1);
    layout.parameter("logit.bias", ParameterRole.BIAS, 1);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aBias;
    private final ParameterTensor bWeight;
    private final ParameterTensor bBias;
    private final ParameterTensor logitWeight;
    private final ParameterTensor logitBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor logit;

    private Pass(InferenceParts parts) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aBias = parts.parameter("a.bias");
      bWeight = parts.parameter("b.weight");
      bBias = parts.parameter("b.bias");
      logitWeight = parts.parameter("logit.weight");
      logitBias = parts.parameter("logit.bias");

      features = parts.input("features", 6);
      a = parts.tensor(9);
      b = parts.tensor(5);
      // These share the memory of values that are no longer needed.
      logit = a.sharing(1);

      parts.output(TargetEncoding.PROBABILITIES, "logit", logit);
    }

    @Override
    public void infer(int n) {
      // a = elu(features · W + b): [n × 6] · [6 × 9] → [n × 9]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.elu(a, 1.0, a, n);
      // b = softplus(a · W + b): [n × 9] · [9 × 5] → [n × 5]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.softplus(b, b, n);
      // logit = b · W + b: [n × 5] · [5 × 1] → [n × 1]
      kernels.linear(b, logitWeight, logitBias, logit, n);
    }
  }
}
