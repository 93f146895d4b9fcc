package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;

/** One pass over a file that gives rows of features and targets. */
public final class CsvTable implements AutoCloseable {
  private final CsvLines lines;
  private final CsvSelection selection;
  private final List<CsvColumn> columns;
  private final CsvEncoder encoder;
  private final @Nullable CsvSequences sequences;

  /**
   * Examples, or features alone.
   *
   * @param y null for features alone
   * @param omitted how many lines were left out since the previous batch
   */
  public record Batch(Rows x, @Nullable Rows y, Columns columns, int omitted) {}

  /**
   * Finds the columns in the header.
   *
   * @param withTargets whether targets are read too
   * @throws IllegalArgumentException if a column does not exist; the lines are then closed
   */
  public CsvTable(CsvLines lines, CsvSelection selection, boolean withTargets) throws IOException {
    this(lines, selection, withTargets, null);
  }

  /**
   * Finds the columns of a file that has a line for each step of sequences.
   *
   * @param steps null if lines are examples
   * @throws IllegalArgumentException if a column does not exist; the lines are then closed
   */
  public CsvTable(
      CsvLines lines, CsvSelection selection, boolean withTargets, @Nullable SequenceColumns steps)
      throws IOException {
    this.lines = lines;
    this.selection = selection;
    try {
      columns = selection.of(lines, withTargets);
      sequences = steps == null ? null : new CsvSequences(steps, lines);
      encoder = new CsvEncoder(lines, columns, sequences, selection.dropMissing(), !withTargets);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Returns the meaning of the columns, for later passes that read batch by batch. Reads the lines
   * only if there are categorical columns whose values are not known.
   *
   * @param lines closed afterwards
   */
  public static Columns columns(CsvLines lines, CsvSelection selection) throws IOException {
    try (lines) {
      List<CsvColumn> columns = selection.of(lines, true);
      List<CsvColumn> open = new ArrayList<>();
      for (CsvColumn column : columns) {
        if (column.categories() != null && column.categories().isOpen()) {
          open.add(column);
        }
      }
      long read = 0;
      while (!open.isEmpty() && lines.next()) {
        if (isComplete(lines, columns)) {
          read++;
          for (CsvColumn column : open) {
            Categories categories = column.categories();
            if (categories != null) {
              String field = lines.field(column.index());
              if (lines.format().isUnlikelyName(field)) {
                throw lines
                    .format()
                    .refused(
                        "line %d, column %s: expected a name, got \"%s\"%s"
                            .formatted(
                                lines.line(),
                                column.name(),
                                field,
                                CsvProblems.adviceOnNames(Set.of(field))));
              }
              categories.number(field);
            }
          }
        }
      }
      if (!open.isEmpty() && read == 0) {
        throw lines
            .format()
            .refused("expected at least one line without missing values after the header");
      }
      selection.requireFewCategories(columns, read, lines.format());
      return meaning(columns);
    }
  }

  private static boolean isComplete(CsvLines lines, List<CsvColumn> columns) {
    for (CsvColumn column : columns) {
      if (lines.isMissing(column.index())) {
        return false;
      }
    }
    return true;
  }

  private static Columns meaning(List<CsvColumn> columns) {
    return new Columns(
        columns.stream().filter(c -> !c.isTarget()).map(CsvColumn::toColumn).toList(),
        columns.stream().filter(CsvColumn::isTarget).map(CsvColumn::toColumn).toList());
  }

  /** Returns whether all lines have been taken. */
  public boolean isAtEnd() {
    return encoder.isAtEnd();
  }

  /**
   * Reads lines. All lines must be taken at once if the values of categorical columns are not
   * known.
   *
   * @param n how many at most
   * @throws IllegalArgumentException if a value is missing or not as expected, or there is no line
   */
  public Batch take(int n) {
    double[] numbers = encoder.take(n);
    int rows = numbers.length / columns.size();
    selection.requireFewCategories(columns, rows, lines.format());
    Rows x = rows(numbers, false);
    boolean hasTargets = columns.stream().anyMatch(CsvColumn::isTarget);
    Rows y = hasTargets ? rows(numbers, true) : null;
    return new Batch(x, y, meaning(columns), encoder.omitted());
  }

  /**
   * Reads all lines as steps of sequences.
   *
   * @param given what the columns mean; null if the lines say so
   * @throws IllegalArgumentException if a value is missing or not as expected, or there is no line
   */
  public Data takeSequences(@Nullable Columns given) {
    Batch all = take(Integer.MAX_VALUE);
    return Objects.requireNonNull(sequences, "the file has no sequences")
        .table(all, given == null ? all.columns() : given);
  }

  /**
   * Reads all lines as steps of sequences without targets.
   *
   * @throws IllegalArgumentException if a value is missing or not as expected, or there is no line
   */
  public CsvSequences.Features takeFeaturesOfSequences() {
    Batch all = take(Integer.MAX_VALUE);
    return Objects.requireNonNull(sequences, "the file has no sequences").features(all);
  }

  private Rows rows(double[] numbers, boolean targets) {
    int all = columns.size();
    int n = numbers.length / all;
    int width = 0;
    for (CsvColumn column : columns) {
      width += column.isTarget() == targets ? column.width() : 0;
    }
    if ((long) n * width > Integer.MAX_VALUE - 8) {
      throw lines
          .format()
          .refused(
              "gives %,d rows of %,d numbers, too many for memory; use stream() instead of read()"
                  .formatted(n, width));
    }
    double[] rows = new double[n * width];
    int at = 0;
    for (int index = 0; index < all; index++) {
      CsvColumn column = columns.get(index);
      if (column.isTarget() != targets) {
        continue;
      }
      Categories categories = column.categories();
      int[] positions = categories == null ? new int[0] : categories.positions();
      for (int row = 0; row < n; row++) {
        double number = numbers[row * all + index];
        if (categories == null) {
          rows[row * width + at] = number;
        } else if (targets) {
          rows[row * width + at] = positions[(int) number];
        } else {
          rows[row * width + at + positions[(int) number]] = 1;
        }
      }
      at += column.width();
    }
    return Rows.of(rows, width);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
