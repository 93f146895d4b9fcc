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
 * Predicts with a saved {@link Penalties}, which has 74 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 6]  input
 * hidden    [n × 5]  linear, tanh
 * second    [n × 4]  linear, sigmoid
 * predict   [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class PenaltiesModel extends Model {
  private PenaltiesModel(ModelFile file, Engine engine) throws IOException {
    super(Penalties.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link PenaltiesTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link PenaltiesTrainer#save} wrote, from a URL such as that of a resource in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link PenaltiesTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link PenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link PenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(ModelFile file, Engine engine) throws IOException {
    return new PenaltiesModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, tanh", 5);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 5);
    layout.layer("second", "linear, sigmoid", 4);
    layout.parameter("second.weight", ParameterRole.WEIGHT, 5, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, 4);
    layout.layer("predict", "linear", 3);
    layout.parameter("predict.weight", ParameterRole.WEIGHT, 4, 3);
    layout.parameter("predict.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondBias;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor second;
    private final BatchTensor predict;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      secondWeight = parts.parameter("second.weight");
      secondBias = parts.parameter("second.bias");
      predictWeight = parts.parameter("predict.weight");
      predictBias = parts.parameter("predict.bias");

      features = parts.input("features", 6);
      hidden = parts.tensor(5);
      second = parts.tensor(4);
      // These share the memory of values that are no longer needed.
      predict = hidden.sharing(3);

      parts.output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    public void infer(int n) {
      // hidden = tanh(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // second = sigmoid(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hidden, secondWeight, secondBias, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
    }
  }
}
