package org.netwright.processor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns, for a font of fixed width. */
public final class TextTable {
  private static final String GAP = "  ";

  private final Set<Integer> numbers;
  private final List<List<String>> rows = new ArrayList<>();

  /** Creates an empty table whose columns are all aligned on the left. */
  public TextTable() {
    this(List.of());
  }

  /**
   * Creates an empty table.
   *
   * @param numbers the columns that are aligned on the right
   */
  public TextTable(List<Integer> numbers) {
    this.numbers = Set.copyOf(numbers);
  }

  /** Adds a row, with the same number of cells as the rows before. */
  public void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Adds a row, with the same number of cells as the rows before. */
  public void add(String... cells) {
    add(List.of(cells));
  }

  /** One line for each row, without trailing spaces. */
  public List<String> lines() {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> padded(column, row.get(column), widths[column]))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private String padded(int column, String cell, int width) {
    String padding = " ".repeat(width - cell.length());
    return numbers.contains(column) ? padding + cell : cell + padding;
  }
}
