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
 * Predicts with a saved {@link SeedL1Weight}, which has 31 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 1]   input
 * hidden    [n × 10]  linear, relu
 * predict   [n × 1]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SeedL1WeightModel extends Model {
  private SeedL1WeightModel(ModelFile file, Engine engine) throws IOException {
    super(SeedL1Weight.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link SeedL1WeightTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SeedL1WeightModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SeedL1WeightTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SeedL1WeightModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SeedL1WeightTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SeedL1WeightModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SeedL1WeightTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SeedL1WeightModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link SeedL1WeightTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SeedL1WeightModel load(ModelFile file, Engine engine) throws IOException {
    return new SeedL1WeightModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 1);
    layout.layer("hidden", "linear, relu", 10);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 1, 10);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 10);
    layout.layer("predict", "linear", 1);
    layout.parameter("predict.weight", ParameterRole.WEIGHT, 10, 1);
    layout.parameter("predict.bias", ParameterRole.BIAS, 1);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor predict;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      predictWeight = parts.parameter("predict.weight");
      predictBias = parts.parameter("predict.bias");

      features = parts.input("features", 1);
      hidden = parts.tensor(10);
      predict = parts.tensor(1);

      parts.output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    public void infer(int n) {
      // hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      // predict = hidden · W + b: [n × 10] · [10 × 1] → [n × 1]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
    }
  }
}
