package org.netwright.runtime.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts as lines with aligned columns. */
public final class TextTable {
  private static final String GAP = "  ";

  /** How the texts of a column are aligned. */
  public enum Align {
    LEFT,
    RIGHT,
    /** At the decimal point. */
    POINT
  }

  private TextTable() {}

  /**
   * Returns the lines. Columns without any text are left out, and blanks at the end of lines too.
   *
   * @param rows of the same length
   * @param columns the alignment of each column; the last one is also that of further columns
   */
  public static String of(List<List<String>> rows, Align... columns) {
    int count = rows.get(0).size();
    List<List<String>> padded = new ArrayList<>();
    for (int column = 0; column < count; column++) {
      int index = column;
      List<String> texts = rows.stream().map(row -> row.get(index)).toList();
      if (texts.stream().anyMatch(text -> !text.isEmpty())) {
        padded.add(pad(texts, columns[Math.min(column, columns.length - 1)]));
      }
    }
    return IntStream.range(0, rows.size())
        .mapToObj(
            row ->
                padded.stream()
                    .map(column -> column.get(row))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static List<String> pad(List<String> texts, Align align) {
    int before = texts.stream().mapToInt(text -> before(text, align)).max().orElse(0);
    List<String> shifted =
        texts.stream().map(text -> " ".repeat(before - before(text, align)) + text).toList();
    int width = shifted.stream().mapToInt(String::length).max().orElse(0);
    return shifted.stream().map(text -> text + " ".repeat(width - text.length())).toList();
  }

  /** Returns how many characters stand before the place where the column is aligned. */
  private static int before(String text, Align align) {
    return switch (align) {
      case LEFT -> 0;
      case RIGHT -> text.length();
      case POINT -> text.contains(".") ? text.indexOf('.') : text.length();
    };
  }
}
