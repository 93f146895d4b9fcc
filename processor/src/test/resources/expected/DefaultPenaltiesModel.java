package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;

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
  private DefaultPenaltiesModel(ModelFile file, Engine engine) throws IOException {
    super(DefaultPenalties.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link DefaultPenaltiesTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DefaultPenaltiesTrainer#save} wrote, from a URL such as that of a resource in
   * a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DefaultPenaltiesTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link DefaultPenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link DefaultPenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  public static DefaultPenaltiesModel load(ModelFile file, Engine engine) throws IOException {
    return new DefaultPenaltiesModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 4);
    layout.layer("both", "linear, tanh", 6);
    layout.parameter("both.weight", ParameterRole.WEIGHT, 4, 6);
    layout.parameter("both.bias", ParameterRole.BIAS, 6);
    layout.layer("own", "linear, sigmoid", 6);
    layout.parameter("own.weight", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("own.bias", ParameterRole.BIAS, 6);
    layout.layer("none", "linear, softplus", 6);
    layout.parameter("none.weight", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("none.bias", ParameterRole.BIAS, 6);
    layout.layer("ownOnly", "linear, elu(1.0)", 6);
    layout.parameter("ownOnly.weight", ParameterRole.WEIGHT, 6, 6);
    layout.parameter("ownOnly.bias", ParameterRole.BIAS, 6);
    layout.layer("output", "linear", 2);
    layout.parameter("output.weight", ParameterRole.WEIGHT, 6, 2);
    return layout.build();
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

    private Pass(InferenceParts parts) {
      super(parts);

      bothWeight = parts.parameter("both.weight");
      bothBias = parts.parameter("both.bias");
      ownWeight = parts.parameter("own.weight");
      ownBias = parts.parameter("own.bias");
      noneWeight = parts.parameter("none.weight");
      noneBias = parts.parameter("none.bias");
      ownOnlyWeight = parts.parameter("ownOnly.weight");
      ownOnlyBias = parts.parameter("ownOnly.bias");
      outputWeight = parts.parameter("output.weight");

      features = parts.input("features", 4);
      both = parts.tensor(6);
      own = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      none = both.sharing(6);
      ownOnly = own.sharing(6);
      output = none.sharing(2);

      parts.output(TargetEncoding.VALUES, "output", output);
    }

    @Override
    public void infer(int n) {
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
    }
  }
}
