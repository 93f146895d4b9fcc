package org.netwright.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A loss report as a table for people. */
final class LossTable {
  private static final String GAP = "  ";

  private LossTable() {}

  static String of(LossReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("data", "", "", number(report.data())));
    for (LossReport.Term term : report.terms()) {
      rows.add(List.of(term.layer(), term.kind(), term.scope(), number(term.value())));
    }
    rows.add(List.of("total", "", "", number(report.total())));
    List<Integer> widths = List.of(0, 1, 2).stream().map(column -> width(rows, column)).toList();
    int point = rows.stream().mapToInt(row -> point(row.get(3))).max().orElse(0);
    return rows.stream()
        .map(row -> line(row, widths, point))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** Four significant digits, as in {@code 0.03120}. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String line(List<String> row, List<Integer> widths, int point) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.size(); column++) {
      int width = widths.get(column);
      if (width > 0) {
        line.append(row.get(column)).append(" ".repeat(width - row.get(column).length()));
        line.append(GAP);
      }
    }
    String number = row.get(3);
    return line.append(" ".repeat(point - point(number))).append(number).toString();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  /** The index of the decimal point, or the length if there is none. */
  private static int point(String number) {
    int point = number.indexOf('.');
    return point < 0 ? number.length() : point;
  }
}
