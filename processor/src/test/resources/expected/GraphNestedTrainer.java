package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StrengthSchedules;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link GraphNested}, which has 680 parameters.
 *
 * <pre>
 * features               [n × 5]  input
 * stem                   [n × 6]  linear, relu
 * pairs.0.x              [n × 6]
 * pairs.0.gates.0.x      [n × 6]
 * pairs.0.gates.0.gate   [n × 6]  linear, sigmoid
 * pairs.0.gates.0.value  [n × 6]  linear, multiply; l2 0.001 on weight
 * pairs.0.gates.1.x      [n × 6]
 * pairs.0.gates.1.gate   [n × 6]  linear, sigmoid
 * pairs.0.gates.1.value  [n × 6]  linear, multiply; l2 0.001 on weight
 * pairs.0.joined         [n × 6]  linear, add, tanh
 * pairs.1 to pairs.2              the same
 * out                    [n × 2]  linear, meanSquaredError
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class GraphNestedTrainer extends Trainer<GraphNested> {
  private GraphNestedTrainer(Builder builder) {
    super(builder, new GraphNested(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static GraphNestedTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("features", "input", 5);
    layout.layer("stem", "linear, relu", 6);
    layout.parameter(
        "stem.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 6), 5, 6);
    layout.parameter("stem.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 6), 6);
    for (int i = 0; i < 3; i++) {
      var prefix = "pairs." + i + ".";
      layout.layer(prefix + "x", "", 6);
      layout.layer(prefix + "gates.0.x", "", 6);
      layout.layer(prefix + "gates.0.gate", "linear, sigmoid", 6);
      layout.parameter(
          prefix + "gates.0.gate.weight", ParameterRole.WEIGHT,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
      layout.parameter(
          prefix + "gates.0.gate.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6),
          6);
      layout.layer(prefix + "gates.0.value", "linear, multiply", 6);
      layout.parameter(
          prefix + "gates.0.value.weight", ParameterRole.WEIGHT,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
      layout.parameter(
          prefix + "gates.0.value.bias", ParameterRole.BIAS,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
      layout.layer(prefix + "gates.1.x", "", 6);
      layout.layer(prefix + "gates.1.gate", "linear, sigmoid", 6);
      layout.parameter(
          prefix + "gates.1.gate.weight", ParameterRole.WEIGHT,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
      layout.parameter(
          prefix + "gates.1.gate.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6),
          6);
      layout.layer(prefix + "gates.1.value", "linear, multiply", 6);
      layout.parameter(
          prefix + "gates.1.value.weight", ParameterRole.WEIGHT,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6, 6);
      layout.parameter(
          prefix + "gates.1.value.bias", ParameterRole.BIAS,
          Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
      layout.layer(prefix + "joined", "linear, add, tanh", 6);
      layout.parameter(
          prefix + "joined.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 6),
          6, 6);
      layout.parameter(
          prefix + "joined.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 6), 6);
    }
    layout.layer("out", "linear", 2);
    layout.parameter(
        "out.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(6, 2), 6, 2);
    layout.parameter("out.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(6, 2), 2);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link GraphNested}.
   */
  @GeneratedTrainer
  static final class Builder extends TrainerBuilder<Builder, GraphNestedTrainer> {
    private Schedule pairsGatesValueL2 = Schedule.constant(0.001);

    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    /**
     * Sets the strength of the L2 penalty on the weight of {@code pairs.gates.value}.
     *
     * @param strength finite, at least 0; the default is 0.001
     */
    Builder pairsGatesValueL2(double strength) {
      return pairsGatesValueL2(StrengthSchedules.constant("pairs.gates.value.l2", strength));
    }

    /**
     * Sets a schedule for the strength of the L2 penalty on the weight of
     * {@code pairs.gates.value}.
     *
     * @param schedule its first number is finite and at least 0
     */
    Builder pairsGatesValueL2(Schedule schedule) {
      pairsGatesValueL2 = StrengthSchedules.checked("pairs.gates.value.l2", schedule);
      return this;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public GraphNestedTrainer build() {
      return new GraphNestedTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor stemWeight;
    private final ParameterTensor stemWeightGradient;
    private final ParameterTensor stemBias;
    private final ParameterTensor stemBiasGradient;
    private final ParameterTensor[] pairsGates0GateWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0GateWeightGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0GateBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0GateBiasGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueWeightGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates0ValueBiasGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateWeightGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1GateBiasGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueWeightGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsGates1ValueBiasGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedWeight = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedWeightGradient = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedBias = new ParameterTensor[3];
    private final ParameterTensor[] pairsJoinedBiasGradient = new ParameterTensor[3];
    private final ParameterTensor outWeight;
    private final ParameterTensor outWeightGradient;
    private final ParameterTensor outBias;
    private final ParameterTensor outBiasGradient;

    private final Strength[] pairsGates0ValueL2 = new Strength[3];
    private final Strength[] pairsGates1ValueL2 = new Strength[3];

    private final BatchTensor features;
    private final BatchTensor outTargets;
    private final BatchTensor stem;
    private final BatchTensor[] pairsGates0Gate = new BatchTensor[3];
    private final BatchTensor[] pairsGates0ValueUncombined = new BatchTensor[3];
    private final BatchTensor[] pairsGates0Value = new BatchTensor[3];
    private final BatchTensor[] pairsGates1Gate = new BatchTensor[3];
    private final BatchTensor[] pairsGates1ValueUncombined = new BatchTensor[3];
    private final BatchTensor[] pairsGates1Value = new BatchTensor[3];
    private final BatchTensor[] pairsJoined = new BatchTensor[3];
    private final BatchTensor out;
    private final BatchTensor outGradient;
    private final BatchTensor[] pairsJoinedGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates1ValueGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates1ValueUncombinedGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates1GateGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates0ValueGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates0ValueGradient2 = new BatchTensor[3];
    private final BatchTensor[] pairsGates0ValueUncombinedGradient = new BatchTensor[3];
    private final BatchTensor[] pairsGates0GateGradient = new BatchTensor[3];
    private final BatchTensor[] pairsJoinedGradient3 = new BatchTensor[3];
    private final BatchTensor stemGradient;
    private final BatchTensor stemGradient3;

    private Pass(TrainingParts parts, Builder builder, GraphNested declared) {
      super(parts);

      stemWeight = parts.parameter("stem.weight");
      stemWeightGradient = parts.gradient("stem.weight");
      stemBias = parts.parameter("stem.bias");
      stemBiasGradient = parts.gradient("stem.bias");
      for (int i = 0; i < 3; i++) {
        var prefix = "pairs." + i + ".";
        pairsGates0GateWeight[i] = parts.parameter(prefix + "gates.0.gate.weight");
        pairsGates0GateWeightGradient[i] = parts.gradient(prefix + "gates.0.gate.weight");
        pairsGates0GateBias[i] = parts.parameter(prefix + "gates.0.gate.bias");
        pairsGates0GateBiasGradient[i] = parts.gradient(prefix + "gates.0.gate.bias");
        pairsGates0ValueWeight[i] = parts.parameter(prefix + "gates.0.value.weight");
        pairsGates0ValueWeightGradient[i] = parts.gradient(prefix + "gates.0.value.weight");
        pairsGates0ValueBias[i] = parts.parameter(prefix + "gates.0.value.bias");
        pairsGates0ValueBiasGradient[i] = parts.gradient(prefix + "gates.0.value.bias");
        pairsGates1GateWeight[i] = parts.parameter(prefix + "gates.1.gate.weight");
        pairsGates1GateWeightGradient[i] = parts.gradient(prefix + "gates.1.gate.weight");
        pairsGates1GateBias[i] = parts.parameter(prefix + "gates.1.gate.bias");
        pairsGates1GateBiasGradient[i] = parts.gradient(prefix + "gates.1.gate.bias");
        pairsGates1ValueWeight[i] = parts.parameter(prefix + "gates.1.value.weight");
        pairsGates1ValueWeightGradient[i] = parts.gradient(prefix + "gates.1.value.weight");
        pairsGates1ValueBias[i] = parts.parameter(prefix + "gates.1.value.bias");
        pairsGates1ValueBiasGradient[i] = parts.gradient(prefix + "gates.1.value.bias");
        pairsJoinedWeight[i] = parts.parameter(prefix + "joined.weight");
        pairsJoinedWeightGradient[i] = parts.gradient(prefix + "joined.weight");
        pairsJoinedBias[i] = parts.parameter(prefix + "joined.bias");
        pairsJoinedBiasGradient[i] = parts.gradient(prefix + "joined.bias");
      }
      outWeight = parts.parameter("out.weight");
      outWeightGradient = parts.gradient("out.weight");
      outBias = parts.parameter("out.bias");
      outBiasGradient = parts.gradient("out.bias");

      for (int i = 0; i < 3; i++) {
        var prefix = "pairs." + i + ".";
        pairsGates0ValueL2[i] = parts.penalty(
            prefix + "gates.0.value.l2", builder.pairsGatesValueL2, ParameterRole.WEIGHT);
        pairsGates1ValueL2[i] = parts.penalty(
            prefix + "gates.1.value.l2", builder.pairsGatesValueL2, ParameterRole.WEIGHT);
      }

      features = parts.input("features", 5);
      outTargets = parts.target(TargetEncoding.VALUES, "out", 2);
      stem = parts.tensor(6);
      for (int i = 0; i < 3; i++) {
        pairsGates0Gate[i] = parts.tensor(6);
        pairsGates0ValueUncombined[i] = parts.tensor(6);
        pairsGates0Value[i] = parts.tensor(6);
        pairsGates1Gate[i] = parts.tensor(6);
        pairsGates1ValueUncombined[i] = parts.tensor(6);
        pairsGates1Value[i] = parts.tensor(6);
        pairsJoined[i] = parts.tensor(6);
      }
      out = parts.tensor(2);
      outGradient = parts.tensor(2);
      pairsJoinedGradient[2] = parts.tensor(6);
      // These share the memory of values that are no longer needed.
      pairsGates1ValueGradient[2] = pairsGates1Value[2].sharing(6);
      pairsGates1ValueUncombinedGradient[2] = pairsJoined[2].sharing(6);
      pairsGates1GateGradient[2] = outGradient.sharing(6);
      pairsGates0ValueGradient[2] = pairsGates1ValueUncombined[2].sharing(6);
      pairsGates0ValueGradient2[2] = pairsGates0Value[2].sharing(6);
      pairsGates0ValueUncombinedGradient[2] = pairsGates0ValueGradient2[2].sharing(6);
      pairsGates0GateGradient[2] = pairsGates1Gate[2].sharing(6);
      for (int i = 1; i >= 0; i--) {
        pairsJoinedGradient[i] = pairsGates0ValueUncombined[i + 1].sharing(6);
        pairsJoinedGradient3[i] = pairsGates0Gate[i + 1].sharing(6);
        pairsGates1ValueGradient[i] = pairsGates1Value[i].sharing(6);
        pairsGates1ValueUncombinedGradient[i] = pairsJoined[i].sharing(6);
        pairsGates1GateGradient[i] = pairsJoinedGradient3[i].sharing(6);
        pairsGates0ValueGradient[i] = pairsGates1ValueUncombined[i].sharing(6);
        pairsGates0ValueGradient2[i] = pairsGates0Value[i].sharing(6);
        pairsGates0ValueUncombinedGradient[i] = pairsGates0ValueGradient2[i].sharing(6);
        pairsGates0GateGradient[i] = pairsGates1Gate[i].sharing(6);
      }
      stemGradient = pairsGates0ValueUncombined[0].sharing(6);
      stemGradient3 = pairsGates0Gate[0].sharing(6);
      parts.output(TargetEncoding.VALUES, "out", out);

      declared.features = parts.layer("features");
      declared.stem = parts.layer("stem");
      declared.pairs = new GraphNested.Pair[3];
      for (int i = 0; i < 3; i++) {
        var prefix = "pairs." + i + ".";
        declared.pairs[i] = new GraphNested.Pair();
        declared.pairs[i].x = parts.layer(prefix + "x");
        declared.pairs[i].gates = new GraphNested.Gate[2];
        declared.pairs[i].gates[0] = new GraphNested.Gate();
        declared.pairs[i].gates[0].x = parts.layer(prefix + "gates.0.x");
        declared.pairs[i].gates[0].gate = parts.layer(prefix + "gates.0.gate");
        declared.pairs[i].gates[0].value =
            parts.layer(prefix + "gates.0.value", pairsGates0ValueL2[i]);
        declared.pairs[i].gates[1] = new GraphNested.Gate();
        declared.pairs[i].gates[1].x = parts.layer(prefix + "gates.1.x");
        declared.pairs[i].gates[1].gate = parts.layer(prefix + "gates.1.gate");
        declared.pairs[i].gates[1].value =
            parts.layer(prefix + "gates.1.value", pairsGates1ValueL2[i]);
        declared.pairs[i].joined = parts.layer(prefix + "joined");
      }
      declared.out = parts.layer("out");
    }

    @Override
    public void forward(int n) {
      // stem = relu(features · W + b): [n × 5] · [5 × 6] → [n × 6]
      kernels.linear(features, stemWeight, stemBias, stem, n);
      kernels.relu(stem, stem, n);
      forwardPairs0(n);
      for (int i = 1; i < 3; i++) {
        forwardPairs(i, n);
      }
      // out = pairs.2.joined · W + b: [n × 6] · [6 × 2] → [n × 2]
      kernels.linear(pairsJoined[2], outWeight, outBias, out, n);
    }

    private void forwardPairs0(int n) {
      // pairs.0.gates.0.gate = sigmoid(stem · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(stem, pairsGates0GateWeight[0], pairsGates0GateBias[0], pairsGates0Gate[0], n);
      kernels.sigmoid(pairsGates0Gate[0], pairsGates0Gate[0], n);
      // pairs.0.gates.0.value = (stem · W + b) ∘ pairs.0.gates.0.gate: [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          stem, pairsGates0ValueWeight[0], pairsGates0ValueBias[0], pairsGates0ValueUncombined[0],
          n);
      kernels.multiply(pairsGates0ValueUncombined[0], pairsGates0Gate[0], pairsGates0Value[0], n);
      // pairs.0.gates.1.gate = sigmoid(pairs.0.gates.0.value · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[0], pairsGates1GateWeight[0], pairsGates1GateBias[0],
          pairsGates1Gate[0], n);
      kernels.sigmoid(pairsGates1Gate[0], pairsGates1Gate[0], n);
      // pairs.0.gates.1.value = (pairs.0.gates.0.value · W + b) ∘ pairs.0.gates.1.gate: [n × 6] ·
      // [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[0], pairsGates1ValueWeight[0], pairsGates1ValueBias[0],
          pairsGates1ValueUncombined[0], n);
      kernels.multiply(pairsGates1ValueUncombined[0], pairsGates1Gate[0], pairsGates1Value[0], n);
      // pairs.0.joined = tanh(pairs.0.gates.1.value · W + b + stem): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates1Value[0], pairsJoinedWeight[0], pairsJoinedBias[0], pairsJoined[0], n);
      kernels.add(pairsJoined[0], stem, pairsJoined[0], n);
      kernels.tanh(pairsJoined[0], pairsJoined[0], n);
    }

    private void forwardPairs(int i, int n) {
      // pairs.i.gates.0.gate = sigmoid(pairs.(i - 1).joined · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsJoined[i - 1], pairsGates0GateWeight[i], pairsGates0GateBias[i], pairsGates0Gate[i],
          n);
      kernels.sigmoid(pairsGates0Gate[i], pairsGates0Gate[i], n);
      // pairs.i.gates.0.value = (pairs.(i - 1).joined · W + b) ∘ pairs.i.gates.0.gate: [n × 6] · [6
      // × 6] → [n × 6]
      kernels.linear(
          pairsJoined[i - 1], pairsGates0ValueWeight[i], pairsGates0ValueBias[i],
          pairsGates0ValueUncombined[i], n);
      kernels.multiply(pairsGates0ValueUncombined[i], pairsGates0Gate[i], pairsGates0Value[i], n);
      // pairs.i.gates.1.gate = sigmoid(pairs.i.gates.0.value · W + b): [n × 6] · [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[i], pairsGates1GateWeight[i], pairsGates1GateBias[i],
          pairsGates1Gate[i], n);
      kernels.sigmoid(pairsGates1Gate[i], pairsGates1Gate[i], n);
      // pairs.i.gates.1.value = (pairs.i.gates.0.value · W + b) ∘ pairs.i.gates.1.gate: [n × 6] ·
      // [6 × 6] → [n × 6]
      kernels.linear(
          pairsGates0Value[i], pairsGates1ValueWeight[i], pairsGates1ValueBias[i],
          pairsGates1ValueUncombined[i], n);
      kernels.multiply(pairsGates1ValueUncombined[i], pairsGates1Gate[i], pairsGates1Value[i], n);
      // pairs.i.joined = tanh(pairs.i.gates.1.value · W + b + pairs.(i - 1).joined): [n × 6] · [6 ×
      // 6] → [n × 6]
      kernels.linear(
          pairsGates1Value[i], pairsJoinedWeight[i], pairsJoinedBias[i], pairsJoined[i], n);
      kernels.add(pairsJoined[i], pairsJoined[i - 1], pairsJoined[i], n);
      kernels.tanh(pairsJoined[i], pairsJoined[i], n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.meanSquaredErrorWithGradient(out, outTargets, outGradient, n));
      for (int i = 0; i < 3; i++) {
        losses.penalty(
            pairsGates0ValueL2[i],
            kernels.l2(pairsGates0ValueWeight[i], pairsGates0ValueL2[i].value()));
        losses.penalty(
            pairsGates1ValueL2[i],
            kernels.l2(pairsGates1ValueWeight[i], pairsGates1ValueL2[i].value()));
      }
    }

    @Override
    public void backward(int n) {
      // out: to its weight and bias and on to pairs.2.joined
      kernels.linearGradient(pairsJoined[2], outGradient, outWeightGradient, outBiasGradient, n);
      kernels.linearInputGradient(outGradient, outWeight, pairsJoinedGradient[2], n);
      for (int i = 2; i >= 1; i--) {
        backwardPairs(i, n);
      }
      backwardPairs0(n);
      // stem: through relu to its weight and bias
      kernels.reluGradient(stem, stemGradient, stemGradient, n);
      kernels.linearGradient(features, stemGradient, stemWeightGradient, stemBiasGradient, n);
    }

    private void backwardPairs(int i, int n) {
      // pairs.i.joined: through tanh to its weight and bias and on to pairs.i.gates.1.value
      kernels.tanhGradient(pairsJoined[i], pairsJoinedGradient[i], pairsJoinedGradient[i], n);
      kernels.linearGradient(
          pairsGates1Value[i], pairsJoinedGradient[i], pairsJoinedWeightGradient[i],
          pairsJoinedBiasGradient[i], n);
      kernels.linearInputGradient(
          pairsJoinedGradient[i], pairsJoinedWeight[i], pairsGates1ValueGradient[i], n);
      // pairs.i.gates.1.value: through multiply to its weight and bias and on to
      // pairs.i.gates.0.value; l2 added
      kernels.multiply(
          pairsGates1ValueGradient[i], pairsGates1Gate[i], pairsGates1ValueUncombinedGradient[i],
          n);
      kernels.multiply(
          pairsGates1ValueGradient[i], pairsGates1ValueUncombined[i], pairsGates1GateGradient[i],
          n);
      kernels.linearGradient(
          pairsGates0Value[i], pairsGates1ValueUncombinedGradient[i],
          pairsGates1ValueWeightGradient[i], pairsGates1ValueBiasGradient[i], n);
      kernels.linearInputGradient(
          pairsGates1ValueUncombinedGradient[i], pairsGates1ValueWeight[i],
          pairsGates0ValueGradient[i], n);
      kernels.addL2Gradient(
          pairsGates1ValueWeight[i], pairsGates1ValueL2[i].value(),
          pairsGates1ValueWeightGradient[i]);
      // pairs.i.gates.1.gate: through sigmoid to its weight and bias and on to
      // pairs.i.gates.0.value
      kernels.sigmoidGradient(
          pairsGates1Gate[i], pairsGates1GateGradient[i], pairsGates1GateGradient[i], n);
      kernels.linearGradient(
          pairsGates0Value[i], pairsGates1GateGradient[i], pairsGates1GateWeightGradient[i],
          pairsGates1GateBiasGradient[i], n);
      kernels.linearInputGradient(
          pairsGates1GateGradient[i], pairsGates1GateWeight[i], pairsGates0ValueGradient2[i], n);
      kernels.add(
          pairsGates0ValueGradient[i], pairsGates0ValueGradient2[i], pairsGates0ValueGradient[i],
          n);
      // pairs.i.gates.0.value: through multiply to its weight and bias and on to pairs.(i -
      // 1).joined; l2 added
      kernels.multiply(
          pairsGates0ValueGradient[i], pairsGates0Gate[i], pairsGates0ValueUncombinedGradient[i],
          n);
      kernels.multiply(
          pairsGates0ValueGradient[i], pairsGates0ValueUncombined[i], pairsGates0GateGradient[i],
          n);
      kernels.linearGradient(
          pairsJoined[i - 1], pairsGates0ValueUncombinedGradient[i],
          pairsGates0ValueWeightGradient[i], pairsGates0ValueBiasGradient[i], n);
      kernels.linearInputGradient(
          pairsGates0ValueUncombinedGradient[i], pairsGates0ValueWeight[i],
          pairsJoinedGradient[i - 1], n);
      kernels.add(
          pairsJoinedGradient[i], pairsJoinedGradient[i - 1], pairsJoinedGradient[i - 1], n);
      kernels.addL2Gradient(
          pairsGates0ValueWeight[i], pairsGates0ValueL2[i].value(),
          pairsGates0ValueWeightGradient[i]);
      // pairs.i.gates.0.gate: through sigmoid to its weight and bias and on to pairs.(i - 1).joined
      kernels.sigmoidGradient(
          pairsGates0Gate[i], pairsGates0GateGradient[i], pairsGates0GateGradient[i], n);
      kernels.linearGradient(
          pairsJoined[i - 1], pairsGates0GateGradient[i], pairsGates0GateWeightGradient[i],
          pairsGates0GateBiasGradient[i], n);
      kernels.linearInputGradient(
          pairsGates0GateGradient[i], pairsGates0GateWeight[i], pairsJoinedGradient3[i - 1], n);
      kernels.add(
          pairsJoinedGradient[i - 1], pairsJoinedGradient3[i - 1], pairsJoinedGradient[i - 1], n);
    }

    private void backwardPairs0(int n) {
      // pairs.0.joined: through tanh to its weight and bias and on to pairs.0.gates.1.value
      kernels.tanhGradient(pairsJoined[0], pairsJoinedGradient[0], pairsJoinedGradient[0], n);
      kernels.linearGradient(
          pairsGates1Value[0], pairsJoinedGradient[0], pairsJoinedWeightGradient[0],
          pairsJoinedBiasGradient[0], n);
      kernels.linearInputGradient(
          pairsJoinedGradient[0], pairsJoinedWeight[0], pairsGates1ValueGradient[0], n);
      // pairs.0.gates.1.value: through multiply to its weight and bias and on to
      // pairs.0.gates.0.value; l2 added
      kernels.multiply(
          pairsGates1ValueGradient[0], pairsGates1Gate[0], pairsGates1ValueUncombinedGradient[0],
          n);
      kernels.multiply(
          pairsGates1ValueGradient[0], pairsGates1ValueUncombined[0], pairsGates1GateGradient[0],
          n);
      kernels.linearGradient(
          pairsGates0Value[0], pairsGates1ValueUncombinedGradient[0],
          pairsGates1ValueWeightGradient[0], pairsGates1ValueBiasGradient[0], n);
      kernels.linearInputGradient(
          pairsGates1ValueUncombinedGradient[0], pairsGates1ValueWeight[0],
          pairsGates0ValueGradient[0], n);
      kernels.addL2Gradient(
          pairsGates1ValueWeight[0], pairsGates1ValueL2[0].value(),
          pairsGates1ValueWeightGradient[0]);
      // pairs.0.gates.1.gate: through sigmoid to its weight and bias and on to
      // pairs.0.gates.0.value
      kernels.sigmoidGradient(
          pairsGates1Gate[0], pairsGates1GateGradient[0], pairsGates1GateGradient[0], n);
      kernels.linearGradient(
          pairsGates0Value[0], pairsGates1GateGradient[0], pairsGates1GateWeightGradient[0],
          pairsGates1GateBiasGradient[0], n);
      kernels.linearInputGradient(
          pairsGates1GateGradient[0], pairsGates1GateWeight[0], pairsGates0ValueGradient2[0], n);
      kernels.add(
          pairsGates0ValueGradient[0], pairsGates0ValueGradient2[0], pairsGates0ValueGradient[0],
          n);
      // pairs.0.gates.0.value: through multiply to its weight and bias and on to stem; l2 added
      kernels.multiply(
          pairsGates0ValueGradient[0], pairsGates0Gate[0], pairsGates0ValueUncombinedGradient[0],
          n);
      kernels.multiply(
          pairsGates0ValueGradient[0], pairsGates0ValueUncombined[0], pairsGates0GateGradient[0],
          n);
      kernels.linearGradient(
          stem, pairsGates0ValueUncombinedGradient[0], pairsGates0ValueWeightGradient[0],
          pairsGates0ValueBiasGradient[0], n);
      kernels.linearInputGradient(
          pairsGates0ValueUncombinedGradient[0], pairsGates0ValueWeight[0], stemGradient, n);
      kernels.add(pairsJoinedGradient[0], stemGradient, stemGradient, n);
      kernels.addL2Gradient(
          pairsGates0ValueWeight[0], pairsGates0ValueL2[0].value(),
          pairsGates0ValueWeightGradient[0]);
      // pairs.0.gates.0.gate: through sigmoid to its weight and bias and on to stem
      kernels.sigmoidGradient(
          pairsGates0Gate[0], pairsGates0GateGradient[0], pairsGates0GateGradient[0], n);
      kernels.linearGradient(
          stem, pairsGates0GateGradient[0], pairsGates0GateWeightGradient[0],
          pairsGates0GateBiasGradient[0], n);
      kernels.linearInputGradient(
          pairsGates0GateGradient[0], pairsGates0GateWeight[0], stemGradient3, n);
      kernels.add(stemGradient, stemGradient3, stemGradient, n);
    }
  }
}
