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
 * Predicts with a saved {@link AdamCrossEntropy}, which has 384 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 7]   input
 * a         [n × 16]  linear, relu
 * b         [n × 12]  linear, leakyRelu(0.01)
 * logits    [n × 4]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AdamCrossEntropyModel extends Model {
  private AdamCrossEntropyModel(Path file, Engine engine) throws IOException {
    super(AdamCrossEntropy.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link AdamCrossEntropyTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link AdamCrossEntropyTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamCrossEntropyModel load(Path file, Engine engine) throws IOException {
    return new AdamCrossEntropyModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 7]");
    layout.layer("a", "linear, relu");
    layout.weight("a.weight", 7, 16);
    layout.bias("a.bias", 16);
    layout.layer("b", "linear, leakyRelu(0.01)");
    layout.weight("b.weight", 16, 12);
    layout.bias("b.bias", 12);
    layout.layer("logits", "linear");
    layout.weight("logits.weight", 12, 4);
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
    private final ParameterTensor bWeight;
    private final ParameterTensor bBias;
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor logits;

    private Pass(AdamCrossEntropyModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      bWeight = parameter("b.weight");
      bBias = parameter("b.bias");
      logitsWeight = parameter("logits.weight");
      logitsBias = parameter("logits.bias");

      features = input("features", 7);
      a = tensor(16);
      b = tensor(12);
      // Overlaid: these share the memory of values that are no longer needed.
      logits = a.overlaid(4);

      output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = relu(features · W + b): [n × 7] · [7 × 16] → [n × 16]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.relu(a, a, n);
      // b = leakyRelu(a · W + b): [n × 16] · [16 × 12] → [n × 12]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.leakyRelu(b, 0.01, b, n);
      // logits = b · W + b: [n × 12] · [12 × 4] → [n × 4]
      kernels.linear(b, logitsWeight, logitsBias, logits, n);
      return logits;
    }
  }
}
