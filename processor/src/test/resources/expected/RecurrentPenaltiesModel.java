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
import org.netwright.runtime.SequenceStream;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * Predicts with a saved {@link RecurrentPenalties}, which has 144 parameters. It is thread-safe.
 *
 * <pre>
 * signal   [n × 4 × 3]  input
 * heard    [n × 4 × 3]  lstm
 * summary  [n × 2]      gru
 * values   [n × 2]      linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class RecurrentPenaltiesModel extends Model {
  private RecurrentPenaltiesModel(ModelFile file, Engine engine) throws IOException {
    super(RecurrentPenalties.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link RecurrentPenaltiesTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static RecurrentPenaltiesModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link RecurrentPenaltiesTrainer#save} wrote, from a URL such as that of a resource
   * in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static RecurrentPenaltiesModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link RecurrentPenaltiesTrainer#save} wrote, from a stream, which the caller
   * closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static RecurrentPenaltiesModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link RecurrentPenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static RecurrentPenaltiesModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link RecurrentPenaltiesTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static RecurrentPenaltiesModel load(ModelFile file, Engine engine) throws IOException {
    return new RecurrentPenaltiesModel(file, engine);
  }

  /**
   * Begins a sequence that is given step by step; the state is kept between calls.
   *
   * @throws IllegalStateException if the model is closed
   */
  SequenceStream stream() {
    return newStream();
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("signal", "input", 4, 3);
    layout.layer("heard", "lstm", 4, 3);
    layout.parameter("heard.weight", ParameterRole.WEIGHT, 3, 12);
    layout.parameter("heard.recurrent", ParameterRole.RECURRENT, 3, 12);
    layout.parameter("heard.bias", ParameterRole.BIAS, 12);
    layout.parameter("heard.recurrentBias", ParameterRole.BIAS, 12);
    layout.layer("summary", "gru", 2);
    layout.parameter("summary.weight", ParameterRole.WEIGHT, 3, 6);
    layout.parameter("summary.recurrent", ParameterRole.RECURRENT, 2, 6);
    layout.parameter("summary.bias", ParameterRole.BIAS, 6);
    layout.parameter("summary.recurrentBias", ParameterRole.BIAS, 6);
    layout.layer("values", "linear", 2);
    layout.parameter("values.weight", ParameterRole.WEIGHT, 2, 2);
    layout.parameter("values.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private final ParameterTensor heardWeight;
    private final ParameterTensor heardRecurrent;
    private final ParameterTensor heardBias;
    private final ParameterTensor heardRecurrentBias;
    private final ParameterTensor summaryWeight;
    private final ParameterTensor summaryRecurrent;
    private final ParameterTensor summaryBias;
    private final ParameterTensor summaryRecurrentBias;
    private final ParameterTensor valuesWeight;
    private final ParameterTensor valuesBias;

    private final BatchTensor signal;

    private final Recurrence heardSteps;
    private final Recurrence summarySteps;

    private final BatchTensor heard;
    private final BatchTensor summary;
    private final BatchTensor values;

    private Pass(InferenceParts parts) {
      super(parts);

      heardWeight = parts.parameter("heard.weight");
      heardRecurrent = parts.parameter("heard.recurrent");
      heardBias = parts.parameter("heard.bias");
      heardRecurrentBias = parts.parameter("heard.recurrentBias");
      summaryWeight = parts.parameter("summary.weight");
      summaryRecurrent = parts.parameter("summary.recurrent");
      summaryBias = parts.parameter("summary.bias");
      summaryRecurrentBias = parts.parameter("summary.recurrentBias");
      valuesWeight = parts.parameter("values.weight");
      valuesBias = parts.parameter("values.bias");

      signal = parts.sequence("signal", parts.steps(4), 3);
      heardSteps = parts.recurrence(RecurrentCell.LSTM, false, 0, parts.steps(4), 3);
      summarySteps = parts.recurrence(RecurrentCell.GRU, false, 0, parts.steps(4), 2);
      heard = parts.tensor(parts.steps(4), 3);
      summary = parts.tensor(2);
      // These share the memory of values that are no longer needed.
      values = heard.sharing(2);

      parts.output(TargetEncoding.VALUES, "values", values);
    }

    @Override
    public void infer(int n) {
      // heard = lstm(signal): [n × 4 × 3] → [n × 4 × 3]
      kernels.recurrent(
          signal, heardWeight, heardRecurrent, heardBias, heardRecurrentBias, heardSteps, heard, n);
      // summary = gru(heard): [n × 4 × 3] → [n × 2]
      kernels.recurrent(
          heard, summaryWeight, summaryRecurrent, summaryBias, summaryRecurrentBias, summarySteps,
          summary, n);
      // values = summary · W + b: [n × 2] · [2 × 2] → [n × 2]
      kernels.linear(summary, valuesWeight, valuesBias, values, n);
    }
  }
}
