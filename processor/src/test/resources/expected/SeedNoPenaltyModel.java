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
 * Predicts with a saved {@link SeedNoPenalty}, which has 31 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 1]   input
 * hidden    [n × 10]  linear, relu
 * predict   [n × 1]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SeedNoPenaltyModel extends Model {
  private SeedNoPenaltyModel(Path file, Engine engine) throws IOException {
    super(SeedNoPenalty.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link SeedNoPenaltyTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static SeedNoPenaltyModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link SeedNoPenaltyTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static SeedNoPenaltyModel load(Path file, Engine engine) throws IOException {
    return new SeedNoPenaltyModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 1]");
    layout.layer("hidden", "linear, relu");
    layout.weight("hidden.weight", 1, 10);
    layout.bias("hidden.bias", 10);
    layout.layer("predict", "linear");
    layout.weight("predict.weight", 10, 1);
    layout.bias("predict.bias", 1);
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
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor predict;

    private Pass(SeedNoPenaltyModel model) {
      super(model);

      hiddenWeight = parameter("hidden.weight");
      hiddenBias = parameter("hidden.bias");
      predictWeight = parameter("predict.weight");
      predictBias = parameter("predict.bias");

      features = input("features", 1);
      hidden = tensor(10);
      predict = tensor(1);

      output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    protected BatchTensor infer(int n) {
      // hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      // predict = hidden · W + b: [n × 10] · [10 × 1] → [n × 1]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
      return predict;
    }
  }
}
