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
 * Predicts with a saved {@link NesterovGelu}, which has 66 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, gelu
 * b         [n × 2]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class NesterovGeluModel extends Model {
  private NesterovGeluModel(Path file, Engine engine) throws IOException {
    super(NesterovGelu.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link NesterovGeluTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link NesterovGeluTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static NesterovGeluModel load(Path file, Engine engine) throws IOException {
    return new NesterovGeluModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 5]");
    layout.layer("a", "linear, gelu");
    layout.weight("a.weight", 5, 8);
    layout.bias("a.bias", 8);
    layout.layer("b", "linear");
    layout.weight("b.weight", 8, 2);
    layout.bias("b.bias", 2);
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

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;

    private Pass(NesterovGeluModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      bWeight = parameter("b.weight");
      bBias = parameter("b.bias");

      features = input("features", 5);
      a = tensor(8);
      b = tensor(2);

      output(TargetEncoding.VALUES, "b", b);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = gelu(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.gelu(a, a, n);
      // b = a · W + b: [n × 8] · [8 × 2] → [n × 2]
      kernels.linear(a, bWeight, bBias, b, n);
      return b;
    }
  }
}
