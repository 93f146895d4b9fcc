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
 * Predicts with a saved {@link AdamwLabelSmoothing}, which has 196 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 7]   input
 * a         [n × 16]  linear, silu
 * logits    [n × 4]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AdamwLabelSmoothingModel extends Model {
  private AdamwLabelSmoothingModel(ModelFile file, Engine engine) throws IOException {
    super(AdamwLabelSmoothing.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link AdamwLabelSmoothingTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamwLabelSmoothingTrainer#save} wrote, from a URL such as that of a resource
   * in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamwLabelSmoothingTrainer#save} wrote, from a stream, which the caller
   * closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AdamwLabelSmoothingTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link AdamwLabelSmoothingTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(ModelFile file, Engine engine) throws IOException {
    return new AdamwLabelSmoothingModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 7);
    layout.layer("a", "linear, silu", 16);
    layout.parameter("a.weight", ParameterRole.WEIGHT, 7, 16);
    layout.parameter("a.bias", ParameterRole.BIAS, 16);
    layout.layer("logits", "linear", 4);
    layout.parameter("logits.weight", ParameterRole.WEIGHT, 16, 4);
    layout.parameter("logits.bias", ParameterRole.BIAS, 4);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor aWeight;
    private final ParameterTensor aBias;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor logits;

    private Pass(InferenceParts parts) {
      super(parts);

      aWeight = parts.parameter("a.weight");
      aBias = parts.parameter("a.bias");
      logitsWeight = parts.parameter("logits.weight");
      logitsBias = parts.parameter("logits.bias");

      features = parts.input("features", 7);
      a = parts.tensor(16);
      logits = parts.tensor(4);

      parts.output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    public void infer(int n) {
      // a = silu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.silu(a, a, n);
      // logits = a · W + b: [n × 16] · [16 × 4] → [n × 4]
      kernels.linear(a, logitsWeight, logitsBias, logits, n);
    }
  }
}
