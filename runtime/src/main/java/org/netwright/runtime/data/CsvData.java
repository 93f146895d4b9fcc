package org.netwright.runtime.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.TablePredictor;
import org.netwright.runtime.internal.csv.CsvRecordStream;
import org.netwright.runtime.internal.csv.CsvRecords;
import org.netwright.runtime.internal.data.CsvSelection;
import org.netwright.runtime.internal.data.CsvSequences;
import org.netwright.runtime.internal.data.CsvStream;
import org.netwright.runtime.internal.data.CsvTable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.SequenceColumns;
import org.netwright.runtime.internal.file.Uninterrupted;

/**
 * Settings for reading a CSV file with a header line: {@code
 * Data.csv(file).target("price").categorical("town").read()}.
 *
 * <p>Every column is a feature, except targets and ignored columns. Columns hold numbers, unless
 * they are named in {@link #categorical}. A blank field has no value. Numbers are decimal, with or
 * without an exponent: {@code NaN}, {@code Infinity}, {@code 1f} and {@code 0x1p3} are not numbers.
 * Blanks around a field are removed.
 */
public final class CsvData {
  private final CsvSettings settings;

  CsvData(Path file) {
    this.settings =
        new CsvSettings(String.valueOf(file.getFileName()), () -> Uninterrupted.open(file));
  }

  CsvData(URL resource) {
    String path = resource.getPath();
    this.settings =
        new CsvSettings(path.substring(path.lastIndexOf('/') + 1), resource::openStream);
  }

  /** Names the column to predict. Several columns become the columns of y, in this order. */
  public CsvData target(String... columns) {
    settings.targets.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Names columns that hold names rather than numbers. A feature becomes one feature for each of
   * its values, 1 where the column has the value and 0 elsewhere; a target becomes class numbers.
   * Values are in alphabetical order.
   */
  public CsvData categorical(String... columns) {
    settings.categorical.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Allows a categorical feature to have up to {@code values} values. If this is not set, a feature
   * with more than 1000 values is refused, and so is one with more than 100 values that have fewer
   * than two lines each on average: such columns are usually ids or free text.
   *
   * @throws IllegalArgumentException if {@code values} is below 1
   */
  public CsvData maxCategories(int values) {
    if (values < 1) {
      throw new IllegalArgumentException("maxCategories must be at least 1, got " + values);
    }
    settings.maxCategories = values;
    return this;
  }

  /** Names columns that are neither features nor targets. */
  public CsvData ignore(String... columns) {
    settings.ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /**
   * Reads sequences: each line is a step of the sequence that a column names, as in
   *
   * <pre>{@code
   * Data stays = Data.csv(file).sequences("patient").steps("hour").target("outcome").read();
   * }</pre>
   *
   * <p>Sequences come in the order of their first lines; lines of a sequence need not follow each
   * other. {@link #dropMissing} leaves single steps out. The target must be the same in all lines
   * of a sequence, unless {@link #targetsOfSteps} is called. For {@link #read} alone.
   *
   * @param column holds any texts; it is not a feature
   */
  public CsvData sequences(String column) {
    settings.sequences = Objects.requireNonNull(column, "column");
    return this;
  }

  /**
   * Names the column whose order the steps of a sequence have: numbers, dates as in {@code
   * 2024-05-31}, times of day as in {@code 08:00}, times as in {@code 2024-05-31T08:00} or {@code
   * 2024-05-31 08:00:30}, or times with an offset as in {@code 2024-05-31T08:00+02:00}; one of
   * these kinds in a sequence. If it is not set, steps have the order of the lines. Needs {@link
   * #sequences}.
   *
   * @param column it is not a feature; a sequence has each value once
   */
  public CsvData steps(String column) {
    settings.steps = Objects.requireNonNull(column, "column");
    return this;
  }

  /** Makes the targets of each line those of its step. Needs {@link #sequences}. */
  public CsvData targetsOfSteps() {
    settings.targetsOfSteps = true;
    return this;
  }

  /**
   * Sets the character between fields; the default is a comma.
   *
   * @throws IllegalArgumentException if it is a quotation mark or ends a line
   */
  public CsvData separator(char separator) {
    if (separator == '"' || separator == '\n' || separator == '\r') {
      throw new IllegalArgumentException(
          "separator must not be a quotation mark or a line separator");
    }
    settings.separator = separator;
    return this;
  }

  /**
   * Sets the decimal separator of numbers, as in {@code separator(';').decimalSeparator(',')}; the
   * default is a point.
   *
   * @throws IllegalArgumentException if it is neither a point nor a comma
   */
  public CsvData decimalSeparator(char decimalSeparator) {
    if (decimalSeparator != '.' && decimalSeparator != ',') {
      throw new IllegalArgumentException(
          "decimalSeparator must be '.' or ',', got '%c'".formatted(decimalSeparator));
    }
    settings.decimalSeparator = decimalSeparator;
    return this;
  }

  /**
   * Sets the charset of the file; the default is UTF-8. A byte order mark in the file takes
   * precedence.
   */
  public CsvData charset(Charset charset) {
    settings.charset = Objects.requireNonNull(charset, "charset");
    return this;
  }

  /** Names texts that stand for a missing value, as in {@code missing("NA", "?")}. */
  public CsvData missing(String... values) {
    settings.missing.addAll(Arrays.asList(values));
    return this;
  }

  /**
   * Names texts that are values of categorical columns although tables often use them for a missing
   * value, as in {@code literal("NA")}. Such a text is refused unless it is named here or in {@link
   * #missing}.
   */
  public CsvData literal(String... values) {
    settings.literal.addAll(Arrays.asList(values));
    return this;
  }

  /**
   * Leaves out lines with a missing value, which are otherwise an error. {@link Data#omittedLines}
   * reports how many lines were left out.
   */
  public CsvData dropMissing() {
    settings.dropMissing = true;
    return this;
  }

  /**
   * Reads the columns as an earlier table was read: the same features in the same order, with the
   * same values of categorical columns. {@link #target}, {@link #categorical} and {@link #ignore}
   * have no effect then. Other columns of the file are not read.
   *
   * @param columns from {@link Data#columns()} of that table, or from a trainer or model
   * @throws IllegalArgumentException if they have no features, as those of images
   */
  public CsvData as(Columns columns) {
    settings.given = requireFeatures(columns);
    return this;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if the file does not have the columns, or a value is missing,
   *     is not a number or is not a known name, or bytes are not of the charset, or lines are not
   *     steps of sequences as described; the message names lines and columns
   * @throws IllegalStateException if {@link #steps} or {@link #targetsOfSteps} is set without
   *     {@link #sequences}
   * @throws IOException if the file cannot be read
   */
  public Data read() throws IOException {
    SequenceColumns ofSteps = settings.sequenceColumns();
    try (CsvTable table =
        new CsvTable(settings.format().open(), settings.selection(), true, ofSteps)) {
      if (ofSteps != null) {
        return table.takeSequences(settings.given);
      }
      CsvTable.Batch all = table.take(Integer.MAX_VALUE);
      return CsvStream.data(all, settings.given == null ? all.columns() : settings.given);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads only features, to predict from; the file need not have the targets. Row i of the result
   * is line i after the header: no line is left out.
   *
   * <p>The array does not know the names of its columns. Use {@link #as} so that they are those of
   * the network, or pass the file to {@link TablePredictor#predict(CsvData)}.
   *
   * @return [n × in]
   * @throws IllegalArgumentException as in {@link #read}
   * @throws IllegalStateException if {@link #dropMissing} is set
   * @throws IOException if the file cannot be read
   */
  public INDArray readFeatures() throws IOException {
    return readFeatures(settings.selection());
  }

  /**
   * Reads the features of other columns than those that are set, as {@link #readFeatures()} does.
   *
   * @param columns such as those of a trainer or a model
   * @return [n × in]
   * @throws IllegalArgumentException if a column is missing, or a value is missing or unknown
   * @throws IllegalStateException if {@link #dropMissing} is set
   * @throws IOException if the file cannot be read
   */
  public INDArray readFeatures(Columns columns) throws IOException {
    return readFeatures(settings.selection().as(requireFeatures(columns)));
  }

  /**
   * Reads sequences without targets, to predict from; the file need not have the targets:
   *
   * <pre>{@code
   * try (Sequences stays =
   *     Data.csv(file).as(model.columns().orElseThrow())
   *         .sequences("patient").steps("hour").readSequences()) {
   *   List<String> outcomes = model.predictLabels(stays.x(), stays.lengths());
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException as in {@link #read}
   * @throws IllegalStateException if {@link #sequences} or {@link #as} is not set, or {@link
   *     #dropMissing} is
   * @throws IOException if the file cannot be read
   */
  public Sequences readSequences() throws IOException {
    SequenceColumns ofSteps = settings.requireSequencesOfKnownColumns();
    settings.requireAllLines();
    try (CsvTable table =
        new CsvTable(settings.format().open(), settings.selection(), false, ofSteps)) {
      CsvSequences.Features read = table.takeFeaturesOfSequences();
      Rows x = read.x();
      INDArray array = x.toArray(IntStream.range(0, x.size()).toArray());
      return new Sequences(read.ids(), array, read.lengths());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Columns requireFeatures(Columns columns) {
    if (Objects.requireNonNull(columns, "columns").features().isEmpty()) {
      throw new IllegalArgumentException(
          "expected columns of a table, got some without features, as those of images are");
    }
    return columns;
  }

  private INDArray readFeatures(CsvSelection selection) throws IOException {
    settings.requireNoSequences("readFeatures");
    settings.requireAllLines();
    try (CsvTable table = new CsvTable(settings.format().open(), selection, false)) {
      Rows rows = table.take(Integer.MAX_VALUE).x();
      return rows.toArray(IntStream.range(0, rows.size()).toArray());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads the file batch by batch, from its beginning in each epoch. The header and, unless {@link
   * #as} gives them, the values of categorical columns are read now; all other checks are made when
   * the lines are read. If the header has other names in a later epoch, that epoch is refused.
   *
   * @throws IllegalArgumentException if the file does not have the columns
   * @throws IOException if the file cannot be read
   */
  public DataStream stream() throws IOException {
    settings.requireNoSequences("stream");
    try {
      return new CsvStream(settings.format(), settings.selection());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads each line as a record; see {@link Csv} for how. Only the settings of the text apply:
   * {@link #separator}, {@link #decimalSeparator}, {@link #charset}, {@link #missing} and {@link
   * #literal}.
   *
   * @param type the record; it may be nested, and need not be public
   * @return a record for each line, in a new list, which may be changed
   * @throws IllegalArgumentException if a component has a type that cannot be read, the file has no
   *     column for one, or a value is not as expected; the message names lines, columns and
   *     components
   * @throws IllegalStateException if a setting is for features or targets
   * @throws IOException if the file cannot be read
   */
  public <R extends Record> List<R> records(Class<R> type) throws IOException {
    try (CsvRecords<R> records = open("records", type)) {
      return records.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads each line as a record when it is needed, for files that do not fit into memory. The
   * stream has the file open until it is closed:
   *
   * <pre>{@code
   * try (Stream<Customer> customers = Data.csv(file).recordStream(Customer.class)) {
   *   long old = customers.filter(customer -> customer.age() > 65).count();
   * }
   * }</pre>
   *
   * <p>The columns are found now. A line whose values are not as expected ends the stream with an
   * {@link IllegalArgumentException}, and one that cannot be read with an {@link
   * UncheckedIOException}.
   *
   * @param type the record
   * @return a sequential stream in the order of the lines, which the caller closes
   * @throws IllegalArgumentException if a component has a type that cannot be read, or the file has
   *     no column for one
   * @throws IllegalStateException if a setting is for features or targets
   * @throws IOException if the file cannot be read
   */
  public <R extends Record> Stream<R> recordStream(Class<R> type) throws IOException {
    CsvRecords<R> records;
    try {
      records = open("recordStream", type);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    int properties = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, properties), false)
        .onClose(records::closeUnchecked);
  }

  /**
   * Reads examples and targets out of the lines, batch by batch, for a network that takes records
   * and a file that does not fit into memory:
   *
   * <pre>{@code
   * record Row(Customer customer, Outcome outcome) {}
   *
   * DataStream rows = Data.csv(file).stream(Row.class, Row::customer, Row::outcome);
   * trainer.fit(rows.shuffled(10_000, 1)).run();
   * }</pre>
   *
   * <p>Each epoch opens the file and reads it from its beginning, with the columns that its header
   * then has. The file is closed at the end of the epoch, after an error, and if the reader stops
   * early. The columns are also looked for now; values are checked when their lines are read, and a
   * line that is not as expected ends the epoch with an {@link IllegalArgumentException}.
   *
   * @param type the record of a line; which settings apply is as in {@link #records}
   * @param example returns what the network takes, of a line; not null
   * @param target returns its target; not null
   * @throws IllegalArgumentException if a component has a type that cannot be read, or the file has
   *     no column for one
   * @throws IllegalStateException if a setting is for features or targets
   * @throws IOException if the file cannot be read
   */
  public <R extends Record> DataStream stream(
      Class<R> type, Function<? super R, ?> example, Function<? super R, ?> target)
      throws IOException {
    settings.requireOnlyText("stream", type);
    try {
      return new CsvRecordStream<>(settings.format(), type, example, target);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private <R extends Record> CsvRecords<R> open(String call, Class<R> type) throws IOException {
    settings.requireOnlyText(call, type);
    return new CsvRecords<>(settings.format(), type);
  }
}
