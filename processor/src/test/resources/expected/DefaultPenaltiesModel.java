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
 * Predicts with a saved {@link DefaultPenalties}, which has 168 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 4]  input
 * both      [n × 6]  linear, tanh
 * own       [n × 6]  linear, sigmoid
 * none      [n × 6]  linear, softplus
 * ownOnly   [n × 6]  linear, elu(1.0)
 * output    [n × 2]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
public final class DefaultPenaltiesModel extends Model {
  private DefaultPenaltiesModel(Path file, Engine engine) throws IOException {
    super(DefaultPenalties.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link DefaultPenaltiesTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link DefaultPenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(Path file, Engine engine) throws IOException {
    return new DefaultPenaltiesModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 4]");
    layout.layer("both", "linear, tanh");
    layout.weight("both.weight", 4, 6);
    layout.bias("both.bias", 6);
    layout.layer("own", "linear, sigmoid");
    layout.weight("own.weight", 6, 6);
    layout.bias("own.bias", 6);
    layout.layer("none", "linear, softplus");
    layout.weight("none.weight", 6, 6);
    layout.bias("none.bias", 6);
    layout.layer("ownOnly", "linear, elu(1.0)");
    layout.weight("ownOnly.weight", 6, 6);
    layout.bias("ownOnly.bias", 6);
    layout.layer("output", "linear");
    layout.weight("output.weight", 6, 2);
    return layout.build();
  }

  @Override
  protected InferencePass newPass() {
    return new Pass(this);
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor bothWeight;
    private final ParameterTensor bothBias;
    private final ParameterTensor ownWeight;
    private final ParameterTensor ownBias;
    private final ParameterTensor noneWeight;
    private final ParameterTensor noneBias;
    private final ParameterTensor ownOnlyWeight;
    private final ParameterTensor ownOnlyBias;
    private final ParameterTensor outputWeight;

    private final BatchTensor features;
    private final BatchTensor both;
    private final BatchTensor own;
    private final BatchTensor none;
    private final BatchTensor ownOnly;
    private final BatchTensor output;

    private Pass(DefaultPenaltiesModel model) {
      super(model);

      bothWeight = parameter("both.weight");
      bothBias = parameter("both.bias");
      ownWeight = parameter("own.weight");
      ownBias = parameter("own.bias");
      noneWeight = parameter("none.weight");
      noneBias = parameter("none.bias");
      ownOnlyWeight = parameter("ownOnly.weight");
      ownOnlyBias = parameter("ownOnly.bias");
      outputWeight = parameter("output.weight");

      features = input("features", 4);
      both = tensor(6);
      own = tensor(6);
      // Overlaid: these share the memory of values that are no longer needed.
      none = both.overlaid(6);
      ownOnly = own.overlaid(6);
      output = both.overlaid(2);

      output(TargetEncoding.VALUES, "output", output);
    }

    @Override
    protected BatchTensor infer(int n) {
      // both = tanh(features · W + b): [n × 4] · [4 × 6] → [n × 6]
      kernels.linear(features, bothWeight, bothBias, both, n);
      kernels.tanh(both, both, n);
      // own = sigmoid(both · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(both, ownWeight, ownBias, own, n);
      kernels.sigmoid(own, own, n);
      // none = softplus(own · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(own, noneWeight, noneBias, none, n);
      kernels.softplus(none, none, n);
      // ownOnly = elu(none · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(none, ownOnlyWeight, ownOnlyBias, ownOnly, n);
      kernels.elu(ownOnly, 1.0, ownOnly, n);
      // output = ownOnly · W: [n × 6] · [6 × 2] → [n × 2]
      kernels.linear(ownOnly, outputWeight, output, n);
      return output;
    }
  }
}
