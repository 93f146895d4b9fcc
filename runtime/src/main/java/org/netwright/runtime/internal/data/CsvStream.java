package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;

/** A CSV file that is read batch by batch in each epoch. */
public final class CsvStream implements DataStream {
  private final CsvFormat format;
  private final CsvSelection selection;
  private final List<String> header;
  private final Columns columns;

  /**
   * Reads the header, and the values of categorical columns if they are not known.
   *
   * @throws IllegalArgumentException if the file does not have the columns
   * @throws IOException if it cannot be read
   */
  public CsvStream(CsvFormat format, CsvSelection selection) throws IOException {
    CsvLines lines = format.open();
    this.format = format;
    this.header = lines.header();
    this.columns = CsvTable.columns(lines, selection);
    this.selection = selection.as(columns);
  }

  @Override
  public Optional<Columns> columns() {
    return Optional.of(columns);
  }

  @Override
  public Batches open(int batchSize) {
    try {
      CsvLines lines = format.open();
      requireSameHeader(lines);
      CsvTable table = new CsvTable(lines, selection, true);
      return new Batches() {
        @Override
        public @Nullable Data next() {
          return table.isAtEnd() ? null : data(table.take(batchSize), columns);
        }

        @Override
        public void close() {
          try {
            table.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One instance of the columns for all batches, so that they are quick to compare. */
  public static Data data(CsvTable.Batch batch, Columns columns) {
    return Table.of(batch.x(), Objects.requireNonNull(batch.y()), columns, batch.omitted());
  }

  /** Columns are found by their names, so that their order may change. */
  private void requireSameHeader(CsvLines lines) throws IOException {
    List<String> now = lines.header();
    if (now.equals(header)) {
      return;
    }
    List<String> gone = without(header, now);
    List<String> added = without(now, header);
    if (!gone.isEmpty() || !added.isEmpty()) {
      lines.close();
      throw format.refused(
          "the header has changed since stream() was called%s%s; the columns were %s, are %s"
              .formatted(
                  gone.isEmpty() ? "" : ": the column " + gone.get(0) + " is gone",
                  added.isEmpty()
                      ? ""
                      : (gone.isEmpty() ? ": the column " : ", ") + added.get(0) + " is new",
                  String.join(", ", header),
                  String.join(", ", now)));
    }
  }

  private static List<String> without(List<String> names, List<String> others) {
    List<String> rest = new ArrayList<>(names);
    rest.removeAll(others);
    return rest;
  }
}
