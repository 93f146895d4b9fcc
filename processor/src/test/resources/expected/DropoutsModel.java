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
 * Predicts with a saved {@link Dropouts}, which has 180 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, tanh
 * b         [n × 7]  linear, gelu
 * c         [n × 6]  linear
 * d         [n × 6]  silu
 * logits    [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class DropoutsModel extends Model {
  private DropoutsModel(ModelFile file, Engine engine) throws IOException {
    super(Dropouts.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link DropoutsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DropoutsTrainer#save} wrote, from a URL such as that of a resource in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DropoutsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DropoutsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link DropoutsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(ModelFile file, Engine engine) throws IOException {
    return new DropoutsModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("noisy", "", 5);
    layout.layer("a", "linear, tanh", 8);
    layout.parameter("a.weight", ParameterRole.WEIGHT, 5, 8);
    layout.parameter("a.bias", ParameterRole.BIAS, 8);
    layout.layer("b", "linear, gelu", 7);
    layout.parameter("b.weight", ParameterRole.WEIGHT, 8, 7);
    layout.parameter("b.bias", ParameterRole.BIAS, 7);
    layout.layer("c", "linear", 6);
    layout.parameter("c.weight", ParameterRole.WEIGHT, 7, 6);
    layout.parameter("c.bias", ParameterRole.BIAS, 6);
    layout.layer("d", "silu", 6);
    layout.layer("logits", "linear", 3);
    layout.parameter("logits.weight", ParameterRole.WEIGHT, 6, 3);
    layout.parameter("logits.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aBias;
    private final ParameterTensor bWeight;
    private final ParameterTensor bBias;
    private final ParameterTensor cWeight;
    private final ParameterTensor cBias;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor c;
    private final BatchTensor d;
    private final BatchTensor logits;

    private Pass(InferenceParts parts) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aBias = parts.parameter("a.bias");
      bWeight = parts.parameter("b.weight");
      bBias = parts.parameter("b.bias");
      cWeight = parts.parameter("c.weight");
      cBias = parts.parameter("c.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsBias = parts.parameter("logits.bias");

      features = parts.input("features", 5);
      a = parts.tensor(8);
      b = parts.tensor(7);
      // These share the memory of values that are no longer needed.
      c = a.sharing(6);
      d = b.sharing(6);
      logits = c.sharing(3);

      parts.output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    public void infer(int n) {
      // a = tanh(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.tanh(a, a, n);
      // b = gelu(a · W + b): [n × 8] · [8 × 7] → [n × 7]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.gelu(b, b, n);
      // c = b · W + b: [n × 7] · [7 × 6] → [n × 6]
      kernels.linear(b, cWeight, cBias, c, n);
      // d = silu(c): [n × 6] → [n × 6]
      kernels.silu(c, d, n);
      // logits = d · W + b: [n × 6] · [6 × 3] → [n × 3]
      kernels.linear(d, logitsWeight, logitsBias, logits, n);
    }
  }
}
