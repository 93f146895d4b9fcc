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
 * Predicts with a saved {@link Clashes.Net}, which has 88 parameters. It is thread-safe.
 *
 * <pre>
 * n                [n × 3]  input
 * hidden           [n × 4]  linear, elu(0.5)
 * hiddenWeight     [n × 5]  linear, leakyRelu(0.2)
 * kernels          [n × 5]  silu
 * hiddenGradient   [n × 5]  tanh
 * builder          [n × 4]  linear, gelu
 * Penalty          [n × 3]  linear
 * TargetEncoding   [n × 3]  tanh
 * ParameterLayout  [n × 3]  tanh
 * Initializer      [n × 3]  tanh
 * Optimizer        [n × 3]  tanh
 * Net              [n × 3]  tanh
 * targets          [n × 2]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class Clashes_NetModel extends Model {
  private Clashes_NetModel(ModelFile file, Engine engine) throws IOException {
    super(Clashes.Net.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link Clashes_NetTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link Clashes_NetTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link Clashes_NetTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link Clashes_NetTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link Clashes_NetTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(ModelFile file, Engine engine) throws IOException {
    return new Clashes_NetModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("n", "input", 3);
    layout.layer("hidden", "linear, elu(0.5)", 4);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 3, 4);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 4);
    layout.layer("hiddenWeight", "linear, leakyRelu(0.2)", 5);
    layout.parameter("hiddenWeight.weight", ParameterRole.WEIGHT, 4, 5);
    layout.parameter("hiddenWeight.bias", ParameterRole.BIAS, 5);
    layout.layer("kernels", "silu", 5);
    layout.layer("hiddenGradient", "tanh", 5);
    layout.layer("builder", "linear, gelu", 4);
    layout.parameter("builder.weight", ParameterRole.WEIGHT, 5, 4);
    layout.parameter("builder.bias", ParameterRole.BIAS, 4);
    layout.layer("Penalty", "linear", 3);
    layout.parameter("Penalty.weight", ParameterRole.WEIGHT, 4, 3);
    layout.parameter("Penalty.bias", ParameterRole.BIAS, 3);
    layout.layer("TargetEncoding", "tanh", 3);
    layout.layer("ParameterLayout", "tanh", 3);
    layout.layer("Initializer", "tanh", 3);
    layout.layer("Optimizer", "tanh", 3);
    layout.layer("Net", "tanh", 3);
    layout.layer("targets", "linear", 2);
    layout.parameter("targets.weight", ParameterRole.WEIGHT, 3, 2);
    layout.parameter("targets.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenWeightWeight;
    private final ParameterTensor hiddenWeightBias;
    private final ParameterTensor builderWeight;
    private final ParameterTensor builderBias;
    private final ParameterTensor PenaltyWeight;
    private final ParameterTensor PenaltyBias;
    private final ParameterTensor targetsWeight;
    private final ParameterTensor targetsBias;

    private final BatchTensor n_;
    private final BatchTensor hidden;
    private final BatchTensor hiddenWeight_;
    private final BatchTensor kernels_;
    private final BatchTensor hiddenGradient;
    private final BatchTensor builder_;
    private final BatchTensor Penalty;
    private final BatchTensor TargetEncoding_;
    private final BatchTensor ParameterLayout;
    private final BatchTensor Initializer;
    private final BatchTensor Optimizer;
    private final BatchTensor Net;
    private final BatchTensor targets;

    private Pass(InferenceParts parts) {
      super(parts);

      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenWeightWeight = parts.parameter("hiddenWeight.weight");
      hiddenWeightBias = parts.parameter("hiddenWeight.bias");
      builderWeight = parts.parameter("builder.weight");
      builderBias = parts.parameter("builder.bias");
      PenaltyWeight = parts.parameter("Penalty.weight");
      PenaltyBias = parts.parameter("Penalty.bias");
      targetsWeight = parts.parameter("targets.weight");
      targetsBias = parts.parameter("targets.bias");

      n_ = parts.input("n", 3);
      hidden = parts.tensor(4);
      hiddenWeight_ = parts.tensor(5);
      // These share the memory of values that are no longer needed.
      kernels_ = hidden.sharing(5);
      hiddenGradient = hiddenWeight_.sharing(5);
      builder_ = kernels_.sharing(4);
      Penalty = hiddenGradient.sharing(3);
      TargetEncoding_ = builder_.sharing(3);
      ParameterLayout = Penalty.sharing(3);
      Initializer = TargetEncoding_.sharing(3);
      Optimizer = ParameterLayout.sharing(3);
      Net = Initializer.sharing(3);
      targets = Optimizer.sharing(2);

      parts.output(TargetEncoding.VALUES, "targets", targets);
    }

    @Override
    public void infer(int n) {
      // hidden = elu(n · W + b): [n × 3] · [3 × 4] → [n × 4]
      kernels.linear(n_, hiddenWeight, hiddenBias, hidden, n);
      kernels.elu(hidden, 0.5, hidden, n);
      // hiddenWeight = leakyRelu(hidden · W + b): [n × 4] · [4 × 5] → [n × 5]
      kernels.linear(hidden, hiddenWeightWeight, hiddenWeightBias, hiddenWeight_, n);
      kernels.leakyRelu(hiddenWeight_, 0.2, hiddenWeight_, n);
      // kernels = silu(hiddenWeight): [n × 5] → [n × 5]
      kernels.silu(hiddenWeight_, kernels_, n);
      // hiddenGradient = tanh(kernels): [n × 5] → [n × 5]
      kernels.tanh(kernels_, hiddenGradient, n);
      // builder = gelu(hiddenGradient · W + b): [n × 5] · [5 × 4] → [n × 4]
      kernels.linear(hiddenGradient, builderWeight, builderBias, builder_, n);
      kernels.gelu(builder_, builder_, n);
      // Penalty = builder · W + b: [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(builder_, PenaltyWeight, PenaltyBias, Penalty, n);
      // TargetEncoding = tanh(Penalty): [n × 3] → [n × 3]
      kernels.tanh(Penalty, TargetEncoding_, n);
      // ParameterLayout = tanh(TargetEncoding): [n × 3] → [n × 3]
      kernels.tanh(TargetEncoding_, ParameterLayout, n);
      // Initializer = tanh(ParameterLayout): [n × 3] → [n × 3]
      kernels.tanh(ParameterLayout, Initializer, n);
      // Optimizer = tanh(Initializer): [n × 3] → [n × 3]
      kernels.tanh(Initializer, Optimizer, n);
      // Net = tanh(Optimizer): [n × 3] → [n × 3]
      kernels.tanh(Optimizer, Net, n);
      // targets = Net · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(Net, targetsWeight, targetsBias, targets, n);
    }
  }
}
