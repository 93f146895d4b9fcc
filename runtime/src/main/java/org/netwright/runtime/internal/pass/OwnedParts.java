package org.netwright.runtime.internal.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.PassParts;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.FeatureReader;
import org.netwright.runtime.internal.input.IdReader;
import org.netwright.runtime.internal.input.InputReader;
import org.netwright.runtime.internal.input.Inputs;
import org.netwright.runtime.internal.input.LengthReader;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.predict.Logits;
import org.netwright.runtime.internal.predict.NetworkOutput;
import org.netwright.runtime.internal.predict.OutputWriter;
import org.netwright.runtime.internal.predict.Predictor;
import org.netwright.runtime.internal.predict.RecordPredictor;

/** The tensors of a pass, which trainers and models have in common, and how they predict. */
public abstract class OwnedParts<P extends InferencePass> implements PassParts {
  private final String network;
  private final DataType dataType;
  private final Execution execution;
  private final EngineKernels kernels;
  private final Preprocessing preprocessing;
  private final List<Runnable> closers = new ArrayList<>();
  private final List<InputReader> inputs = new ArrayList<>();
  private final Map<String, String> sharedLengths = new LinkedHashMap<>();
  private final List<NetworkOutput> outputs = new ArrayList<>();
  private long longestRow = 1;
  private @Nullable Predictor predictor;
  private @Nullable P pass;
  private @Nullable RecordPredictor records;

  /**
   * Starts without parts.
   *
   * @param network the simple name of the network's class, for messages
   */
  protected OwnedParts(
      String network, Engine engine, DataType dataType, Preprocessing preprocessing) {
    this.network = network;
    this.dataType = dataType;
    this.execution = Execution.of(engine, dataType);
    this.kernels = execution.newKernels();
    this.preprocessing = preprocessing;
  }

  /** Takes the pass, whose constructor has created the other parts. */
  public void complete(P created) {
    pass = created;
    predictor =
        new Predictor(
            network,
            execution,
            inputs(),
            outputs,
            preprocessing,
            longestRow,
            n -> {
              created.infer(n);
              return created;
            });
  }

  /** Returns the pass. */
  public final P pass() {
    return Objects.requireNonNull(pass, "the pass has not been created");
  }

  /** Returns what predicts with the pass. */
  public final Predictor predictor() {
    return Objects.requireNonNull(predictor, "the pass has not been created");
  }

  /** Returns what predicts for records with the pass. */
  public final RecordPredictor records(ExampleEncoder<?, ?, ?> encoder) {
    RecordPredictor current = records;
    if (current == null) {
      current = new RecordPredictor(network, predictor(), encoder, preprocessing);
      records = current;
    }
    return current;
  }

  /** Returns what runs the pass. */
  public final Execution execution() {
    return execution;
  }

  @Override
  public final EngineKernels kernels() {
    return kernels;
  }

  @Override
  public final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(dataType, shape);
    longestRow = Math.max(longestRow, tensor.longestRow());
    onClose(tensor::close);
    return tensor;
  }

  @Override
  public final BatchTensor tensor(Lengths lengths, long... stepShape) {
    BatchTensor tensor = new BatchTensor(dataType, lengths, stepShape);
    longestRow = Math.max(longestRow, tensor.longestRow());
    onClose(tensor::close);
    return tensor;
  }

  @Override
  public final BatchTensor input(String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    inputs.add(new FeatureReader(layer, tensor, execution, this::scaler, this::featureNames));
    return tensor;
  }

  @Override
  public final BatchTensor sequence(String layer, long steps, long features) {
    BatchTensor tensor = tensor(steps, features);
    inputs.add(
        FeatureReader.ofSequences(layer, tensor, execution, this::scaler, this::featureNames));
    return tensor;
  }

  @Override
  public final BatchTensor sequence(String layer, Lengths lengths, long features) {
    BatchTensor tensor = tensor(lengths, features);
    inputs.add(
        FeatureReader.ofSequences(layer, tensor, execution, this::scaler, this::featureNames));
    readLengths(layer, lengths);
    return tensor;
  }

  @Override
  public final IdTensor ids(String layer, int vocabulary, long... shape) {
    IdTensor tensor = new IdTensor(shape);
    inputs.add(new IdReader(layer, vocabulary, tensor));
    return tensor;
  }

  @Override
  public final IdTensor ids(String layer, int vocabulary, Lengths lengths) {
    IdTensor tensor = new IdTensor(lengths);
    inputs.add(new IdReader(layer, vocabulary, tensor));
    readLengths(layer, lengths);
    return tensor;
  }

  @Override
  public Lengths lengths(int most) {
    return new Lengths(most);
  }

  /** Reads the lengths of the input that was created last, unless they are those of another. */
  protected void readLengths(String layer, Lengths lengths) {
    inputs.get(inputs.size() - 1).pad(lengths);
    for (InputReader input : inputs) {
      if (input instanceof LengthReader other && other.lengths() == lengths) {
        sharedLengths.put(layer, other.layer());
        return;
      }
    }
    inputs.add(new LengthReader(layer, lengths));
  }

  @Override
  public final Recurrence recurrence(
      RecurrentCell cell, boolean reversed, int truncation, int steps, int units) {
    Recurrence.Memory memory = recurrenceMemory(cell, units, ofStep -> tensor(steps, ofStep));
    return new Recurrence(cell, reversed, truncation, steps, units, memory, carried(cell, units));
  }

  @Override
  public final Recurrence recurrence(
      RecurrentCell cell, boolean reversed, int truncation, Lengths lengths, int units) {
    Recurrence.Memory memory = recurrenceMemory(cell, units, ofStep -> tensor(lengths, ofStep));
    return new Recurrence(
        cell, reversed, truncation, lengths.most(), units, memory, carried(cell, units));
  }

  @Override
  public int steps(int most) {
    return most;
  }

  /**
   * Returns the state that a recurrent layer carries from pass to pass; null if it carries none.
   */
  protected @Nullable BatchTensor carried(RecurrentCell cell, int units) {
    return null;
  }

  /**
   * Returns what the gradient of a recurrent layer needs; null if there is no gradient.
   *
   * @param ofSteps returns a tensor of so many numbers for each step
   */
  protected Recurrence.@Nullable Memory recurrenceMemory(
      RecurrentCell cell, int units, LongFunction<BatchTensor> ofSteps) {
    return null;
  }

  @Override
  public final Attention attention(int heads, boolean causal, int queries) {
    return new Attention(heads, causal, tensor(heads, queries));
  }

  /** Only a network with one input scales it. */
  private @Nullable StandardScaler scaler() {
    return hasOneInput() ? preprocessing.features() : null;
  }

  private boolean hasOneInput() {
    return inputs.size() == 1 || (inputs.size() == 2 && inputs.get(1) instanceof LengthReader);
  }

  /** A table has the numbers of the only input. */
  private List<String> featureNames() {
    Columns columns = preprocessing.columns();
    return hasOneInput() && columns != null ? columns.featureNames() : List.of();
  }

  /** Returns the inputs, in the order of their layers. */
  protected final Inputs inputs() {
    return new Inputs(network, inputs, sharedLengths);
  }

  @Override
  public final void output(TargetEncoding encoding, String layer, BatchTensor tensor) {
    add(layer, encoding, tensor, OutputRows.of(tensor));
  }

  private void add(String layer, TargetEncoding encoding, BatchTensor tensor, OutputRows rows) {
    outputs.add(
        new NetworkOutput(
            layer,
            tensor,
            rows,
            new OutputWriter(layer, tensor, execution),
            new Logits(() -> outputs.size() == 1 ? network : layer, encoding, rows)));
  }

  @Override
  public final void stepOutput(TargetEncoding encoding, String layer, BatchTensor tensor) {
    add(layer, encoding, tensor, OutputRows.ofSteps(tensor, null));
  }

  @Override
  public final void stepOutput(String layer, BatchTensor tensor) {
    stepOutput(TargetEncoding.VALUES, layer, tensor);
  }

  @Override
  public final void stepOutput(
      TargetEncoding encoding, String layer, Lengths lengths, BatchTensor tensor) {
    add(layer, encoding, tensor, OutputRows.ofSteps(tensor, lengths));
  }

  @Override
  public final void stepOutput(String layer, Lengths lengths, BatchTensor tensor) {
    stepOutput(TargetEncoding.VALUES, layer, lengths, tensor);
  }

  @Override
  public final void output(String layer, BatchTensor tensor) {
    output(TargetEncoding.VALUES, layer, tensor);
  }

  /** Returns the outputs, in the order of their layers. */
  protected final List<NetworkOutput> outputs() {
    return outputs;
  }

  /** Adds what {@link #close} does. */
  protected final void onClose(Runnable closer) {
    closers.add(closer);
  }

  /** Frees the tensors and the scratch memory of the operations. */
  public final void close() {
    closers.forEach(Runnable::run);
    kernels.close();
  }
}
