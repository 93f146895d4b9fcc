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
 * Predicts with a saved {@link OwnLoss}, which has 53 parameters. It is thread-safe.
 *
 * <pre>
 * features   [n × 6]  input
 * hidden     [n × 5]  linear, tanh
 * quantiles  [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class OwnLossModel extends Model {
  private OwnLossModel(ModelFile file, Engine engine) throws IOException {
    super(OwnLoss.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link OwnLossTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static OwnLossModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link OwnLossTrainer#save} wrote, from a URL such as that of a resource in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static OwnLossModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link OwnLossTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static OwnLossModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link OwnLossTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static OwnLossModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link OwnLossTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static OwnLossModel load(ModelFile file, Engine engine) throws IOException {
    return new OwnLossModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("hidden", "linear, tanh", 5);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 6, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 5);
    layout.layer("quantiles", "linear", 3);
    layout.parameter("quantiles.weight", ParameterRole.WEIGHT, 5, 3);
    layout.parameter("quantiles.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor quantilesWeight;
    private final ParameterTensor quantilesBias;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor quantiles;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      quantilesWeight = parts.parameter("quantiles.weight");
      quantilesBias = parts.parameter("quantiles.bias");

      features = parts.input("features", 6);
      hidden = parts.tensor(5);
      quantiles = parts.tensor(3);

      parts.output(TargetEncoding.OWN, "quantiles", quantiles);
    }

    @Override
    public void infer(int n) {
      // hidden = tanh(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // quantiles = hidden · W + b: [n × 5] · [5 × 3] → [n × 3]
      kernels.linear(hidden, quantilesWeight, quantilesBias, quantiles, n);
    }
  }
}
