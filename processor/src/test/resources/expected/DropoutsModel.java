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
 * Predicts with a saved {@link Dropouts}, which has 180 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 5]  input
 * a         [n × 8]  linear, tanh
 * b         [n × 7]  linear, gelu
 * c         [n × 6]  linear
 * d         [n × 6]  silu
 * logits    [n × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class DropoutsModel extends Model {
  private DropoutsModel(Path file, Engine engine) throws IOException {
    super(Dropouts.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link DropoutsTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link DropoutsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static DropoutsModel load(Path file, Engine engine) throws IOException {
    return new DropoutsModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 5]");
    layout.layer("noisy", "");
    layout.layer("a", "linear, tanh");
    layout.weight("a.weight", 5, 8);
    layout.bias("a.bias", 8);
    layout.layer("b", "linear, gelu");
    layout.weight("b.weight", 8, 7);
    layout.bias("b.bias", 7);
    layout.layer("c", "linear");
    layout.weight("c.weight", 7, 6);
    layout.bias("c.bias", 6);
    layout.layer("d", "silu");
    layout.layer("logits", "linear");
    layout.weight("logits.weight", 6, 3);
    layout.bias("logits.bias", 3);
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
    private final ParameterTensor logitsWeight;
    private final ParameterTensor logitsBias;

    private final BatchTensor features;
    private final BatchTensor a;
    private final BatchTensor b;
    private final BatchTensor c;
    private final BatchTensor d;
    private final BatchTensor logits;

    private Pass(DropoutsModel model) {
      super(model);

      aWeight = parameter("a.weight");
      aBias = parameter("a.bias");
      bWeight = parameter("b.weight");
      bBias = parameter("b.bias");
      cWeight = parameter("c.weight");
      cBias = parameter("c.bias");
      logitsWeight = parameter("logits.weight");
      logitsBias = parameter("logits.bias");

      features = input("features", 5);
      a = tensor(8);
      b = tensor(7);
      // Overlaid: these share the memory of values that are no longer needed.
      c = a.overlaid(6);
      d = b.overlaid(6);
      logits = a.overlaid(3);

      output(TargetEncoding.CLASSES, "logits", logits);
    }

    @Override
    protected BatchTensor infer(int n) {
      // a = tanh(features · W + b): [n × 5] · [5 × 8] → [n × 8]
      kernels.linear(features, aWeight, aBias, a, n);
      kernels.tanh(a, a, n);
      // b = gelu(a · W + b): [n × 8] · [8 × 7] → [n × 7]
      kernels.linear(a, bWeight, bBias, b, n);
      kernels.gelu(b, b, n);
      // c = b · W + b: [n × 7] · [7 × 6] → [n × 6]
      kernels.linear(b, cWeight, cBias, c, n);
      // d = silu(c): [n × 6] → [n × 6]
      kernels.silu(c, d, n);
      // logits = d · W + b: [n × 6] · [6 × 3] → [n × 3]
      kernels.linear(d, logitsWeight, logitsBias, logits, n);
      return logits;
    }
  }
}
