package org.netwright.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvEncoder;
import org.netwright.runtime.data.CsvTable;
import org.netwright.runtime.data.Rows;

/**
 * How a CSV file with a header line is to be read: {@code
 * Data.csv(file).target("price").categorical("town").read()}.
 *
 * <p>Every column is a feature, but for the targets and those to ignore. Columns hold numbers,
 * unless they are named in {@link #categorical}. A field that is empty, or blank, has no value.
 */
public final class CsvData {
  private final String name;
  private final CsvTable.Source source;
  private final Set<String> targets = new LinkedHashSet<>();
  private final Set<String> categorical = new LinkedHashSet<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private char separator = ',';
  private boolean dropMissing;
  private @Nullable Columns given;

  CsvData(Path file) {
    this.name = String.valueOf(file.getFileName());
    this.source = () -> Files.newInputStream(file);
  }

  CsvData(URL resource) {
    String path = resource.getPath();
    this.name = path.substring(path.lastIndexOf('/') + 1);
    this.source = resource::openStream;
  }

  /** Names the column to predict, or several, which become y in this order. */
  public CsvData target(String... columns) {
    targets.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Names columns that hold names rather than numbers. A feature becomes one for each of its
   * values, 1 where the column has it and 0 elsewhere; a target becomes class numbers. Values are
   * in alphabetical order.
   */
  public CsvData categorical(String... columns) {
    categorical.addAll(Arrays.asList(columns));
    return this;
  }

  /** Names columns that are neither features nor targets. */
  public CsvData ignore(String... columns) {
    ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /** Sets what separates fields; a comma if not set. */
  public CsvData separator(char separator) {
    this.separator = separator;
    return this;
  }

  /** Names what stands for a value that is missing, as in {@code missing("NA", "?")}. */
  public CsvData missing(String... values) {
    missing.addAll(Arrays.asList(values));
    return this;
  }

  /** Leaves lines out that miss a value; otherwise such lines are an error. */
  public CsvData dropMissing() {
    dropMissing = true;
    return this;
  }

  /**
   * Reads the columns as an earlier table was read: the same features, with the same values for
   * those that are categorical. {@link #target}, {@link #categorical} and {@link #ignore} are not
   * asked then.
   *
   * @param columns from {@link Data#columns()} of that table, or of a saved model
   */
  public CsvData as(Columns columns) {
    this.given = columns;
    return this;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it does not have the columns, or a value is missing, is no
   *     number or no known name; the message tells the lines and columns
   * @throws IOException if it cannot be read
   */
  public Data read() throws IOException {
    CsvTable table = table();
    Columns columns = columns(table);
    requireTargets(columns);
    try (Encoded lines = new Encoded(table, columns, true)) {
      return lines.data(Integer.MAX_VALUE, columns);
    }
  }

  /**
   * Reads features alone, to predict from; the file need not have the targets.
   *
   * @return [n × in]
   * @throws IllegalArgumentException as {@link #read}
   * @throws IOException if the file cannot be read
   */
  public INDArray readFeatures() throws IOException {
    CsvTable table = table();
    Columns columns = columns(table);
    try (Encoded lines = new Encoded(table, columns, false)) {
      double[] numbers = lines.take(Integer.MAX_VALUE);
      if (numbers.length == 0) {
        throw new IllegalArgumentException(name + ": expected at least one line behind the header");
      }
      Rows rows = Rows.of(numbers, columns.featureNames().size());
      int[] all = new int[rows.size()];
      Arrays.setAll(all, i -> i);
      return rows.toArray(all);
    }
  }

  /**
   * Reads the file batch by batch, anew in each epoch. Values of categorical columns are looked for
   * now, all other checks are made when the lines are read.
   *
   * @throws IllegalArgumentException if it does not have the columns
   * @throws IOException if it cannot be read
   */
  public DataStream stream() throws IOException {
    CsvTable table = table();
    Columns columns = columns(table);
    requireTargets(columns);
    return batchSize -> {
      try {
        Encoded lines = new Encoded(table, columns, true);
        return new DataStream.Batches() {
          @Override
          public @Nullable Data next() {
            return lines.isAtEnd() ? null : lines.data(batchSize, columns);
          }

          @Override
          public void close() {
            lines.close();
          }
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private CsvTable table() {
    return new CsvTable(name, source, separator, missing);
  }

  private void requireTargets(Columns columns) {
    if (columns.targets().isEmpty()) {
      throw new IllegalArgumentException(
          name + ": expected a column to predict; name it, as in target(\"price\")");
    }
  }

  private Columns columns(CsvTable table) throws IOException {
    List<String> header = table.header();
    if (given != null) {
      requireColumns(header, given.features().stream().map(Column::name).toList());
      return given;
    }
    requireColumns(header, targets);
    requireColumns(header, categorical);
    requireColumns(header, ignored);
    Map<String, List<String>> values = table.values(categorical);
    List<Column> features = new ArrayList<>();
    for (String column : header) {
      if (!targets.contains(column) && !ignored.contains(column)) {
        features.add(column(column, values));
      }
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected a column besides the targets, got %s".formatted(name, header));
    }
    return new Columns(features, targets.stream().map(column -> column(column, values)).toList());
  }

  private static Column column(String column, Map<String, List<String>> values) {
    return new Column(column, values.getOrDefault(column, List.of()));
  }

  private void requireColumns(List<String> header, Iterable<String> wanted) {
    for (String column : wanted) {
      if (!header.contains(column)) {
        throw new IllegalArgumentException(
            "%s: expected a column %s, got the columns %s%s"
                .formatted(
                    name,
                    column,
                    String.join(", ", header),
                    header.size() == 1 ? "; is the separator another than ','?" : ""));
      }
    }
  }

  /** The lines of the table as numbers. */
  private final class Encoded implements AutoCloseable {
    private final CsvTable.Records records;
    private final CsvEncoder encoder;
    private final int length;
    private double @Nullable [] next;

    Encoded(CsvTable table, Columns columns, boolean withTargets) throws IOException {
      records = table.open();
      if (withTargets) {
        requireColumns(records.header(), columns.targets().stream().map(Column::name).toList());
      }
      encoder = new CsvEncoder(name, records.header(), columns, withTargets, dropMissing);
      length = encoder.length();
      next = advance();
    }

    boolean isAtEnd() {
      return next == null;
    }

    Data data(int lines, Columns columns) {
      double[] numbers = take(lines);
      if (numbers.length == 0) {
        throw new IllegalArgumentException(name + ": expected at least one line behind the header");
      }
      int width = columns.featureNames().size();
      int outputs = length - width;
      int n = numbers.length / length;
      double[] x = new double[n * width];
      double[] y = new double[n * outputs];
      for (int row = 0; row < n; row++) {
        System.arraycopy(numbers, row * length, x, row * width, width);
        System.arraycopy(numbers, row * length + width, y, row * outputs, outputs);
      }
      return Data.of(Rows.of(x, width), Rows.of(y, outputs), Optional.of(columns));
    }

    /** The numbers of up to so many lines. */
    double[] take(int lines) {
      double[] numbers = new double[0];
      int used = 0;
      for (int line = 0; line < lines && next != null; line++) {
        if (used + length > numbers.length) {
          numbers = Arrays.copyOf(numbers, Math.max(1024, 2 * (used + length)));
        }
        System.arraycopy(next, 0, numbers, used, length);
        used += length;
        next = advance();
      }
      encoder.requireNone();
      return Arrays.copyOf(numbers, used);
    }

    private double @Nullable [] advance() {
      while (records.next()) {
        double[] row = encoder.encode(records);
        // One that misses a value is left out, or remembered for the message at the end.
        if (row != null) {
          return row;
        }
      }
      return null;
    }

    @Override
    public void close() {
      try {
        records.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
