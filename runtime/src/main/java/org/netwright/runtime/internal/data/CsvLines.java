package org.netwright.runtime.internal.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
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
import java.util.stream.IntStream;

/** One pass over the lines of a CSV file. */
public final class CsvLines implements AutoCloseable {
  private final CsvFormat format;
  private final CsvReader<CsvRow> reader;
  private final Iterator<CsvRow> rows;
  private final CsvRow row = new CsvRow();
  private final String[] marks;
  private final List<String> header;

  /** The numbers of blank lines of a table with one column, in front of the row. */
  private final Deque<Long> blanks = new ArrayDeque<>();

  /** Whether the row has been read, but comes after blank lines. */
  private boolean isAhead;

  /** The number of the current line if it is blank, and 0 otherwise. */
  private long blank;

  private int start;
  private int end;

  CsvLines(CsvFormat format) throws IOException {
    this.format = format;
    this.marks = format.missing().toArray(String[]::new);
    InputStream in = format.source().open();
    try {
      reader =
          CsvReader.builder()
              .fieldSeparator(format.separator())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .skipEmptyLines(false)
              .build(row, new CharsetReader(in, format.charset()));
      rows = reader.iterator();
      boolean found = advance();
      while (found && row.isBlank()) {
        found = advance();
      }
      if (!found) {
        throw format.refused(
            "expected a header line with the names of the columns, got an empty file");
      }
      header = IntStream.range(0, row.fields()).mapToObj(row::text).toList();
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
    if (!nextLine()) {
      return false;
    }
    int fields = blank == 0 ? row.fields() : 1;
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

  private boolean nextLine() {
    if (blanks.isEmpty() && !isAhead) {
      isAhead = advance();
      while (isAhead && row.isBlank()) {
        if (header.size() == 1) {
          blanks.add(row.line());
        }
        isAhead = advance();
      }
      if (!isAhead) {
        blanks.clear();
        return false;
      }
    }
    Long next = blanks.poll();
    blank = next == null ? 0 : next;
    isAhead = next != null;
    return true;
  }

  /** Reads the next row, and returns whether there is one. */
  private boolean advance() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      rows.next();
      return true;
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
    return blank == 0 ? row.line() : blank;
  }

  /** Returns a field, without the blanks around it. */
  public String field(int column) {
    return blank == 0 ? row.text(column) : "";
  }

  /**
   * Returns whether a field has no value. If it has one, {@link #start} and {@link #end} are its
   * place in {@link #characters}.
   */
  public boolean isMissing(int column) {
    if (blank != 0) {
      return true;
    }
    start = row.start(column);
    end = row.end(column, start);
    if (start == end) {
      return true;
    }
    for (String mark : marks) {
      if (isText(mark)) {
        return true;
      }
    }
    return false;
  }

  private boolean isText(String mark) {
    int length = end - start;
    if (length != mark.length()) {
      return false;
    }
    char[] characters = row.characters();
    for (int i = 0; i < length; i++) {
      if (characters[start + i] != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the characters of the line, with the field of {@link #isMissing}; not a copy. */
  public char[] characters() {
    return row.characters();
  }

  /** Returns where the field of {@link #isMissing} begins. */
  public int start() {
    return start;
  }

  /** Returns where the field of {@link #isMissing} ends. */
  public int end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
