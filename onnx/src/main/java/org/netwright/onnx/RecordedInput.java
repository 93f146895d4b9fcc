package org.netwright.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.LengthNames;
import org.netwright.runtime.internal.data.StandardScaler;

/** An input of the network: rows of numbers, or ids. */
sealed interface RecordedInput {
  /** The name of the dimension of the rows. */
  String ROWS = "n";

  /** Returns the input layer. */
  String layer();

  /** Returns the lengths of its sequences; null if they have all steps, or it has none. */
  @Nullable Lengths lengths();

  /**
   * Adds the inputs of the graph, and what makes the network's own of them.
   *
   * @param scaler null if it is not scaled
   */
  void begin(Trace trace, @Nullable StandardScaler scaler);

  /** Puts the network's own numbers, [n × …], into its tensor. */
  void put(Trace trace, String value);

  /** Numbers. */
  record Numbers(String layer, BatchTensor tensor) implements RecordedInput {
    @Override
    public @Nullable Lengths lengths() {
      return tensor.lengths();
    }

    @Override
    public void begin(Trace trace, @Nullable StandardScaler scaler) {
      trace.graph().input(layer, ElementType.FLOAT, dimensions(this, trace, tensor.shape()));
      addLengths(this, trace);
      String value =
          scaler == null ? layer : new Scaling(trace.graph(), scaler, tensor).scaled(layer);
      Lengths lengths = lengths();
      // Padding may be anything, also NaN, which a mask would not take out of a sum.
      put(trace, lengths == null ? value : trace.masks(lengths).filled(value, 0));
    }

    @Override
    public void put(Trace trace, String value) {
      trace.write(tensor, value);
    }
  }

  /** Ids. */
  record Ids(String layer, IdTensor tensor, int vocabulary, @Nullable Lengths lengths)
      implements RecordedInput {
    @Override
    public void begin(Trace trace, @Nullable StandardScaler scaler) {
      trace.graph().input(layer, ElementType.INT64, dimensions(this, trace, tensor.shape()));
      addLengths(this, trace);
      OnnxGraph graph = trace.graph();
      String value = layer;
      if (lengths != null) {
        value = graph.op("Where", trace.masks(lengths).ofSteps(), value, graph.whole(0));
      }
      put(trace, value);
    }

    /** ONNX counts negative numbers of rows from the end; here, they are out of range too. */
    @Override
    public void put(Trace trace, String value) {
      OnnxGraph graph = trace.graph();
      String isNegative = graph.op("Less", value, graph.whole(0));
      trace.write(tensor, graph.op("Where", isNegative, graph.whole(vocabulary), value));
    }
  }

  private static List<Object> dimensions(RecordedInput input, Trace trace, long... row) {
    Lengths lengths = input.lengths();
    String steps =
        lengths == null || !trace.has(lengths)
            ? input.layer() + ".steps"
            : trace.masks(lengths).stepsName();
    return dimensions(lengths == null ? null : steps, row);
  }

  /**
   * Returns the dimensions of rows.
   *
   * @param steps the name of the first dimension of a row; null if it is not free
   */
  static List<Object> dimensions(@Nullable String steps, long... row) {
    List<Object> dimensions = new ArrayList<>();
    dimensions.add(ROWS);
    for (long size : row) {
      dimensions.add(size);
    }
    if (steps != null) {
      dimensions.set(1, steps);
    }
    return dimensions;
  }

  /** Adds the input that its lengths are, unless they are those of another. */
  private static void addLengths(RecordedInput input, Trace trace) {
    Lengths lengths = input.lengths();
    if (lengths == null || trace.has(lengths)) {
      return;
    }
    String name = LengthNames.of(input.layer());
    trace.graph().input(name, ElementType.INT64, List.of(ROWS));
    trace.add(
        lengths,
        new StepMasks(
            trace.graph(), name, lengths.most(), input.layer() + ".steps", input.layer()));
  }
}
