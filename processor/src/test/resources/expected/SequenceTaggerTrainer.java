package networks;

import javax.annotation.processing.Generated;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedTrainer;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.TrainingParts;
import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * Trains {@link SequenceTagger}, which has 351 parameters.
 *
 * <pre>
 * words   [n × ≤7 × 3]  input
 * states  [n × ≤7 × 8]  lstm, reversed lstm, concat
 * hidden  [n × ≤7 × 5]  linear, tanh
 * tags    [n × ≤7 × 3]  linear, crossEntropy
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedTrainer
final class SequenceTaggerTrainer extends SequenceTrainer<SequenceTagger> {
  private SequenceTaggerTrainer(Builder builder) {
    super(builder, new SequenceTagger(), layout(), Pass::new);
  }

  /** Returns a trainer as declared, with random initial parameters. */
  static SequenceTaggerTrainer create() {
    return builder().build();
  }

  /** Returns a builder to set the seed and the data type and to override values. */
  static Builder builder() {
    return new Builder();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("words", "input", 7, 3);
    layout.layer("states", "lstm, reversed lstm, concat", 7, 8);
    layout.parameter(
        "states.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 16), 3, 16);
    layout.parameter(
        "states.recurrent", ParameterRole.RECURRENT, Initializer.KAIMING_UNIFORM.fans(4, 16), 4,
        16);
    layout.parameter(
        "states.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 16), 16);
    layout.parameter(
        "states.recurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 16), 16);
    layout.parameter(
        "states.reverseWeight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(4, 16), 3,
        16);
    layout.parameter(
        "states.reverseRecurrent", ParameterRole.RECURRENT,
        Initializer.KAIMING_UNIFORM.fans(4, 16), 4, 16);
    layout.parameter(
        "states.reverseBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 16), 16);
    layout.parameter(
        "states.reverseRecurrentBias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(4, 16),
        16);
    layout.layer("hidden", "linear, tanh", 7, 5);
    layout.parameter(
        "hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(8, 5), 8, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(8, 5), 5);
    layout.layer("tags", "linear", 7, 3);
    layout.parameter(
        "tags.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(5, 3), 5, 3);
    layout.parameter("tags.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(5, 3), 3);
    return layout.build();
  }

  /**
   * Builds a trainer. Settings that are not set have the values declared in {@link SequenceTagger}.
   */
  @GeneratedTrainer
  static final class Builder extends NetworkTrainerBuilder<Builder, SequenceTaggerTrainer> {
    private Builder() {
      super(Optimizer.adam(0.01, 0.9, 0.999, 1.0E-8));
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    public SequenceTaggerTrainer build() {
      return new SequenceTaggerTrainer(this);
    }
  }

  /** The buffers and the passes of a training step. */
  @GeneratedTrainer
  private static final class Pass extends TrainingPass {
    private final ParameterTensor statesWeight;
    private final ParameterTensor statesWeightGradient;
    private final ParameterTensor statesRecurrent;
    private final ParameterTensor statesRecurrentGradient;
    private final ParameterTensor statesBias;
    private final ParameterTensor statesBiasGradient;
    private final ParameterTensor statesRecurrentBias;
    private final ParameterTensor statesRecurrentBiasGradient;
    private final ParameterTensor statesReverseWeight;
    private final ParameterTensor statesReverseWeightGradient;
    private final ParameterTensor statesReverseRecurrent;
    private final ParameterTensor statesReverseRecurrentGradient;
    private final ParameterTensor statesReverseBias;
    private final ParameterTensor statesReverseBiasGradient;
    private final ParameterTensor statesReverseRecurrentBias;
    private final ParameterTensor statesReverseRecurrentBiasGradient;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenWeightGradient;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenBiasGradient;
    private final ParameterTensor tagsWeight;
    private final ParameterTensor tagsWeightGradient;
    private final ParameterTensor tagsBias;
    private final ParameterTensor tagsBiasGradient;

    private final Recurrence statesSteps;
    private final Recurrence statesReverseSteps;

    private final BatchTensor words;

    private final Lengths wordsLengths;

    private final BatchTensor tagsTargets;
    private final BatchTensor statesForward;
    private final BatchTensor statesReverse;
    private final BatchTensor states;
    private final BatchTensor hidden;
    private final BatchTensor tags;
    private final BatchTensor tagsGradient;
    private final BatchTensor hiddenGradient;
    private final BatchTensor statesGradient;
    private final BatchTensor statesForwardGradient;
    private final BatchTensor statesReverseGradient;

    private Pass(TrainingParts parts, Builder builder, SequenceTagger declared) {
      super(parts);

      statesWeight = parts.parameter("states.weight");
      statesWeightGradient = parts.gradient("states.weight");
      statesRecurrent = parts.parameter("states.recurrent");
      statesRecurrentGradient = parts.gradient("states.recurrent");
      statesBias = parts.parameter("states.bias");
      statesBiasGradient = parts.gradient("states.bias");
      statesRecurrentBias = parts.parameter("states.recurrentBias");
      statesRecurrentBiasGradient = parts.gradient("states.recurrentBias");
      statesReverseWeight = parts.parameter("states.reverseWeight");
      statesReverseWeightGradient = parts.gradient("states.reverseWeight");
      statesReverseRecurrent = parts.parameter("states.reverseRecurrent");
      statesReverseRecurrentGradient = parts.gradient("states.reverseRecurrent");
      statesReverseBias = parts.parameter("states.reverseBias");
      statesReverseBiasGradient = parts.gradient("states.reverseBias");
      statesReverseRecurrentBias = parts.parameter("states.reverseRecurrentBias");
      statesReverseRecurrentBiasGradient = parts.gradient("states.reverseRecurrentBias");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenWeightGradient = parts.gradient("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenBiasGradient = parts.gradient("hidden.bias");
      tagsWeight = parts.parameter("tags.weight");
      tagsWeightGradient = parts.gradient("tags.weight");
      tagsBias = parts.parameter("tags.bias");
      tagsBiasGradient = parts.gradient("tags.bias");

      wordsLengths = parts.lengths(7);
      words = parts.sequence("words", wordsLengths, 3);
      tagsTargets = parts.stepTarget(TargetEncoding.CLASSES, "tags", wordsLengths, 3);
      statesSteps = parts.recurrence(RecurrentCell.LSTM, false, 0, wordsLengths, 4);
      statesReverseSteps = parts.recurrence(RecurrentCell.LSTM, true, 0, wordsLengths, 4);
      statesForward = parts.tensor(wordsLengths, 4);
      statesReverse = parts.tensor(wordsLengths, 4);
      states = parts.tensor(wordsLengths, 8);
      // These share the memory of values that are no longer needed.
      hidden = statesForward.sharing(wordsLengths, 5);
      tags = statesReverse.sharing(wordsLengths, 3);
      tagsGradient = parts.tensor(wordsLengths, 3);
      hiddenGradient = parts.tensor(wordsLengths, 5);
      statesGradient = hidden.sharing(wordsLengths, 8);
      statesForwardGradient = states.sharing(wordsLengths, 4);
      statesReverseGradient = tagsGradient.sharing(wordsLengths, 4);
      parts.stepOutput(TargetEncoding.CLASSES, "tags", wordsLengths, tags);

      declared.words = parts.layer("words");
      declared.states = parts.layer("states");
      declared.hidden = parts.layer("hidden");
      declared.tags = parts.layer("tags");
    }

    @Override
    public void forward(int n) {
      // states = concat(lstm(words), reversed lstm(words)): [n × ≤7 × 3] → [n × ≤7 × 8]
      kernels.recurrent(
          words, statesWeight, statesRecurrent, statesBias, statesRecurrentBias, wordsLengths,
          statesSteps, statesForward, n);
      kernels.recurrent(
          words, statesReverseWeight, statesReverseRecurrent, statesReverseBias,
          statesReverseRecurrentBias, wordsLengths, statesReverseSteps, statesReverse, n);
      kernels.concat(statesForward, statesReverse, statesForward.size(0), states, n);
      // hidden = tanh(states · W + b): [n × ≤7 × 8] · [8 × 5] → [n × ≤7 × 5]
      kernels.linear(states, hiddenWeight, hiddenBias, hidden, n);
      kernels.tanh(hidden, hidden, n);
      // tags = hidden · W + b: [n × ≤7 × 5] · [5 × 3] → [n × ≤7 × 3]
      kernels.linear(hidden, tagsWeight, tagsBias, tags, n);
    }

    @Override
    public void infer(int n) {
      forward(n);
    }

    @Override
    public void loss(int n, Losses losses) {
      // Also computes the gradient that backward starts from.
      losses.data(kernels.crossEntropyWithGradient(tags, tagsTargets, 0.0, tagsGradient, n));
    }

    @Override
    public void backward(int n) {
      // tags: to its weight and bias and on to hidden
      kernels.linearGradient(hidden, tagsGradient, tagsWeightGradient, tagsBiasGradient, n);
      kernels.linearInputGradient(tagsGradient, tagsWeight, hiddenGradient, n);
      // hidden: through tanh to its weight and bias and on to states
      kernels.tanhGradient(hidden, hiddenGradient, hiddenGradient, n);
      kernels.linearGradient(states, hiddenGradient, hiddenWeightGradient, hiddenBiasGradient, n);
      kernels.linearInputGradient(hiddenGradient, hiddenWeight, statesGradient, n);
      // states: through reversed lstm with its weights and biases and lstm with its weights and
      // biases
      kernels.part(statesGradient, 0, statesGradient.size(0), statesForwardGradient, n);
      kernels.part(statesGradient, 4, statesGradient.size(0), statesReverseGradient, n);
      kernels.recurrentGradient(
          words, statesReverseRecurrent, statesReverseGradient, statesReverseSteps,
          statesReverseWeightGradient, statesReverseRecurrentGradient, statesReverseBiasGradient,
          statesReverseRecurrentBiasGradient, n);
      kernels.recurrentGradient(
          words, statesRecurrent, statesForwardGradient, statesSteps, statesWeightGradient,
          statesRecurrentGradient, statesBiasGradient, statesRecurrentBiasGradient, n);
    }
  }
}
