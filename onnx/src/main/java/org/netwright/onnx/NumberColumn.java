package org.netwright.onnx;

import java.util.List;
import org.netwright.runtime.internal.records.ColumnCode.Numbers;

/**
 * The nodes of a column of numbers, in double. A missing number is NaN; a missing time is the least
 * whole number, as NumPy's {@code NaT}.
 */
final class NumberColumn {
  private final OnnxGraph graph;
  private final Numbers numbers;

  NumberColumn(OnnxGraph graph, Numbers numbers) {
    this.graph = graph;
    this.numbers = numbers;
  }

  /** Adds the input, and returns its numbers as the encoder writes them, [n × numbers]. */
  String encoded() {
    String name = numbers.name();
    boolean isOptional = !numbers.missing().isEmpty();
    if (!numbers.parts().isEmpty()) {
      input(ElementType.INT64, 1);
      String none = graph.whole(Long.MIN_VALUE);
      String isMissing = isOptional ? graph.op("Equal", name, none) : "";
      String seconds = isOptional ? graph.op("Where", isMissing, graph.whole(0), name) : name;
      return orMissing(isMissing, new CalendarNodes(graph, seconds).numbers(numbers.parts()));
    }
    if (numbers.isFlag() && !isOptional) {
      input(ElementType.BOOL, 1);
      return scaled(Scaling.cast(graph, name, ElementType.DOUBLE));
    }
    int length = numbers.mean().size();
    input(ElementType.DOUBLE, length);
    String isMissing = "";
    if (isOptional) {
      String first =
          length == 1
              ? name
              : graph.op("Slice", name, graph.longs(0), graph.longs(1), graph.longs(1));
      isMissing = graph.op("IsNaN", first);
    }
    return orMissing(isMissing, name);
  }

  private void input(ElementType type, long length) {
    graph.input(numbers.name(), type, List.of(RecordedInput.ROWS, length));
  }

  private String orMissing(String isMissing, String raw) {
    String scaled = scaled(raw);
    List<Double> missing = numbers.missing();
    Double present = numbers.present();
    if (present == null) {
      return scaled;
    }
    int length = missing.size() - 1;
    String absent = vector(missing.subList(0, length));
    String values = graph.op("Where", isMissing, absent, scaled);
    String indicator =
        graph.op(
            "Where",
            isMissing,
            vector(missing.subList(length, length + 1)),
            vector(List.of(present)));
    return graph.node("Concat", values, indicator).with("axis", 1L).out();
  }

  private String scaled(String raw) {
    String value = raw;
    if (numbers.mean().stream().anyMatch(mean -> mean != 0)) {
      value = graph.op("Sub", value, vector(numbers.mean()));
    }
    if (numbers.deviation().stream().anyMatch(deviation -> deviation != 1)) {
      value = graph.op("Div", value, vector(numbers.deviation()));
    }
    List<Double> constants = numbers.constants();
    if (constants.stream().anyMatch(constant -> !constant.isNaN())) {
      List<Double> factors = constants.stream().map(x -> x.isNaN() ? 1.0 : 0.0).toList();
      List<Double> summands = constants.stream().map(x -> x.isNaN() ? 0.0 : x).toList();
      value = graph.op("Add", graph.op("Mul", value, vector(factors)), vector(summands));
    }
    return value;
  }

  private String vector(List<Double> values) {
    return graph.doubles(
        new long[] {values.size()}, values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
