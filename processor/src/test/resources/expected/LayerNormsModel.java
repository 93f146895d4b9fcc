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
 * Predicts with a saved {@link LayerNorms}, which has 109 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * normed    [n × 5]  layerNorm(1.0E-5)
 * first     [n × 6]  linear, layerNorm(0.001)
 * second    [n × 4]  linear, layerNorm(1.0E-5), sigmoid
 * predict   [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class LayerNormsModel extends Model {
  private LayerNormsModel(ModelFile file, Engine engine) throws IOException {
    super(LayerNorms.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link LayerNormsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static LayerNormsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link LayerNormsTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static LayerNormsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link LayerNormsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static LayerNormsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link LayerNormsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static LayerNormsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link LayerNormsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static LayerNormsModel load(ModelFile file, Engine engine) throws IOException {
    return new LayerNormsModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("normed", "layerNorm(1.0E-5)", 5);
    layout.parameter("normed.scale", ParameterRole.SCALE, 5);
    layout.parameter("normed.shift", ParameterRole.BIAS, 5);
    layout.layer("first", "linear, layerNorm(0.001)", 6);
    layout.parameter("first.weight", ParameterRole.WEIGHT, 5, 6);
    layout.parameter("first.bias", ParameterRole.BIAS, 6);
    layout.parameter("first.scale", ParameterRole.SCALE, 6);
    layout.parameter("first.shift", ParameterRole.BIAS, 6);
    layout.layer("second", "linear, layerNorm(1.0E-5), sigmoid", 4);
    layout.parameter("second.weight", ParameterRole.WEIGHT, 6, 4);
    layout.parameter("second.bias", ParameterRole.BIAS, 4);
    layout.parameter("second.scale", ParameterRole.SCALE, 4);
    layout.parameter("second.shift", ParameterRole.BIAS, 4);
    layout.layer("predict", "linear", 3);
    layout.parameter("predict.weight", ParameterRole.WEIGHT, 4, 3);
    layout.parameter("predict.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor normedScale;
    private final ParameterTensor normedShift;
    private final ParameterTensor firstWeight;
    private final ParameterTensor firstBias;
    private final ParameterTensor firstScale;
    private final ParameterTensor firstShift;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondBias;
    private final ParameterTensor secondScale;
    private final ParameterTensor secondShift;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;

    private final BatchTensor features;
    private final BatchTensor normed;
    private final BatchTensor firstUnnormalized;
    private final BatchTensor first;
    private final BatchTensor secondUnnormalized;
    private final BatchTensor second;
    private final BatchTensor predict;

    private Pass(InferenceParts parts) {
      super(parts);

      normedScale = parts.parameter("normed.scale");
      normedShift = parts.parameter("normed.shift");
      firstWeight = parts.parameter("first.weight");
      firstBias = parts.parameter("first.bias");
      firstScale = parts.parameter("first.scale");
      firstShift = parts.parameter("first.shift");
      secondWeight = parts.parameter("second.weight");
      secondBias = parts.parameter("second.bias");
      secondScale = parts.parameter("second.scale");
      secondShift = parts.parameter("second.shift");
      predictWeight = parts.parameter("predict.weight");
      predictBias = parts.parameter("predict.bias");

      features = parts.input("features", 5);
      normed = parts.tensor(5);
      firstUnnormalized = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      first = normed.sharing(6);
      secondUnnormalized = firstUnnormalized.sharing(4);
      second = first.sharing(4);
      predict = secondUnnormalized.sharing(3);

      parts.output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    public void infer(int n) {
      // normed = layerNorm(features): [n × 5] → [n × 5]
      kernels.layerNorm(features, normedScale, normedShift, 1.0E-5, normed, n);
      // first = layerNorm(normed · W + b): [n × 5] · [5 × 6] → [n × 6]
      kernels.linear(normed, firstWeight, firstBias, firstUnnormalized, n);
      kernels.layerNorm(firstUnnormalized, firstScale, firstShift, 0.001, first, n);
      // second = sigmoid(layerNorm(first · W + b)): [n × 6] · [6 × 4] → [n × 4]
      kernels.linear(first, secondWeight, secondBias, secondUnnormalized, n);
      kernels.layerNorm(secondUnnormalized, secondScale, secondShift, 1.0E-5, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
    }
  }
}
