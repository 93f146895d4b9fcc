package org.netwright.runtime.internal.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.nd4j.Elements;

/** Examples that are numbers: some rows of tables, which several of them may share. */
public final class Table extends IndexedData {
  private static final Columns NO_NAMES = new Columns(List.of(), List.of());

  private final TableParts parts;
  private final Columns columns;
  private final int omitted;

  private Table(
      TableParts parts, Columns columns, int omitted, float @Nullable [] weights, int... rows) {
    super(weights, rows);
    this.parts = parts;
    this.columns = columns;
    this.omitted = omitted;
  }

  /**
   * Returns examples without names.
   *
   * @throws IllegalArgumentException if a number is not finite, or the numbers of rows differ
   */
  public static Table of(Rows x, Rows y) {
    return of(x, y, NO_NAMES, 0);
  }

  /**
   * Returns the examples of a table.
   *
   * @param omitted the number of lines that were left out
   * @throws IllegalArgumentException if a number is not finite, or the numbers of rows differ
   */
  public static Table of(Rows x, Rows y, Columns columns, int omitted) {
    return of(x, y, columns, columns.classNames(), omitted);
  }

  /**
   * Returns examples without names of columns.
   *
   * @param classes the names of the classes; empty if they have none
   * @throws IllegalArgumentException if a number is not finite, or the numbers of rows differ
   */
  public static Table of(Rows x, Rows y, List<String> classes) {
    return of(x, y, NO_NAMES, classes, 0);
  }

  private static Table of(Rows x, Rows y, Columns columns, List<String> classes, int omitted) {
    return new Table(GivenParts.of(x, y, classes), columns, omitted, null, allRows(x.size()));
  }

  /**
   * Returns examples of several inputs and targets.
   *
   * @throws IllegalArgumentException if there is no input or no target, a number is not finite, or
   *     the numbers of rows differ
   */
  public static Table of(Map<String, Rows> inputs, Map<String, Rows> targets) {
    TableParts parts = GivenParts.of(inputs, targets);
    return new Table(parts, NO_NAMES, 0, null, allRows(parts.inputs().get(0).size()));
  }

  /**
   * Returns the same examples with inputs and targets in the order of a network.
   *
   * @param network the simple name of its class, for messages
   * @throws IllegalArgumentException if they have other names than the network
   */
  public Table arranged(String network, List<String> inputs, List<String> targets) {
    return with(parts.arranged(network, inputs, targets, chosen()));
  }

  /**
   * Returns the same examples for a network that takes no lengths.
   *
   * @throws IllegalArgumentException if sequences have different lengths
   */
  public Table withoutLengths(String network) {
    return with(parts.withoutLengths(network, chosen()));
  }

  /**
   * Returns the same examples without lengths that a network does not take a second time.
   *
   * @param shared the names of the lengths of inputs that have those of another input
   * @throws IllegalArgumentException if sequences of such an input have other lengths
   */
  public Table withSharedLengths(String network, Map<String, String> shared) {
    return shared.isEmpty() ? this : with(parts.withSharedLengths(network, shared, chosen()));
  }

  private Table with(TableParts other) {
    return new Table(other, columns, omitted, exampleWeights(), chosen());
  }

  private Rows trimmed(Rows rows) {
    return TableParts.trimmed(rows, chosen());
  }

  /** Returns the table of examples that {@link Data} made. */
  public static Table of(Data data) {
    Objects.requireNonNull(data, "data");
    if (data instanceof Table table) {
      return table;
    }
    if (data instanceof RecordTable) {
      throw new IllegalArgumentException(
          "expected examples that are numbers, as Data.of(x, y) makes them of arrays, got "
              + data
              + "; a network that takes records declares them with @Features");
    }
    throw new IllegalArgumentException(
        "expected examples that a method of Data has made, got a %s; use Data.of(x, y)"
            .formatted(data.getClass().getName()));
  }

  /** Returns the examples of several batches, without names. */
  public static Data joined(List<Data> batches) {
    if (batches.size() == 1) {
      return batches.get(0);
    }
    List<Table> tables = batches.stream().map(Table::of).toList();
    return of(
        GivenRows.joined(tables.stream().map(Table::features).toList()),
        GivenRows.joined(tables.stream().map(Table::targets).toList()));
  }

  @Override
  public INDArray x() {
    return trimmed(features()).toArray(chosen());
  }

  @Override
  public INDArray y() {
    return trimmed(targets()).toArray(chosen());
  }

  @Override
  public INDArray input(String name) {
    return trimmed(parts.input(name)).toArray(chosen());
  }

  @Override
  public INDArray target(String name) {
    return trimmed(parts.target(name)).toArray(chosen());
  }

  @Override
  public int[] lengths() {
    features();
    if (!parts.hasLengths()) {
      throw new IllegalStateException(
          "lengths() is for examples that are sequences; these are " + this);
    }
    return lengths(parts.inputs().get(1));
  }

  @Override
  public int[] lengths(String input) {
    String name = LengthNames.of(Objects.requireNonNull(input, "input"));
    if (!parts.inputNames().contains(name)) {
      throw new IllegalArgumentException(
          "the examples have no sequences %s; they are %s".formatted(input, this));
    }
    return lengths(parts.inputs().get(parts.inputNames().indexOf(name)));
  }

  /** Returns the length of each row, with those of several inputs added up. */
  public int[] totalLengths() {
    return parts.totalLengths();
  }

  private int[] lengths(Rows lengths) {
    return IntStream.of(chosen()).map(row -> (int) lengths.get(row, 0)).toArray();
  }

  @Override
  public Optional<Columns> columns() {
    return columns.equals(NO_NAMES) ? Optional.empty() : Optional.of(columns);
  }

  @Override
  public int omittedLines() {
    return omitted;
  }

  @Override
  public List<String> featureNames() {
    return columns.featureNames();
  }

  @Override
  public List<String> classNames() {
    return parts.classes().size() == 1 ? parts.classes().get(0) : List.of();
  }

  /** Returns the names of the classes of one of the targets; empty if they have none. */
  public List<String> classNames(int target) {
    return parts.classes().get(target);
  }

  /**
   * Returns the same examples with names of classes.
   *
   * @param classes for each target, in the order of the targets
   */
  public Table withClasses(List<List<String>> classes) {
    TableParts named =
        new TableParts(
            parts.inputs(), parts.targets(), parts.inputNames(), parts.targetNames(), classes);
    return new Table(named, columns, omitted, exampleWeights(), chosen());
  }

  /** Returns the same examples with other targets, in the order of the targets. */
  public Table withTargets(List<Rows> targets) {
    TableParts other =
        new TableParts(
            parts.inputs(), targets, parts.inputNames(), parts.targetNames(), parts.classes());
    return new Table(other, columns, omitted, exampleWeights(), chosen());
  }

  @Override
  Table with(float @Nullable [] newWeights, int... chosen) {
    return new Table(parts, columns, omitted, newWeights, chosen);
  }

  /** Returns images with the class numbers of other columns; the pixels stay where they are. */
  Table renumbered(ColumnMapping mapping, Columns other) {
    Rows y = mapping.targets(targets(), allRows(targets().size()));
    TableParts renumbered =
        new TableParts(
            parts.inputs(), List.of(y), List.of(), List.of(), List.of(other.classNames()));
    return new Table(renumbered, other, omitted, exampleWeights(), chosen());
  }

  /** Returns the examples of other tables, with the weights of these, which are as many. */
  Table replacedBy(Rows x, Rows y, Columns other) {
    return of(x, y, other, omitted).with(exampleWeights(), allRows(size()));
  }

  /** Returns the same examples with the weights of others, which are as many. */
  public Table weightedAs(IndexedData other) {
    return with(other.exampleWeights(), chosen());
  }

  @Override
  Table gathered(IndexedData[] sources, int[] examples) {
    Table[] tables = Stream.of(sources).map(Table.class::cast).toArray(Table[]::new);
    return new Table(
        GatheredParts.of(this, tables, examples),
        columns,
        0,
        gatheredWeights(sources, examples),
        allRows(examples.length));
  }

  /** Returns the class number of an example, or the position of the 1 in its one-hot row. */
  @Override
  int classOf(int example) {
    Rows y = targets();
    int row = chosen()[example];
    int found = y.classOf(row);
    if (found < 0) {
      throw notAClass(
          example,
          y.length() == 1
              ? Elements.text(y.get(row, 0))
              : IntStream.range(0, y.length()).allMatch(column -> y.get(row, column) == 0)
                  ? "a row of zeros"
                  : "a row that is not one-hot");
    }
    return found;
  }

  private static IllegalArgumentException notAClass(int example, String got) {
    return new IllegalArgumentException(
        "expected class numbers or one-hot rows in y, got %s in row %d (counted from 0)"
            .formatted(got, example));
  }

  @Override
  public String toString() {
    return "%d examples, %s%s%s"
        .formatted(
            size(),
            parts.described(),
            exampleWeights() == null ? "" : ", weighted",
            omitted == 0
                ? ""
                : "; %d %s of the file omitted"
                    .formatted(omitted, omitted == 1 ? "line" : "lines"));
  }

  /** Returns all rows of the inputs and the targets; {@link #chosen} says which are examples. */
  TableParts parts() {
    return parts;
  }

  private Rows only(String call, List<Rows> tables) {
    if (tables.size() > 1) {
      throw new IllegalStateException(
          "%s is for examples with one input and one target; these are %s".formatted(call, this));
    }
    return tables.get(0);
  }

  /**
   * Returns the features of all rows, of examples with one input; {@link #chosen} says which rows
   * are examples.
   */
  public Rows features() {
    boolean hasOne = parts.inputs().size() == 2 && parts.hasLengths();
    return only("x()", hasOne ? parts.inputs().subList(0, 1) : parts.inputs());
  }

  /**
   * Returns the targets of all rows, of examples with one target; {@link #chosen} says which rows
   * are examples.
   */
  public Rows targets() {
    return only("y()", parts.targets());
  }

  /** Returns all rows of each input; {@link #chosen} says which rows are examples. */
  public List<Rows> inputs() {
    return parts.inputs();
  }

  /** Returns all rows of each target; {@link #chosen} says which rows are examples. */
  public List<Rows> allTargets() {
    return parts.targets();
  }
}
