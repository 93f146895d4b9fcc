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
  private AfterUpdateModel(Path file, Engine engine) throws IOException {
    super(AfterUpdate.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link AfterUpdateTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link AfterUpdateTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AfterUpdateModel load(Path file, Engine engine) throws IOException {
    return new AfterUpdateModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 6]");
    layout.layer("hidden", "linear, relu");
    layout.weight("hidden.weight", 6, 5);
    layout.bias("hidden.bias", 5);
    layout.layer("second", "linear, tanh");
    layout.weight("second.weight", 5, 4);
    layout.bias("second.bias", 4);
    layout.layer("logits", "linear");
    layout.weight("logits.weight", 4, 3);
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
    private final ParameterTensor logitsWeight;

    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor second;
    private final BatchTensor logits;

    private Pass(AfterUpdateModel model) {
      super(model);

      hiddenWeight = parameter("hidden.weight");
      hiddenBias = parameter("hidden.bias");
      secondWeight = parameter("second.weight");
      secondBias = parameter("second.bias");
      logitsWeight = parameter("logits.weight");

      features = input("features", 6);
      hidden = tensor(5);
      second = tensor(4);
      // Overlaid: these share the memory of values that are no longer needed.
      logits = hidden.overlaid(3);

      output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    protected BatchTensor infer(int n) {
      // hidden = relu(features · W + b): [n × 6] · [6 × 5] → [n × 5]
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      // second = tanh(hidden · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hidden, secondWeight, secondBias, second, n);
      kernels.tanh(second, second, n);
      // logits = second · W: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(second, logitsWeight, logits, n);
      return logits;
    }
  }
}
