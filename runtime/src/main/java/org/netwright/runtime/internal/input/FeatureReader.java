package org.netwright.runtime.internal.input;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;

/** Checks the input of a step or a prediction, and copies it into the input tensor. */
public final class FeatureReader {
  private final BatchReader reader;
  private final String layer;
  private final Supplier<@Nullable StandardScaler> scaler;
  private final RowReader rowReader;

  /**
   * Makes a reader.
   *
   * @param layer the input layer, for messages
   * @param scaler returns the scaling of this input
   */
  public FeatureReader(
      String layer,
      BatchTensor tensor,
      Execution execution,
      Supplier<@Nullable StandardScaler> scaler) {
    this.layer = layer;
    this.scaler = scaler;
    this.reader = new BatchReader(layer, "x", tensor, execution);
    this.rowReader = new RowReader(layer, tensor, execution);
  }

  /**
   * Checks type and shape, before anything is copied.
   *
   * @return the number of rows, at least 1
   * @throws IllegalArgumentException if x does not fit the input layer
   */
  public int check(INDArray x) {
    reader.requireOpen(x);
    reader.requireFloating(x);
    reader.requireRows(x);
    long rows = x.shape()[0];
    if (rows < 1) {
      throw reader.tooShort(x);
    }
    return Math.toIntExact(rows);
  }

  /** Returns the name of the input layer. */
  public String layer() {
    return layer;
  }

  /**
   * Checks type and shape of an input that belongs to another one.
   *
   * @param n the number of rows of the other input
   * @throws IllegalArgumentException if x does not fit the input layer, or has other rows
   */
  public void check(INDArray x, int n, String other) {
    int own = check(x);
    if (own != n) {
      throw new IllegalArgumentException(
          "expected inputs with the same number of rows, but %s has %d and %s has %d"
              .formatted(other, n, layer, own));
    }
  }

  /**
   * Copies the {@code n} rows of x, which must have passed {@link #check}.
   *
   * @param firstRow the number of the first row for the caller
   * @throws IllegalArgumentException if an element is not finite
   */
  public void read(INDArray x, int n, long firstRow) {
    reader.copy(x, n, firstRow, scaler.get());
  }

  /**
   * Checks the shape of a table's rows.
   *
   * @param table the rows of this input
   * @param data the examples that they belong to
   * @throws IllegalArgumentException if they do not fit the input layer
   */
  public void check(Rows table, Table data) {
    reader.requireRows(table, data.size(), advice(data.featureNames()));
    reader.requireRange(table, data.chosen());
  }

  private static String advice(List<String> names) {
    return names.isEmpty()
        ? ""
        : "; the table has %d features, %s: declare @Input(%1$d), or leave columns out with ignore(…)"
            .formatted(names.size(), Names.shortened(names));
  }

  /**
   * Copies rows of a table, which must have passed {@link #check(Rows, Table)}.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(Rows table, int[] rows, int from, int n) {
    reader.copy(table, rows, from, n, scaler.get());
  }

  /**
   * Checks one row, before anything is copied.
   *
   * @throws IllegalArgumentException if its length is not that of the input layer, or an element is
   *     not finite
   */
  public void check(float[] row) {
    rowReader.check(row);
  }

  /** Copies one row, which must have passed {@link #check(float[])}. */
  public void read(float[] row) {
    rowReader.read(row, scaler.get());
  }
}
