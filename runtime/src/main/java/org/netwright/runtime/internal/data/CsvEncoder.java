package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a table as numbers, one for each column; for categorical columns these are the
 * numbers of the values.
 */
final class CsvEncoder {
  private final CsvLines lines;
  private final List<CsvColumn> columns;
  private final @Nullable CsvSequences sequences;
  private final List<CsvColumn> required;
  private final boolean dropMissing;
  private final CsvProblems problems;
  private final Map<String, Long> missingByColumn = new HashMap<>();
  private long omitted;
  private double @Nullable [] next;

  /**
   * Creates an encoder, and reads the first line.
   *
   * @param columns features, then targets
   * @param sequences null if lines are examples
   * @param dropMissing whether lines with missing values are left out, or are reported as a problem
   * @param features whether features are read to predict from
   */
  CsvEncoder(
      CsvLines lines,
      List<CsvColumn> columns,
      @Nullable CsvSequences sequences,
      boolean dropMissing,
      boolean features) {
    this.lines = lines;
    this.columns = columns;
    this.sequences = sequences;
    this.required = new ArrayList<>(columns);
    if (sequences != null) {
      required.addAll(sequences.columns());
    }
    this.dropMissing = dropMissing;
    this.problems = new CsvProblems(lines.format(), features);
    this.next = advance();
  }

  /** Returns whether all lines have been taken. */
  boolean isAtEnd() {
    return next == null;
  }

  /** Returns how many lines were left out since this was last called. */
  int omitted() {
    int since = Math.toIntExact(omitted);
    omitted = 0;
    return since;
  }

  /**
   * Reads lines.
   *
   * @param n how many at most
   * @return a number for each column of each line
   * @throws IllegalArgumentException if a value is not as expected, or there are no lines
   */
  double[] take(int n) {
    int width = columns.size();
    double[] numbers = new double[0];
    int used = 0;
    for (int line = 0; line < n && next != null; line++) {
      if (used + width > numbers.length) {
        numbers = Arrays.copyOf(numbers, grown(used + width, numbers.length));
      }
      System.arraycopy(next, 0, numbers, used, width);
      used += width;
      next = advance();
    }
    problems.requireNone();
    if (used == 0) {
      throw lines.format().refused(nothing());
    }
    return Arrays.copyOf(numbers, used);
  }

  private int grown(int needed, int length) {
    if (needed < 0) {
      throw lines
          .format()
          .refused(
              "has more than 2³¹ numbers, too many for memory; use stream() instead of read()");
    }
    return Math.max(1024, Math.max(needed, (int) Math.min(2L * length, Integer.MAX_VALUE - 8)));
  }

  private String nothing() {
    if (omitted == 0) {
      return "expected at least one line after the header, got only the header";
    }
    List<String> counts = new ArrayList<>();
    missingByColumn.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(5)
        .forEach(entry -> counts.add(entry.getKey() + " " + entry.getValue()));
    return "expected at least one line without missing values, but dropMissing() left out all %d; "
            .formatted(omitted)
        + "lines without a value, by column: "
        + String.join(", ", counts);
  }

  private double @Nullable [] advance() {
    while (lines.next()) {
      double[] row = encode();
      // A line with a missing value is left out, or is in the message at the end.
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** Encodes the current line, and collects its problems. */
  private double @Nullable [] encode() {
    if (isIncomplete()) {
      return null;
    }
    double[] row = new double[columns.size()];
    for (int i = 0; i < row.length; i++) {
      CsvColumn column = columns.get(i);
      Categories categories = column.categories();
      row[i] = categories == null ? number(column) : category(column, categories);
    }
    if (sequences != null) {
      sequences.add(lines, problems);
    }
    return row;
  }

  private boolean isIncomplete() {
    boolean incomplete = false;
    for (CsvColumn column : required) {
      if (lines.isMissing(column.index())) {
        incomplete = true;
        if (dropMissing) {
          missingByColumn.merge(column.name(), 1L, Long::sum);
        } else {
          problems.missing(lines.line(), column);
        }
      }
    }
    if (incomplete) {
      omitted++;
    }
    return incomplete;
  }

  private double number(CsvColumn column) {
    if (lines.isMissing(column.index())) {
      return 0; // Lines with missing values are not encoded.
    }
    double number =
        CsvNumbers.parse(
            lines.characters(), lines.start(), lines.end(), lines.format().decimalSeparator());
    if (Double.isNaN(number)) {
      problems.notNumber(lines.line(), column, lines.field(column.index()));
      return 0;
    }
    return number;
  }

  private int category(CsvColumn column, Categories categories) {
    String field = lines.field(column.index());
    if (categories.isOpen() && lines.format().isUnlikelyName(field)) {
      problems.unlikelyName(lines.line(), column, field);
      return 0;
    }
    int number = categories.number(field);
    if (number == Categories.UNKNOWN) {
      problems.notCategory(lines.line(), column, categories.values(), field);
      return 0;
    }
    return number;
  }
}
