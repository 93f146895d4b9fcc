package org.netwright.runtime.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints a confusion matrix as a table. */
final class ConfusionTable {
  private static final String GAP = "  ";

  private ConfusionTable() {}

  static String of(ConfusionMatrix matrix, List<String> names) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("actual", names));
    for (int actual = 0; actual < matrix.classes(); actual++) {
      rows.add(row(names.get(actual), counts(matrix, actual)));
    }
    int[] widths =
        IntStream.rangeClosed(0, matrix.classes()).map(column -> width(rows, column)).toArray();
    String head = " ".repeat(widths[0]) + GAP + "predicted";
    return rows.stream()
        .map(row -> line(row, widths))
        .collect(Collectors.joining(System.lineSeparator(), head + System.lineSeparator(), ""));
  }

  private static List<String> row(String first, List<String> others) {
    List<String> row = new ArrayList<>(List.of(first));
    row.addAll(others);
    return row;
  }

  private static List<String> counts(ConfusionMatrix matrix, int actual) {
    return IntStream.range(0, matrix.classes())
        .mapToObj(predicted -> Long.toString(matrix.count(actual, predicted)))
        .toList();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  /** Aligns names to the left and numbers to the right. */
  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder(row.get(0)).append(padding(row, widths, 0));
    for (int column = 1; column < widths.length; column++) {
      line.append(GAP).append(padding(row, widths, column)).append(row.get(column));
    }
    return line.toString();
  }

  private static String padding(List<String> row, int[] widths, int column) {
    return " ".repeat(widths[column] - row.get(column).length());
  }
}
