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
  private Clashes_NetModel(Path file, Engine engine) throws IOException {
    super(Clashes.Net.class, layout(), file, engine);
  }

  /**
   * Loads a file that {@link Clashes_NetTrainer#save} wrote.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(Path file) throws IOException {
    return load(file, fastestEngine());
  }

  /**
   * Loads a file that {@link Clashes_NetTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if the file cannot be read or belongs to another network, with the reason
   */
  static Clashes_NetModel load(Path file, Engine engine) throws IOException {
    return new Clashes_NetModel(file, engine);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("n", "input [n × 3]");
    layout.layer("hidden", "linear, elu(0.5)");
    layout.weight("hidden.weight", 3, 4);
    layout.bias("hidden.bias", 4);
    layout.layer("hiddenWeight", "linear, leakyRelu(0.2)");
    layout.weight("hiddenWeight.weight", 4, 5);
    layout.bias("hiddenWeight.bias", 5);
    layout.layer("kernels", "silu");
    layout.layer("hiddenGradient", "tanh");
    layout.layer("builder", "linear, gelu");
    layout.weight("builder.weight", 5, 4);
    layout.bias("builder.bias", 4);
    layout.layer("Penalty", "linear");
    layout.weight("Penalty.weight", 4, 3);
    layout.bias("Penalty.bias", 3);
    layout.layer("TargetEncoding", "tanh");
    layout.layer("ParameterLayout", "tanh");
    layout.layer("Initializer", "tanh");
    layout.layer("Optimizer", "tanh");
    layout.layer("Net", "tanh");
    layout.layer("targets", "linear");
    layout.weight("targets.weight", 3, 2);
    layout.bias("targets.bias", 2);
    return layout.build();
  }

  @Override
  protected InferencePass newPass() {
    return new Pass(this);
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
    private final BatchTensor ParameterLayout_;
    private final BatchTensor Initializer_;
    private final BatchTensor Optimizer_;
    private final BatchTensor Net;
    private final BatchTensor targets;

    private Pass(Clashes_NetModel model) {
      super(model);

      hiddenWeight = parameter("hidden.weight");
      hiddenBias = parameter("hidden.bias");
      hiddenWeightWeight = parameter("hiddenWeight.weight");
      hiddenWeightBias = parameter("hiddenWeight.bias");
      builderWeight = parameter("builder.weight");
      builderBias = parameter("builder.bias");
      PenaltyWeight = parameter("Penalty.weight");
      PenaltyBias = parameter("Penalty.bias");
      targetsWeight = parameter("targets.weight");
      targetsBias = parameter("targets.bias");

      n_ = input("n", 3);
      hidden = tensor(4);
      hiddenWeight_ = tensor(5);
      // Overlaid: these share the memory of values that are no longer needed.
      kernels_ = hidden.overlaid(5);
      hiddenGradient = hiddenWeight_.overlaid(5);
      builder_ = hidden.overlaid(4);
      Penalty = hiddenWeight_.overlaid(3);
      TargetEncoding_ = hidden.overlaid(3);
      ParameterLayout_ = hiddenWeight_.overlaid(3);
      Initializer_ = hidden.overlaid(3);
      Optimizer_ = hiddenWeight_.overlaid(3);
      Net = hidden.overlaid(3);
      targets = hiddenWeight_.overlaid(2);

      output(TargetEncoding.VALUES, "targets", targets);
    }

    @Override
    protected BatchTensor infer(int n) {
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
      kernels.tanh(TargetEncoding_, ParameterLayout_, n);
      // Initializer = tanh(ParameterLayout): [n × 3] → [n × 3]
      kernels.tanh(ParameterLayout_, Initializer_, n);
      // Optimizer = tanh(Initializer): [n × 3] → [n × 3]
      kernels.tanh(Initializer_, Optimizer_, n);
      // Net = tanh(Optimizer): [n × 3] → [n × 3]
      kernels.tanh(Optimizer_, Net, n);
      // targets = Net · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(Net, targetsWeight, targetsBias, targets, n);
      return targets;
    }
  }
}
