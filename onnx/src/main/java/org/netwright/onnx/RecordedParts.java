package org.netwright.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.generated.TargetEncoding;

/** The parts of a pass that is recorded: its tensors are never filled, they have identities. */
final class RecordedParts implements InferenceParts, AutoCloseable {
  private final Function<String, ParameterTensor> parameters;
  private final Kernels kernels;
  private final List<BatchTensor> tensors = new ArrayList<>();
  private final List<RecordedInput> inputs = new ArrayList<>();
  private final List<RecordedOutput> outputs = new ArrayList<>();

  RecordedParts(Trace trace, Function<String, ParameterTensor> parameters) {
    this.parameters = parameters;
    this.kernels = new RecordedKernels(trace).forPasses();
  }

  /** Returns the inputs, in the order of their layers. */
  List<RecordedInput> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** Returns the outputs, in the order of their layers. */
  List<RecordedOutput> outputs() {
    return Collections.unmodifiableList(outputs);
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public ParameterTensor parameter(String name) {
    return parameters.apply(name);
  }

  @Override
  public ParameterTensor state(String name) {
    return parameters.apply(name);
  }

  @Override
  public BatchTensor tensor(long... shape) {
    return added(new BatchTensor(DataType.FLOAT, shape));
  }

  @Override
  public BatchTensor tensor(Lengths lengths, long... stepShape) {
    return added(new BatchTensor(DataType.FLOAT, lengths, stepShape));
  }

  private BatchTensor added(BatchTensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  @Override
  public BatchTensor input(String layer, long... shape) {
    return added(layer, tensor(shape));
  }

  @Override
  public BatchTensor sequence(String layer, long steps, long features) {
    return added(layer, tensor(steps, features));
  }

  @Override
  public BatchTensor sequence(String layer, Lengths lengths, long features) {
    return added(layer, tensor(lengths, features));
  }

  private BatchTensor added(String layer, BatchTensor tensor) {
    inputs.add(new RecordedInput.Numbers(layer, tensor));
    return tensor;
  }

  @Override
  public IdTensor ids(String layer, int vocabulary, long... shape) {
    return added(layer, new IdTensor(shape), vocabulary, null);
  }

  @Override
  public IdTensor ids(String layer, int vocabulary, Lengths lengths) {
    return added(layer, new IdTensor(lengths), vocabulary, lengths);
  }

  private IdTensor added(String layer, IdTensor tensor, int vocabulary, @Nullable Lengths lengths) {
    inputs.add(new RecordedInput.Ids(layer, tensor, vocabulary, lengths));
    return tensor;
  }

  @Override
  public Lengths lengths(int most) {
    return new Lengths(most);
  }

  @Override
  public int steps(int most) {
    return most;
  }

  @Override
  public Recurrence recurrence(
      RecurrentCell cell, boolean reversed, int truncation, int steps, int units) {
    return new Recurrence(cell, reversed, truncation, steps, units, null, null);
  }

  @Override
  public Recurrence recurrence(
      RecurrentCell cell, boolean reversed, int truncation, Lengths lengths, int units) {
    return recurrence(cell, reversed, truncation, lengths.most(), units);
  }

  @Override
  public Attention attention(int heads, boolean causal, int queries) {
    return new Attention(heads, causal, tensor(heads, queries));
  }

  @Override
  public void output(TargetEncoding encoding, String layer, BatchTensor tensor) {
    outputs.add(new RecordedOutput(encoding, layer, tensor, false, null));
  }

  @Override
  public void output(String layer, BatchTensor tensor) {
    outputs.add(new RecordedOutput(null, layer, tensor, false, null));
  }

  @Override
  public void stepOutput(TargetEncoding encoding, String layer, BatchTensor tensor) {
    outputs.add(new RecordedOutput(encoding, layer, tensor, true, null));
  }

  @Override
  public void stepOutput(String layer, BatchTensor tensor) {
    outputs.add(new RecordedOutput(null, layer, tensor, true, null));
  }

  @Override
  public void stepOutput(
      TargetEncoding encoding, String layer, Lengths lengths, BatchTensor tensor) {
    outputs.add(new RecordedOutput(encoding, layer, tensor, true, lengths));
  }

  @Override
  public void stepOutput(String layer, Lengths lengths, BatchTensor tensor) {
    outputs.add(new RecordedOutput(null, layer, tensor, true, lengths));
  }

  @Override
  public void close() {
    tensors.forEach(BatchTensor::close);
  }
}
