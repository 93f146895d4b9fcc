package org.netwright.runtime.internal.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.data.CsvFormat;
import org.netwright.runtime.internal.data.RecordTable;

/**
 * A CSV file whose lines are read as records in each epoch, and divided into examples and targets.
 *
 * @param <R> the record of a line
 */
public final class CsvRecordStream<R> implements DataStream {
  private final CsvFormat format;
  private final Class<R> type;
  private final Function<? super R, ?> example;
  private final Function<? super R, ?> target;

  /**
   * Finds the columns, so that a wrong file is refused before training begins.
   *
   * @throws IllegalArgumentException if the record cannot be read from a file, or the file has no
   *     column for one of its components
   * @throws IOException if the file cannot be read
   */
  public CsvRecordStream(
      CsvFormat format,
      Class<R> type,
      Function<? super R, ?> example,
      Function<? super R, ?> target)
      throws IOException {
    this.format = format;
    this.type = type;
    this.example = Objects.requireNonNull(example, "example");
    this.target = Objects.requireNonNull(target, "target");
    new CsvRecords<>(format, type).close();
  }

  /** Records have no columns that a trainer of a table would know. */
  @Override
  public Optional<Columns> columns() {
    return Optional.empty();
  }

  @Override
  public Batches open(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, got " + batchSize);
    }
    try {
      return new Epoch(new CsvRecords<>(format, type), batchSize);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One pass over the file, which is closed as soon as there is nothing more to read. */
  private final class Epoch implements Batches {
    private final CsvRecords<R> records;
    private final int batchSize;
    private boolean isClosed;

    Epoch(CsvRecords<R> records, int batchSize) {
      this.records = records;
      this.batchSize = batchSize;
    }

    @Override
    public @Nullable Data next() {
      if (isClosed) {
        return null;
      }
      Data batch;
      try {
        batch = read();
      } catch (RuntimeException | Error e) {
        closeAfter(e);
        throw e;
      }
      if (batch == null) {
        close();
      }
      return batch;
    }

    private @Nullable Data read() {
      List<Object> examples = new ArrayList<>();
      List<Object> targets = new ArrayList<>();
      while (examples.size() < batchSize && records.hasNext()) {
        R line = records.next();
        examples.add(required("example", example.apply(line)));
        targets.add(required("target", target.apply(line)));
      }
      return examples.isEmpty() ? null : RecordTable.of(examples, targets);
    }

    private Object required(String what, @Nullable Object object) {
      if (object == null) {
        throw format.refused(
            "line %d: the function of the %s, which was passed to stream(…), returned null; complete the line or remove it from the file"
                .formatted(records.line(), what));
      }
      return object;
    }

    private void closeAfter(Throwable thrown) {
      try {
        close();
      } catch (UncheckedIOException e) {
        thrown.addSuppressed(e);
      }
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        records.closeUnchecked();
      }
    }
  }
}
