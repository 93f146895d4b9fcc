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
 * Predicts with a saved {@link NesterovGelu}, which has 66 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, gelu
 * b         [n × 2]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class NesterovGeluModel extends Model {
  private NesterovGeluModel(ModelFile file, Engine engine) throws IOException {
    super(NesterovGelu.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link NesterovGeluTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link NesterovGeluTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link NesterovGeluTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link NesterovGeluTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link NesterovGeluTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(ModelFile file, Engine engine) throws IOException {
    return new NesterovGeluModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("a", "linear, gelu", 8);
    layout.parameter("a.weight", ParameterRole.WEIGHT, 5, 8);
    layout.parameter("a.bias", ParameterRole.BIAS, 8);
    layout.layer("b", "linear", 2);
    layout.parameter("b.weight", ParameterRole.WEIGHT, 8, 2);
    layout.parameter("b.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aBias;
    private final ParameterTensor bWeight;
    private final ParameterTensor bBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;

    private Pass(InferenceParts parts) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aBias = parts.parameter("a.bias");
      bWeight = parts.parameter("b.weight");
      bBias = parts.parameter("b.bias");

      features = parts.input("features", 5);
      a = parts.tensor(8);
      b = parts.tensor(2);

      parts.output(TargetEncoding.VALUES, "b", b);
    }

    @Override
    public void infer(int n) {
      // a = gelu(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.gelu(a, a, n);
      // b = a · W + b: [n × 8] · [8 × 2] → [n × 2]
      kernels.linear(a, bWeight, bBias, b, n);
    }
  }
}
