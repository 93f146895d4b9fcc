package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.Engine;
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
 * Predicts with a saved {@link GraphHeads}, which has 172 parameters. It is thread-safe.
 *
 * <pre>
 * features  [n × 6]   input
 * trunk     [n × 10]  linear, tanh
 * kind      [n × 3]   linear
 * branch    [n × 4]   linear, softplus
 * size      [n × 2]   linear
 * both      [n × 14]  concat
 * flag      [n × 1]   linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class GraphHeadsModel extends ArrayModel {
  private GraphHeadsModel(ModelFile file, Engine engine) throws IOException {
    super(GraphHeads.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link GraphHeadsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphHeadsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphHeadsTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphHeadsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphHeadsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphHeadsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphHeadsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphHeadsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link GraphHeadsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphHeadsModel load(ModelFile file, Engine engine) throws IOException {
    return new GraphHeadsModel(file, engine);
  }

  /**
   * Returns the outputs for each row; logits where the loss takes them.
   *
   * @param features [n × 6]
   */
  GraphHeadsPrediction predict(INDArray features) {
    List<INDArray> all = predict(Arrays.asList(features));
    return new GraphHeadsPrediction(all.get(0), all.get(1), all.get(2));
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 6);
    layout.layer("trunk", "linear, tanh", 10);
    layout.parameter("trunk.weight", ParameterRole.WEIGHT, 6, 10);
    layout.parameter("trunk.bias", ParameterRole.BIAS, 10);
    layout.layer("kind", "linear", 3);
    layout.parameter("kind.weight", ParameterRole.WEIGHT, 10, 3);
    layout.parameter("kind.bias", ParameterRole.BIAS, 3);
    layout.layer("branch", "linear, softplus", 4);
    layout.parameter("branch.weight", ParameterRole.WEIGHT, 10, 4);
    layout.parameter("branch.bias", ParameterRole.BIAS, 4);
    layout.layer("size", "linear", 2);
    layout.parameter("size.weight", ParameterRole.WEIGHT, 4, 2);
    layout.parameter("size.bias", ParameterRole.BIAS, 2);
    layout.layer("both", "concat", 14);
    layout.layer("flag", "linear", 1);
    layout.parameter("flag.weight", ParameterRole.WEIGHT, 14, 1);
    layout.parameter("flag.bias", ParameterRole.BIAS, 1);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor trunkWeight;
    private final ParameterTensor trunkBias;
    private final ParameterTensor kindWeight;
    private final ParameterTensor kindBias;
    private final ParameterTensor branchWeight;
    private final ParameterTensor branchBias;
    private final ParameterTensor sizeWeight;
    private final ParameterTensor sizeBias;
    private final ParameterTensor flagWeight;
    private final ParameterTensor flagBias;

    private final BatchTensor features;
    private final BatchTensor trunk;
    private final BatchTensor kind;
    private final BatchTensor branch;
    private final BatchTensor size;
    private final BatchTensor both;
    private final BatchTensor flag;

    private Pass(InferenceParts parts) {
      super(parts);

      trunkWeight = parts.parameter("trunk.weight");
      trunkBias = parts.parameter("trunk.bias");
      kindWeight = parts.parameter("kind.weight");
      kindBias = parts.parameter("kind.bias");
      branchWeight = parts.parameter("branch.weight");
      branchBias = parts.parameter("branch.bias");
      sizeWeight = parts.parameter("size.weight");
      sizeBias = parts.parameter("size.bias");
      flagWeight = parts.parameter("flag.weight");
      flagBias = parts.parameter("flag.bias");

      features = parts.input("features", 6);
      trunk = parts.tensor(10);
      kind = parts.tensor(3);
      branch = parts.tensor(4);
      size = parts.tensor(2);
      both = parts.tensor(14);
      // These share the memory of values that are no longer needed.
      flag = trunk.sharing(1);

      parts.output(TargetEncoding.CLASSES, "kind", kind);
      parts.output(TargetEncoding.VALUES, "size", size);
      parts.output(TargetEncoding.PROBABILITIES, "flag", flag);
    }

    @Override
    public void infer(int n) {
      // trunk = tanh(features · W + b): [n × 6] · [6 × 10] → [n × 10]
      kernels.linear(features, trunkWeight, trunkBias, trunk, n);
      kernels.tanh(trunk, trunk, n);
      // kind = trunk · W + b: [n × 10] · [10 × 3] → [n × 3]
      kernels.linear(trunk, kindWeight, kindBias, kind, n);
      // branch = softplus(trunk · W + b): [n × 10] · [10 × 4] → [n × 4]
      kernels.linear(trunk, branchWeight, branchBias, branch, n);
      kernels.softplus(branch, branch, n);
      // size = branch · W + b: [n × 4] · [4 × 2] → [n × 2]
      kernels.linear(branch, sizeWeight, sizeBias, size, n);
      // both = concat(trunk, branch): [n × 10] → [n × 14]
      kernels.concat(trunk, branch, 1, both, n);
      // flag = both · W + b: [n × 14] · [14 × 1] → [n × 1]
      kernels.linear(both, flagWeight, flagBias, flag, n);
    }
  }
}
