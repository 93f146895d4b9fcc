package org.netwright.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.internal.records.ColumnCode;
import org.netwright.runtime.internal.records.ColumnCode.Numbers;
import org.netwright.runtime.internal.records.ColumnCode.Texts;
import org.netwright.runtime.internal.records.LearntRecord;

/**
 * The inputs of a network that takes records: one of the graph for each column, which its nodes
 * encode as the generated encoder does.
 */
final class RecordColumns {
  private final Trace trace;
  private final OnnxGraph graph;
  private final List<ColumnCode> codes;

  RecordColumns(Trace trace, ExampleLayout layout, LearntRecord learnt) {
    this.trace = trace;
    this.graph = trace.graph();
    this.codes = ColumnCode.of(layout, learnt);
  }

  /** Adds the inputs of the graph, and puts what becomes of them into those of the network. */
  void begin(List<RecordedInput> inputs) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (ColumnCode code : codes) {
      if (graph.hasInput(code.name())) {
        throw new UnsupportedOperationException(
            "the component %s cannot be exported: the network has two of that name; rename one"
                .formatted(code.name()));
      }
      values.computeIfAbsent(code.input(), input -> new ArrayList<>()).add(encoded(code));
    }
    for (RecordedInput input : inputs) {
      List<String> parts = values.getOrDefault(input.layer(), List.of());
      String joined =
          parts.size() == 1
              ? parts.get(0)
              : graph.node("Concat", parts.toArray(String[]::new)).with("axis", 1L).out();
      input.put(trace, joined);
    }
  }

  private String encoded(ColumnCode code) {
    return code instanceof Texts texts ? encoded(texts) : encoded((Numbers) code);
  }

  /**
   * Each text becomes the number of a row of a table, or an id. One that an enum has not becomes a
   * number past the end, which is an error when it is looked up.
   */
  private String encoded(Texts texts) {
    graph.input(texts.name(), ElementType.STRING, List.of(RecordedInput.ROWS, 1L));
    Map<String, List<Double>> rows = new LinkedHashMap<>(texts.rows());
    if (!texts.missing().isEmpty() && rows.put("", texts.missing()) != null) {
      throw new UnsupportedOperationException(
          "the component %s cannot be exported: the empty text is one of its values, and stands for a missing one in ONNX"
              .formatted(texts.name()));
    }
    List<List<Double>> table = new ArrayList<>(rows.values());
    int unknown = table.size();
    if (!texts.others().isEmpty()) {
      table.add(texts.others());
      rows.putIfAbsent("", texts.others());
    }
    int[] numbers = texts.isId() ? firsts(table) : numbers(table.size());
    OnnxNode node =
        graph
            .node("LabelEncoder", texts.name())
            .domain(ModelRecorder.MACHINE_LEARNING)
            .withTexts("keys_strings", List.copyOf(rows.keySet()))
            .with("values_int64s", wide(numbers, unknown, rows.size()))
            .with("default_int64", (long) defaultOf(texts, numbers, unknown));
    return texts.isId() ? node.out() : row(table, node.out());
  }

  /** A missing value that is written as an other text has the number after the others. */
  private static long[] wide(int[] numbers, int unknown, int keys) {
    long[] wide = new long[keys];
    for (int i = 0; i < keys; i++) {
      wide[i] = numbers[i < unknown ? i : unknown];
    }
    return wide;
  }

  private static int defaultOf(Texts texts, int[] numbers, int unknown) {
    return !texts.others().isEmpty() ? numbers[unknown] : Integer.MAX_VALUE;
  }

  private static int[] firsts(List<List<Double>> table) {
    return table.stream().mapToInt(row -> row.get(0).intValue()).toArray();
  }

  private static int[] numbers(int count) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  private String row(List<List<Double>> table, String number) {
    int width = table.get(0).size();
    double[] all = new double[table.size() * width];
    for (int i = 0; i < all.length; i++) {
      all[i] = table.get(i / width).get(i % width);
    }
    String rows = graph.floats(graph.newName("categories"), new long[] {table.size(), width}, all);
    return graph.op("Squeeze", graph.op("Gather", rows, number), graph.longs(1));
  }

  private String encoded(Numbers numbers) {
    NumberColumn column = new NumberColumn(graph, numbers);
    return Scaling.cast(graph, column.encoded(), ElementType.FLOAT);
  }
}
