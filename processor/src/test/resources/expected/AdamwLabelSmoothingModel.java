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
  private AdamwLabelSmoothingModel(Path file, Engine engine) throws IOException {
    super(AdamwLabelSmoothing.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link AdamwLabelSmoothingTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link AdamwLabelSmoothingTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamwLabelSmoothingModel load(Path file, Engine engine) throws IOException {
    return new AdamwLabelSmoothingModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 7]");
    layout.layer("a", "linear, silu");
    layout.weight("a.weight", 7, 16);
    layout.bias("a.bias", 16);
    layout.layer("logits", "linear");
    layout.weight("logits.weight", 16, 4);
    layout.bias("logits.bias", 4);
    return layout.build();
  }

  @Override
  protected InferencePass newPass() {
    return new Pass(this);
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

    private Pass(AdamwLabelSmoothingModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      logitsWeight = parameter("logits.weight");
      logitsBias = parameter("logits.bias");

      features = input("features", 7);
      a = tensor(16);
      logits = tensor(4);

      output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = silu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.silu(a, a, n);
      // logits = a · W + b: [n × 16] · [16 × 4] → [n × 4]
      kernels.linear(a, logitsWeight, logitsBias, logits, n);
      return logits;
    }
  }
}
