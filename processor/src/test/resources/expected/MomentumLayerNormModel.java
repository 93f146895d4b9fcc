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
 * Predicts with a saved {@link MomentumLayerNorm}, which has 94 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * hidden    [n × 7]  linear, layerNorm(1.0E-5), tanh
 * normed    [n × 7]  layerNorm(1.0E-5)
 * logits    [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class MomentumLayerNormModel extends Model {
  private MomentumLayerNormModel(ModelFile file, Engine engine) throws IOException {
    super(MomentumLayerNorm.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link MomentumLayerNormTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static MomentumLayerNormModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link MomentumLayerNormTrainer#save} wrote, from a URL such as that of a resource
   * in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static MomentumLayerNormModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link MomentumLayerNormTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static MomentumLayerNormModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link MomentumLayerNormTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static MomentumLayerNormModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link MomentumLayerNormTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static MomentumLayerNormModel load(ModelFile file, Engine engine) throws IOException {
    return new MomentumLayerNormModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("hidden", "linear, layerNorm(1.0E-5), tanh", 7);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 5, 7);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 7);
    layout.parameter("hidden.scale", ParameterRole.SCALE, 7);
    layout.parameter("hidden.shift", ParameterRole.BIAS, 7);
    layout.layer("normed", "layerNorm(1.0E-5)", 7);
    layout.parameter("normed.scale", ParameterRole.SCALE, 7);
    layout.parameter("normed.shift", ParameterRole.BIAS, 7);
    layout.layer("logits", "linear", 3);
    layout.parameter("logits.weight", ParameterRole.WEIGHT, 7, 3);
    layout.parameter("logits.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenScale;
    private final ParameterTensor hiddenShift;
    private final ParameterTensor normedScale;
    private final ParameterTensor normedShift;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor hiddenUnnormalized;
    private final BatchTensor hidden;
    private final BatchTensor normed;
    private final BatchTensor logits;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenScale = parts.parameter("hidden.scale");
      hiddenShift = parts.parameter("hidden.shift");
      normedScale = parts.parameter("normed.scale");
      normedShift = parts.parameter("normed.shift");
      logitsWeight = parts.parameter("logits.weight");
      logitsBias = parts.parameter("logits.bias");

      features = parts.input("features", 5);
      hiddenUnnormalized = parts.tensor(7);
      hidden = parts.tensor(7);
      // These share the memory of values that are no longer needed.
      normed = hiddenUnnormalized.sharing(7);
      logits = hidden.sharing(3);

      parts.output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    public void infer(int n) {
      // hidden = tanh(layerNorm(features · W + b)): [n × 5] · [5 × 7] → [n × 7]
      kernels.linear(features, hiddenWeight, hiddenBias, hiddenUnnormalized, n);
      kernels.layerNorm(hiddenUnnormalized, hiddenScale, hiddenShift, 1.0E-5, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // normed = layerNorm(hidden): [n × 7] → [n × 7]
      kernels.layerNorm(hidden, normedScale, normedShift, 1.0E-5, normed, n);
      // logits = normed · W + b: [n × 7] · [7 × 3] → [n × 3]
      kernels.linear(normed, logitsWeight, logitsBias, logits, n);
    }
  }
}
