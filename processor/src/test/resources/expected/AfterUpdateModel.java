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
 * Predicts with a saved {@link AfterUpdate}, which has 71 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 6]  input
 * hidden    [n × 5]  linear, relu
 * second    [n × 4]  linear, tanh
 * logits    [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AfterUpdateModel extends Model {
  private AfterUpdateModel(ModelFile file, Engine engine) throws IOException {
    super(AfterUpdate.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link AfterUpdateTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AfterUpdateTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AfterUpdateTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link AfterUpdateTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link AfterUpdateTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(ModelFile file, Engine engine) throws IOException {
    return new AfterUpdateModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, relu", 5);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 5);
    layout.layer("second", "linear, tanh", 4);
    layout.parameter("second.weight", ParameterRole.WEIGHT, 5, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, 4);
    layout.layer("logits", "linear", 3);
    layout.parameter("logits.weight", ParameterRole.WEIGHT, 4, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondBias;
    private final ParameterTensor logitsWeight;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor second;
    private final BatchTensor logits;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      secondWeight = parts.parameter("second.weight");
      secondBias = parts.parameter("second.bias");
      logitsWeight = parts.parameter("logits.weight");

      features = parts.input("features", 6);
      hidden = parts.tensor(5);
      second = parts.tensor(4);
      // These share the memory of values that are no longer needed.
      logits = hidden.sharing(3);

      parts.output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    public void infer(int n) {
      // hidden = relu(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      // second = tanh(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hidden, secondWeight, secondBias, second, n);
      kernels.tanh(second, second, n);
      // logits = second · W: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, logitsWeight, logits, n);
    }
  }
}
