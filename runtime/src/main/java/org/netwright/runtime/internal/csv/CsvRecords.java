package org.netwright.runtime.internal.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvFormat;
import org.netwright.runtime.internal.data.CsvLines;

/**
 * One pass over the lines of a file, each of which becomes a record.
 *
 * @param <R> the record
 */
public final class CsvRecords<R> implements Iterator<R>, AutoCloseable {
  private final Class<R> type;
  private final CsvLines lines;
  private final RecordShape shape;
  private final Component[] components;
  private RecordProblems problems;
  private @Nullable R ahead;

  /**
   * Opens a file, and finds the columns in its header.
   *
   * @throws IllegalArgumentException if the record cannot be read from a file, or the file has no
   *     column for one of its components
   * @throws IOException if the file cannot be read
   */
  public CsvRecords(CsvFormat format, Class<R> type) throws IOException {
    this.type = type;
    this.shape = RecordShape.of(type, format);
    this.components = shape.components().toArray(Component[]::new);
    this.problems = new RecordProblems(format);
    this.lines = format.open();
    try {
      ColumnFinder.find(shape.components(), lines);
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Reads all lines.
   *
   * @return a new list, which may be changed
   * @throws IllegalArgumentException if a value is not as expected; the message has the first
   *     problems and the number of all
   */
  public List<R> toList() {
    List<R> records = new ArrayList<>();
    while (lines.next()) {
      R next = read();
      if (next != null && problems.isEmpty()) {
        records.add(next);
      }
    }
    problems.requireNone();
    return records;
  }

  /**
   * Returns whether there is another line.
   *
   * @throws IllegalArgumentException if its values are not as expected
   */
  @Override
  public boolean hasNext() {
    if (ahead == null && lines.next()) {
      ahead = read();
      try {
        problems.requireNone();
      } finally {
        problems = new RecordProblems(lines.format());
      }
    }
    return ahead != null;
  }

  @Override
  public R next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    R next = ahead;
    ahead = null;
    return next;
  }

  /** Reads the current line; returns null if it has a problem. */
  private @Nullable R read() {
    boolean complete = true;
    for (Component component : components) {
      if (!component.read(lines)) {
        complete = false;
        problems.add(component, lines);
      }
    }
    return complete ? create() : null;
  }

  private @Nullable R create() {
    try {
      return type.cast((Object) shape.create().invokeExact());
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      problems.refused(type.getSimpleName(), lines.line(), e);
      return null;
    }
  }

  /** Returns the number of the current line, from 1; the header is the first. */
  long line() {
    return lines.line();
  }

  /** Closes the file, where no checked exception may be thrown. */
  public void closeUnchecked() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
