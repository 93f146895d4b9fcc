package org.netwright.runtime.internal.input;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;

/** Checks the input of a step or a prediction, and copies it into the input tensor. */
public final class FeatureReader {
  private final BatchReader reader;
  private final Preprocessing preprocessing;
  private final RowReader rowReader;

  public FeatureReader(
      String layer, BatchTensor tensor, Execution execution, Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
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

  /**
   * Copies the {@code n} rows of x, which must have passed {@link #check}.
   *
   * @param firstRow the number of the first row for the caller
   * @throws IllegalArgumentException if an element is not finite
   */
  public void read(INDArray x, int n, long firstRow) {
    reader.copy(x, n, firstRow, preprocessing.features());
  }

  /**
   * Checks the shape of a table's rows.
   *
   * @throws IllegalArgumentException if they do not fit the input layer
   */
  public void check(Table data) {
    reader.requireRows(data.features(), data.size(), advice(data.featureNames()));
    reader.requireRange(data.features(), data.chosen());
  }

  private static String advice(List<String> names) {
    return names.isEmpty()
        ? ""
        : "; the table has %d features, %s: declare @Input(%1$d), or leave columns out with ignore(…)"
            .formatted(names.size(), Names.shortened(names));
  }

  /**
   * Copies rows of a table, which must have passed {@link #check(Table)}.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(Rows table, int[] rows, int from, int n) {
    reader.copy(table, rows, from, n, preprocessing.features());
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
    rowReader.read(row, preprocessing.features());
  }
}
