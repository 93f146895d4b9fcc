package networks;

import java.io.IOException;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.netwright.runtime.Engine;
import org.netwright.runtime.GeneratedModel;
import org.netwright.runtime.InferencePass;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelLayout;
import org.netwright.runtime.TargetEncoding;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

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
  private PenaltiesModel(Path file, Engine engine) throws IOException {
    super(Penalties.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link PenaltiesTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link PenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static PenaltiesModel load(Path file, Engine engine) throws IOException {
    return new PenaltiesModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 6]");
    layout.layer("hidden", "linear, tanh");
    layout.weight("hidden.weight", 6, 5);
    layout.bias("hidden.bias", 5);
    layout.layer("second", "linear, sigmoid");
    layout.weight("second.weight", 5, 4);
    layout.bias("second.bias", 4);
    layout.layer("predict", "linear");
    layout.weight("predict.weight", 4, 3);
    layout.bias("predict.bias", 3);
    return layout.build();
  }

  @Override
  protected InferencePass newPass() {
    return new Pass(this);
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

    private Pass(PenaltiesModel model) {
      super(model);

      hiddenWeight = parameter("hidden.weight");
      hiddenBias = parameter("hidden.bias");
      secondWeight = parameter("second.weight");
      secondBias = parameter("second.bias");
      predictWeight = parameter("predict.weight");
      predictBias = parameter("predict.bias");

      features = input("features", 6);
      hidden = tensor(5);
      second = tensor(4);
      // Overlaid: these share the memory of values that are no longer needed.
      predict = hidden.overlaid(3);

      output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    protected BatchTensor infer(int n) {
      // hidden = tanh(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // second = sigmoid(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hidden, secondWeight, secondBias, second, n);
      kernels.sigmoid(second, second, n);
      // predict = second · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, predictWeight, predictBias, predict, n);
      return predict;
    }
  }
}
