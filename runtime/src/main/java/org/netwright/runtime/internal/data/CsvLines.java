package org.netwright.runtime.internal.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over the lines of a CSV file. */
public final class CsvLines implements AutoCloseable {
  private final CsvFormat format;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> header;

  /** Blank lines of a table with one column, and the line after them. */
  private final Deque<CsvRecord> ahead = new ArrayDeque<>();

  private CsvRecord record;

  CsvLines(CsvFormat format) throws IOException {
    this.format = format;
    InputStream in = format.source().open();
    try {
      reader =
          CsvReader.builder()
              .fieldSeparator(format.separator())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .skipEmptyLines(false)
              .ofCsvRecord(new CharsetReader(in, format.charset()));
      records = reader.iterator();
      CsvRecord first = advance();
      while (first != null && isBlank(first)) {
        first = advance();
      }
      if (first == null) {
        throw format.refused(
            "expected a header line with the names of the columns, got an empty file");
      }
      record = first;
      header = first.getFields().stream().map(String::strip).toList();
      requireDifferentNames();
    } catch (CharsetReader.MalformedText e) {
      in.close();
      throw new IllegalArgumentException("%s: %s".formatted(format.name(), e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void requireDifferentNames() {
    Set<String> names = new HashSet<>();
    for (String column : header) {
      if (!names.add(column)) {
        throw format.refused(
            "expected a header line of different names, got %s more than once in %s"
                .formatted(column.isEmpty() ? "a blank name" : column, header));
      }
    }
  }

  /** Returns the names of the columns. */
  public List<String> header() {
    return header;
  }

  /** Returns the file. */
  public CsvFormat format() {
    return format;
  }

  /**
   * Goes to the next line, and returns whether there is one. Blank lines are skipped, except
   * between the lines of a table with one column, where they are missing values.
   *
   * @throws IllegalArgumentException if it has more or fewer fields than the header
   * @throws UncheckedIOException if it cannot be read
   */
  public boolean next() {
    CsvRecord next = ahead.poll();
    if (next == null) {
      next = nextLine();
    }
    if (next == null) {
      return false;
    }
    record = next;
    int fields = record.getFieldCount();
    if (fields != header.size()) {
      throw format.refused(
          "expected %d fields in line %d, as in the header, got %d%s"
              .formatted(
                  header.size(),
                  line(),
                  fields,
                  fields > header.size()
                      ? "; a field that contains '%c' must be in quotes"
                          .formatted(format.separator())
                      : ""));
    }
    return true;
  }

  private @Nullable CsvRecord nextLine() {
    CsvRecord next = advance();
    while (next != null && isBlank(next)) {
      if (header.size() == 1) {
        ahead.add(next);
      }
      next = advance();
    }
    if (next == null) {
      ahead.clear();
      return null;
    }
    ahead.add(next);
    return ahead.poll();
  }

  private static boolean isBlank(CsvRecord line) {
    return line.getFieldCount() == 1 && line.getField(0).isBlank();
  }

  private @Nullable CsvRecord advance() {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new IllegalArgumentException(
          "%s: cannot be read as CSV: %s".formatted(format.name(), e.getMessage()), e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharsetReader.MalformedText malformed) {
        throw new IllegalArgumentException(
            "%s: %s".formatted(format.name(), malformed.getMessage()), e);
      }
      throw e;
    }
  }

  /** Returns the number of the line, counted from 1. */
  public long line() {
    return record.getStartingLineNumber();
  }

  /** Returns a field, without the blanks around it. */
  public String field(int column) {
    return record.getField(column).strip();
  }

  /** Returns whether a field has no value. */
  public boolean isMissing(int column) {
    String field = field(column);
    return field.isEmpty() || format.missing().contains(field);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
