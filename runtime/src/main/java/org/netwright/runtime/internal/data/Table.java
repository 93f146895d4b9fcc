package org.netwright.runtime.internal.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.internal.text.Shapes;

/** Examples in memory: some rows of two tables, which several of them may share. */
public final class Table implements Data {
  private static final Columns NO_NAMES = new Columns(List.of(), List.of());

  private final Rows x;
  private final Rows y;
  private final Columns columns;
  private final int omitted;
  private final int[] rows;

  private Table(Rows x, Rows y, Columns columns, int omitted, int... rows) {
    this.x = x;
    this.y = y;
    this.columns = columns;
    this.omitted = omitted;
    this.rows = rows;
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
    if (x.size() != y.size() || x.size() == 0) {
      throw new IllegalArgumentException(
          "expected x and y with the same number of rows, at least one, got %d and %d"
              .formatted(x.size(), y.size()));
    }
    GivenRows.requireFinite("x", x);
    GivenRows.requireFinite("y", y);
    return new Table(x, y, columns, omitted, IntStream.range(0, x.size()).toArray());
  }

  /** Returns the table of examples that {@link Data} made. */
  public static Table of(Data data) {
    Objects.requireNonNull(data, "data");
    if (data instanceof Table table) {
      return table;
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
  public int size() {
    return rows.length;
  }

  @Override
  public INDArray x() {
    return x.toArray(rows);
  }

  @Override
  public INDArray y() {
    return y.toArray(rows);
  }

  @Override
  public Optional<Columns> columns() {
    return columns.features().isEmpty() ? Optional.empty() : Optional.of(columns);
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
    return columns.classNames();
  }

  @Override
  public Table rows(int... chosen) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("expected at least one row");
    }
    int[] selected = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] < 0 || chosen[i] >= rows.length) {
        throw new IllegalArgumentException(
            "expected rows from 0 to %d, got %d".formatted(rows.length - 1, chosen[i]));
      }
      selected[i] = rows[chosen[i]];
    }
    return new Table(x, y, columns, omitted, selected);
  }

  @Override
  public Data first(int n) {
    return rows(IntStream.range(0, Math.min(n, rows.length)).toArray());
  }

  @Override
  public Data shuffled(long seed) {
    return rows(new Partition(this).shuffled(seed));
  }

  @Override
  public Split split(double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(testShare, partition.shuffled(seed));
  }

  @Override
  public ThreeWaySplit split(double validationShare, double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(validationShare, testShare, partition.shuffled(seed));
  }

  @Override
  public Split stratifiedSplit(double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(testShare, partition.byClass(seed));
  }

  @Override
  public ThreeWaySplit stratifiedSplit(double validationShare, double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(validationShare, testShare, partition.byClass(seed));
  }

  @Override
  public List<Split> folds(int k, long seed) {
    Partition partition = new Partition(this);
    return partition.folds(k, partition.shuffled(seed));
  }

  @Override
  public List<Split> stratifiedFolds(int k, long seed) {
    Partition partition = new Partition(this);
    return partition.folds(k, partition.byClass(seed));
  }

  @Override
  public String toString() {
    return "%d examples, x %s, y %s%s"
        .formatted(
            size(),
            Shapes.batch("n", x.shape()),
            Shapes.batch("n", y.shape()),
            omitted == 0
                ? ""
                : "; %d %s of the file omitted"
                    .formatted(omitted, omitted == 1 ? "line" : "lines"));
  }

  /** Returns the features of all rows; {@link #chosen} says which rows are examples. */
  public Rows features() {
    return x;
  }

  /** Returns the targets of all rows; {@link #chosen} says which rows are examples. */
  public Rows targets() {
    return y;
  }

  /** Returns the rows that are examples; must not be changed. */
  public int[] chosen() {
    return rows;
  }
}
