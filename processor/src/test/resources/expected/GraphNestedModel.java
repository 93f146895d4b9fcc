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
 * Predicts with a saved {@link GraphNested}, which has 680 parameters. It is thread-safe.
 *
 * <pre>
 * features               [n × 5]  input
 * stem                   [n × 6]  linear, relu
 * pairs.0.gates.0.gate   [n × 6]  linear, sigmoid
 * pairs.0.gates.0.value  [n × 6]  linear, multiply
 * pairs.0.gates.1.gate   [n × 6]  linear, sigmoid
 * pairs.0.gates.1.value  [n × 6]  linear, multiply
 * pairs.0.joined         [n × 6]  linear, add, tanh
 * pairs.1 to pairs.2              the same
 * out                    [n × 2]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class GraphNestedModel extends Model {
  private GraphNestedModel(ModelFile file, Engine engine) throws IOException {
    super(GraphNested.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link GraphNestedTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphNestedModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphNestedTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphNestedModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphNestedTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphNestedModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link GraphNestedTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphNestedModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link GraphNestedTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static GraphNestedModel load(ModelFile file, Engine engine) throws IOException {
    return new GraphNestedModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("stem", "linear, relu", 6);
    layout.parameter("stem.weight", ParameterRole.WEIGHT, 5, 6);
    layout.parameter("stem.bias", ParameterRole.BIAS, 6);
    for (int i = 0; i < 3; i++) {
      var prefix = "pairs." + i + ".";
      layout.layer(prefix + "x", "", 6);
      layout.layer(prefix + "gates.0.x", "", 6);
      layout.layer(prefix + "gates.0.gate", "linear, sigmoid", 6);
      layout.parameter(prefix + "gates.0.gate.weight", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "gates.0.gate.bias", ParameterRole.BIAS, 6);
      layout.layer(prefix + "gates.0.value", "linear, multiply", 6);
      layout.parameter(prefix + "gates.0.value.weight", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "gates.0.value.bias", ParameterRole.BIAS, 6);
      layout.layer(prefix + "gates.1.x", "", 6);
      layout.layer(prefix + "gates.1.gate", "linear, sigmoid", 6);
      layout.parameter(prefix + "gates.1.gate.weight", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "gates.1.gate.bias", ParameterRole.BIAS, 6);
      layout.layer(prefix + "gates.1.value", "linear, multiply", 6);
      layout.parameter(prefix + "gates.1.value.weight", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "gates.1.value.bias", ParameterRole.BIAS, 6);
      layout.layer(prefix + "joined", "linear, add, tanh", 6);
      layout.parameter(prefix + "joined.weight", ParameterRole.WEIGHT, 6, 6);
      layout.parameter(prefix + "joined.bias", ParameterRole.BIAS, 6);
    }
    layout.layer("out", "linear", 2);
    layout.parameter("out.weight", ParameterRole.WEIGHT, 6, 2);
    layout.parameter("out.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor stemWeight;
    private final ParameterTensor stemBias;
    private final ParameterTensor[] pairsGates0GateWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0GateBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedBias = new ParameterTensor[3];
    private final ParameterTensor outWeight;
    private final ParameterTensor outBias;

    private final BatchTensor features;
    private final BatchTensor stem;
    private final BatchTensor[] pairsGates0Gate = new BatchTensor[3];
    private final BatchTensor[] pairsGates0Value = new BatchTensor[3];
    private final BatchTensor[] pairsGates1Gate = new BatchTensor[3];
    private final BatchTensor[] pairsGates1Value = new BatchTensor[3];
    private final BatchTensor[] pairsJoined = new BatchTensor[3];
    private final BatchTensor out;

    private Pass(InferenceParts parts) {
      super(parts);

      stemWeight = parts.parameter("stem.weight");
      stemBias = parts.parameter("stem.bias");
      for (int i = 0; i < 3; i++) {
        var prefix = "pairs." + i + ".";
        pairsGates0GateWeight[i] = parts.parameter(prefix + "gates.0.gate.weight");
        pairsGates0GateBias[i] = parts.parameter(prefix + "gates.0.gate.bias");
        pairsGates0ValueWeight[i] = parts.parameter(prefix + "gates.0.value.weight");
        pairsGates0ValueBias[i] = parts.parameter(prefix + "gates.0.value.bias");
        pairsGates1GateWeight[i] = parts.parameter(prefix + "gates.1.gate.weight");
        pairsGates1GateBias[i] = parts.parameter(prefix + "gates.1.gate.bias");
        pairsGates1ValueWeight[i] = parts.parameter(prefix + "gates.1.value.weight");
        pairsGates1ValueBias[i] = parts.parameter(prefix + "gates.1.value.bias");
        pairsJoinedWeight[i] = parts.parameter(prefix + "joined.weight");
        pairsJoinedBias[i] = parts.parameter(prefix + "joined.bias");
      }
      outWeight = parts.parameter("out.weight");
      outBias = parts.parameter("out.bias");

      features = parts.input("features", 5);
      stem = parts.tensor(6);
      pairsGates0Gate[0] = parts.tensor(6);
      pairsGates0Value[0] = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      pairsGates1Gate[0] = pairsGates0Gate[0].sharing(6);
      pairsGates1Value[0] = parts.tensor(6);
      pairsJoined[0] = pairsGates1Gate[0].sharing(6);
      pairsGates0Gate[1] = stem.sharing(6);
      pairsGates0Value[1] = pairsGates0Value[0].sharing(6);
      pairsGates1Gate[1] = pairsGates0Gate[1].sharing(6);
      pairsGates1Value[1] = pairsGates1Value[0].sharing(6);
      pairsJoined[1] = pairsGates1Gate[1].sharing(6);
      pairsGates0Gate[2] = pairsJoined[0].sharing(6);
      pairsGates0Value[2] = pairsGates0Value[1].sharing(6);
      pairsGates1Gate[2] = pairsGates0Gate[2].sharing(6);
      pairsGates1Value[2] = pairsGates1Value[1].sharing(6);
      pairsJoined[2] = pairsGates1Gate[2].sharing(6);
      out = pairsJoined[1].sharing(2);

      parts.output(TargetEncoding.VALUES, "out", out);
    }

    @Override
    public void infer(int n) {
      // stem = relu(features · W + b): [n × 5] · [5 × 6] → [n × 6]
      kernels.linear(features, stemWeight, stemBias, stem, n);
      kernels.relu(stem, stem, n);
      inferPairs0(n);
      for (int i = 1; i < 3; i++) {
        inferPairs(i, n);
      }
      // out = pairs.2.joined · W + b: [n × 6] · [6 × 2] → [n × 2]
      kernels.linear(pairsJoined[2], outWeight, outBias, out, n);
    }

    private void inferPairs0(int n) {
      // pairs.0.gates.0.gate = sigmoid(stem · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(stem, pairsGates0GateWeight[0], pairsGates0GateBias[0], pairsGates0Gate[0], n);
      kernels.sigmoid(pairsGates0Gate[0], pairsGates0Gate[0], n);
      // pairs.0.gates.0.value = (stem · W + b) ∘ pairs.0.gates.0.gate: [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          stem, pairsGates0ValueWeight[0], pairsGates0ValueBias[0], pairsGates0Value[0], n);
      kernels.multiply(pairsGates0Value[0], pairsGates0Gate[0], pairsGates0Value[0], n);
      // pairs.0.gates.1.gate = sigmoid(pairs.0.gates.0.value · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[0], pairsGates1GateWeight[0], pairsGates1GateBias[0],
          pairsGates1Gate[0], n);
      kernels.sigmoid(pairsGates1Gate[0], pairsGates1Gate[0], n);
      // pairs.0.gates.1.value = (pairs.0.gates.0.value · W + b) ∘ pairs.0.gates.1.gate: [n × 6] ·
      // [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[0], pairsGates1ValueWeight[0], pairsGates1ValueBias[0],
          pairsGates1Value[0], n);
      kernels.multiply(pairsGates1Value[0], pairsGates1Gate[0], pairsGates1Value[0], n);
      // pairs.0.joined = tanh(pairs.0.gates.1.value · W + b + stem): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates1Value[0], pairsJoinedWeight[0], pairsJoinedBias[0], pairsJoined[0], n);
      kernels.add(pairsJoined[0], stem, pairsJoined[0], n);
      kernels.tanh(pairsJoined[0], pairsJoined[0], n);
    }

    private void inferPairs(int i, int n) {
      // pairs.i.gates.0.gate = sigmoid(pairs.(i - 1).joined · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsJoined[i - 1], pairsGates0GateWeight[i], pairsGates0GateBias[i], pairsGates0Gate[i],
          n);
      kernels.sigmoid(pairsGates0Gate[i], pairsGates0Gate[i], n);
      // pairs.i.gates.0.value = (pairs.(i - 1).joined · W + b) ∘ pairs.i.gates.0.gate: [n × 6] · [6
      // × 6] → [n × 6]
      kernels.linear(
          pairsJoined[i - 1], pairsGates0ValueWeight[i], pairsGates0ValueBias[i],
          pairsGates0Value[i], n);
      kernels.multiply(pairsGates0Value[i], pairsGates0Gate[i], pairsGates0Value[i], n);
      // pairs.i.gates.1.gate = sigmoid(pairs.i.gates.0.value · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[i], pairsGates1GateWeight[i], pairsGates1GateBias[i],
          pairsGates1Gate[i], n);
      kernels.sigmoid(pairsGates1Gate[i], pairsGates1Gate[i], n);
      // pairs.i.gates.1.value = (pairs.i.gates.0.value · W + b) ∘ pairs.i.gates.1.gate: [n × 6] ·
      // [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[i], pairsGates1ValueWeight[i], pairsGates1ValueBias[i],
          pairsGates1Value[i], n);
      kernels.multiply(pairsGates1Value[i], pairsGates1Gate[i], pairsGates1Value[i], n);
      // pairs.i.joined = tanh(pairs.i.gates.1.value · W + b + pairs.(i - 1).joined): [n × 6] · [6 ×
      // 6] → [n × 6]
      kernels.linear(
          pairsGates1Value[i], pairsJoinedWeight[i], pairsJoinedBias[i], pairsJoined[i], n);
      kernels.add(pairsJoined[i], pairsJoined[i - 1], pairsJoined[i], n);
      kernels.tanh(pairsJoined[i], pairsJoined[i], n);
    }
  }
}
