package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.SequenceModel;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link SequenceTagger}, which has 351 parameters. It is thread-safe.
 *
 * <pre>
 * words   [n × ≤7 × 3]  input
 * states  [n × ≤7 × 8]  lstm, reversed lstm, concat
 * hidden  [n × ≤7 × 5]  linear, tanh
 * tags    [n × ≤7 × 3]  linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SequenceTaggerModel extends SequenceModel {
  private SequenceTaggerModel(ModelFile file, Engine engine) throws IOException {
    super(SequenceTagger.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link SequenceTaggerTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTaggerModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTaggerTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTaggerModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTaggerTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTaggerModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SequenceTaggerTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTaggerModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link SequenceTaggerTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SequenceTaggerModel load(ModelFile file, Engine engine) throws IOException {
    return new SequenceTaggerModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("words", "input", 7, 3);
    layout.layer("states", "lstm, reversed lstm, concat", 7, 8);
    layout.parameter("states.weight", ParameterRole.WEIGHT, 3, 16);
    layout.parameter("states.recurrent", ParameterRole.RECURRENT, 4, 16);
    layout.parameter("states.bias", ParameterRole.BIAS, 16);
    layout.parameter("states.recurrentBias", ParameterRole.BIAS, 16);
    layout.parameter("states.reverseWeight", ParameterRole.WEIGHT, 3, 16);
    layout.parameter("states.reverseRecurrent", ParameterRole.RECURRENT, 4, 16);
    layout.parameter("states.reverseBias", ParameterRole.BIAS, 16);
    layout.parameter("states.reverseRecurrentBias", ParameterRole.BIAS, 16);
    layout.layer("hidden", "linear, tanh", 7, 5);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 8, 5);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 5);
    layout.layer("tags", "linear", 7, 3);
    layout.parameter("tags.weight", ParameterRole.WEIGHT, 5, 3);
    layout.parameter("tags.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor statesWeight;
    private final ParameterTensor statesRecurrent;
    private final ParameterTensor statesBias;
    private final ParameterTensor statesRecurrentBias;
    private final ParameterTensor statesReverseWeight;
    private final ParameterTensor statesReverseRecurrent;
    private final ParameterTensor statesReverseBias;
    private final ParameterTensor statesReverseRecurrentBias;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor tagsWeight;
    private final ParameterTensor tagsBias;

    private final BatchTensor words;

    private final Lengths wordsLengths;

    private final Recurrence statesSteps;
    private final Recurrence statesReverseSteps;

    private final BatchTensor statesForward;
    private final BatchTensor statesReverse;
    private final BatchTensor states;
    private final BatchTensor hidden;
    private final BatchTensor tags;

    private Pass(InferenceParts parts) {
      super(parts);

      statesWeight = parts.parameter("states.weight");
      statesRecurrent = parts.parameter("states.recurrent");
      statesBias = parts.parameter("states.bias");
      statesRecurrentBias = parts.parameter("states.recurrentBias");
      statesReverseWeight = parts.parameter("states.reverseWeight");
      statesReverseRecurrent = parts.parameter("states.reverseRecurrent");
      statesReverseBias = parts.parameter("states.reverseBias");
      statesReverseRecurrentBias = parts.parameter("states.reverseRecurrentBias");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      tagsWeight = parts.parameter("tags.weight");
      tagsBias = parts.parameter("tags.bias");

      wordsLengths = parts.lengths(7);
      words = parts.sequence("words", wordsLengths, 3);
      statesSteps = parts.recurrence(RecurrentCell.LSTM, false, 0, wordsLengths, 4);
      statesReverseSteps = parts.recurrence(RecurrentCell.LSTM, true, 0, wordsLengths, 4);
      statesForward = parts.tensor(wordsLengths, 4);
      statesReverse = parts.tensor(wordsLengths, 4);
      states = parts.tensor(wordsLengths, 8);
      // These share the memory of values that are no longer needed.
      hidden = statesForward.sharing(wordsLengths, 5);
      tags = statesReverse.sharing(wordsLengths, 3);

      parts.stepOutput(TargetEncoding.CLASSES, "tags", wordsLengths, tags);
    }

    @Override
    public void infer(int n) {
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
  }
}
