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
 * Predicts with a saved {@link MomentumTanh}, which has 123 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, tanh
 * b         [n × 6]  linear, sigmoid
 * c         [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class MomentumTanhModel extends Model {
  private MomentumTanhModel(Path file, Engine engine) throws IOException {
    super(MomentumTanh.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link MomentumTanhTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static MomentumTanhModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link MomentumTanhTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static MomentumTanhModel load(Path file, Engine engine) throws IOException {
    return new MomentumTanhModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 5]");
    layout.layer("a", "linear, tanh");
    layout.weight("a.weight", 5, 8);
    layout.bias("a.bias", 8);
    layout.layer("b", "linear, sigmoid");
    layout.weight("b.weight", 8, 6);
    layout.bias("b.bias", 6);
    layout.layer("c", "linear");
    layout.weight("c.weight", 6, 3);
    layout.bias("c.bias", 3);
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
    private final ParameterTensor cWeight;
    private final ParameterTensor cBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor c;

    private Pass(MomentumTanhModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      bWeight = parameter("b.weight");
      bBias = parameter("b.bias");
      cWeight = parameter("c.weight");
      cBias = parameter("c.bias");

      features = input("features", 5);
      a = tensor(8);
      b = tensor(6);
      // Overlaid: these share the memory of values that are no longer needed.
      c = a.overlaid(3);

      output(TargetEncoding.VALUES, "c", c);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = tanh(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.tanh(a, a, n);
      // b = sigmoid(a · W + b): [n × 8] · [8 × 6] → [n × 6]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.sigmoid(b, b, n);
      // c = b · W + b: [n × 6] · [6 × 3] → [n × 3]
      kernels.linear(b, cWeight, cBias, c, n);
      return c;
    }
  }
}
