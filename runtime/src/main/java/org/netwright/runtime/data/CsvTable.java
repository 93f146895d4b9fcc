package org.netwright.runtime.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header line.
 *
 * @param name of the file, for messages
 * @param source opens it, as often as it is read
 * @param separator between fields
 * @param missing what stands for a value that is not there, besides nothing
 */
public record CsvTable(String name, Source source, char separator, Set<String> missing) {
  /** Opens a file at its beginning. */
  @FunctionalInterface
  public interface Source {
    /** Returns a new stream, which the caller closes. */
    InputStream open() throws IOException;
  }

  /** Copies the set. */
  public CsvTable {
    missing = Set.copyOf(missing);
  }

  /**
   * Reads what the header calls the columns.
   *
   * @throws IllegalArgumentException if there is none, or it names two columns alike
   */
  public List<String> header() throws IOException {
    try (Records records = open()) {
      return records.header();
    }
  }

  /** Opens the table behind its header. */
  public Records open() throws IOException {
    return new Records();
  }

  /**
   * Finds the values of categorical columns, in alphabetical order.
   *
   * @param categorical names of columns
   */
  public Map<String, List<String>> values(Set<String> categorical) throws IOException {
    Map<String, Set<String>> found = new HashMap<>();
    categorical.forEach(column -> found.put(column, new TreeSet<>()));
    if (!categorical.isEmpty()) {
      try (Records records = open()) {
        List<String> header = records.header();
        while (records.next()) {
          for (int i = 0; i < header.size(); i++) {
            Set<String> values = found.get(header.get(i));
            if (values != null && !records.isMissing(i)) {
              values.add(records.field(i));
            }
          }
        }
      }
    }
    Map<String, List<String>> values = new HashMap<>();
    found.forEach((column, own) -> values.put(column, List.copyOf(own)));
    return values;
  }

  /** One pass over the lines of the table. */
  public final class Records implements AutoCloseable {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private CsvRecord record;

    private Records() throws IOException {
      reader =
          CsvReader.builder()
              .fieldSeparator(separator)
              .detectBomHeader(true)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(source.open());
      records = reader.iterator();
      CsvRecord first = advance();
      if (first == null) {
        reader.close();
        throw new IllegalArgumentException(
            name + ": expected a header line with the names of the columns, got an empty file");
      }
      record = first;
      header = names(first);
    }

    private List<String> names(CsvRecord line) {
      List<String> names = new ArrayList<>();
      for (String field : line.getFields()) {
        names.add(field.strip());
      }
      if (new LinkedHashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException(
            "%s: expected a header line of different names, got %s".formatted(name, names));
      }
      return names;
    }

    /** Returns the names of the columns. */
    public List<String> header() {
      return header;
    }

    /**
     * Goes to the next line, and returns whether there is one.
     *
     * @throws IllegalArgumentException if it has more or fewer fields than the header
     */
    public boolean next() {
      CsvRecord next = advance();
      if (next == null) {
        return false;
      }
      record = next;
      if (record.getFieldCount() != header.size()) {
        throw new IllegalArgumentException(
            "%s: expected %d fields in line %d, as in the header, got %d"
                .formatted(name, header.size(), line(), record.getFieldCount()));
      }
      return true;
    }

    private @Nullable CsvRecord advance() {
      try {
        return records.hasNext() ? records.next() : null;
      } catch (CsvParseException | UncheckedIOException e) {
        throw new IllegalArgumentException(
            "%s: cannot be read as CSV: %s".formatted(name, e.getMessage()), e);
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
      return field.isEmpty() || missing.contains(field);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
