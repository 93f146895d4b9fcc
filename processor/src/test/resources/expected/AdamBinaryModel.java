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
 * Predicts with a saved {@link AdamBinary}, which has 119 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 6]  input
 * a         [n × 9]  linear, elu(1.0)
 * b         [n × 5]  linear, softplus
 * logit     [n × 1]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class AdamBinaryModel extends Model {
  private AdamBinaryModel(Path file, Engine engine) throws IOException {
    super(AdamBinary.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link AdamBinaryTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link AdamBinaryTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static AdamBinaryModel load(Path file, Engine engine) throws IOException {
    return new AdamBinaryModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 6]");
    layout.layer("a", "linear, elu(1.0)");
    layout.weight("a.weight", 6, 9);
    layout.bias("a.bias", 9);
    layout.layer("b", "linear, softplus");
    layout.weight("b.weight", 9, 5);
    layout.bias("b.bias", 5);
    layout.layer("logit", "linear");
    layout.weight("logit.weight", 5, 1);
    layout.bias("logit.bias", 1);
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
    private final ParameterTensor logitWeight;
    private final ParameterTensor logitBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor logit;

    private Pass(AdamBinaryModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      bWeight = parameter("b.weight");
      bBias = parameter("b.bias");
      logitWeight = parameter("logit.weight");
      logitBias = parameter("logit.bias");

      features = input("features", 6);
      a = tensor(9);
      b = tensor(5);
      // Overlaid: these share the memory of values that are no longer needed.
      logit = a.overlaid(1);

      output(TargetEncoding.PROBABILITIES, "logit", logit);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = elu(features · W + b): [n × 6] · [6 × 9] → [n × 9]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.elu(a, 1.0, a, n);
      // b = softplus(a · W + b): [n × 9] · [9 × 5] → [n × 5]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.softplus(b, b, n);
      // logit = b · W + b: [n × 5] · [5 × 1] → [n × 1]
      kernels.linear(b, logitWeight, logitBias, logit, n);
      return logit;
    }
  }
}
