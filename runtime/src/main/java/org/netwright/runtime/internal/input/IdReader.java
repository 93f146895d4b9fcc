package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.text.Shapes;

/** Checks an input of ids, and copies it into its tensor. */
public final class IdReader implements InputReader {
  private static final int FIRST_INEXACT = 1 << 24;
  private static final double[] NO_ELEMENTS = {};

  private final String layer;
  private final int vocabulary;
  private final IdTensor tensor;

  /** Null if all rows have all steps. */
  private @Nullable Padding padding;

  /**
   * Makes a reader.
   *
   * @param layer the input layer, for messages
   * @param vocabulary ids are from 0 to {@code vocabulary - 1}
   */
  public IdReader(String layer, int vocabulary, IdTensor tensor) {
    this.layer = layer;
    this.vocabulary = vocabulary;
    this.tensor = tensor;
  }

  @Override
  public String layer() {
    return layer;
  }

  @Override
  public long[] shape() {
    return tensor.shape();
  }

  @Override
  public boolean isOfIds() {
    return true;
  }

  @Override
  public @Nullable Lengths lengths() {
    return padding == null ? null : padding.lengths();
  }

  @Override
  public void pad(Lengths lengths) {
    padding = new Padding(layer, tensor.shape(), lengths);
  }

  /** Ids may be of any numeric type, and where a row is one id, x may be a vector. */
  @Override
  public int check(INDArray x) {
    if (x == null) {
      throw new NullPointerException(layer + ": x is null");
    }
    if (x.wasClosed()) {
      throw expected("x to be open, but it was closed before this call");
    }
    if (!x.dataType().isNumerical()) {
      throw expected(
          "ids of shape %s and a numeric type, got %s of type %s"
              .formatted(shapeOfBatch(), Shapes.of(x), x.dataType()));
    }
    long rows = x.rank() == 0 ? 0 : x.size(0);
    if (!fits(x) || rows < 1) {
      throw expected(
          "ids of shape %s with at least one row, got %s".formatted(shapeOfBatch(), Shapes.of(x)));
    }
    return Math.toIntExact(rows);
  }

  private boolean fits(INDArray x) {
    return (x.rank() == 1 && tensor.longestRow() == 1)
        || tensor.fitsRowsOf(x.shape())
        || (padding != null && padding.fits(x.shape()));
  }

  @Override
  public void read(INDArray x, int n, long firstRow) {
    if (padding != null) {
      padding.requireSteps("x", x);
    }
    int width = tensor.rowLength();
    // It may have more steps than the batch.
    int given = Math.toIntExact(x.length() / n);
    int[] ids = tensor.ids(n);
    boolean isDirect = x.ordering() == 'c' && isDense(x);
    DataBuffer buffer = x.data();
    double[] elements = isDirect ? NO_ELEMENTS : Elements.of(x);
    for (int row = 0; row < n; row++) {
      int own = steps(row, width);
      for (int column = 0; column < own; column++) {
        int place = row * given + column;
        double element = isDirect ? buffer.getDouble(x.offset() + place) : elements[place];
        ids[row * width + column] = id(element, firstRow + row, column);
      }
      pad(ids, row, own, width);
    }
    if (vocabulary > FIRST_INEXACT && x.dataType() == DataType.FLOAT) {
      for (int i = 0; i < n * width; i++) {
        requireExact(ids[i]);
      }
    }
  }

  /** Returns how many ids of a row are not padding. */
  private int steps(int row, int width) {
    return padding == null ? width : padding.lengths().get(row);
  }

  /**
   * Writes padding as an id that the row names anyway, so that no other row of an embedding is
   * updated.
   */
  private static void pad(int[] ids, int row, int own, int width) {
    Arrays.fill(ids, row * width + own, (row + 1) * width, ids[row * width]);
  }

  private static boolean isDense(INDArray x) {
    long dense = 1;
    for (int i = x.rank() - 1; i >= 0; i--) {
      if (x.size(i) != 1 && x.stride(i) != dense) {
        return false;
      }
      dense *= x.size(i);
    }
    return true;
  }

  @Override
  public void check(Rows table, Table data) {
    check(table, data.chosen());
  }

  @Override
  public void check(Rows table, int n) {
    check(table, IntStream.range(0, n).toArray());
  }

  private void check(Rows table, int[] rows) {
    boolean fits =
        (padding != null && padding.fits(table, rows)) || table.canBeReadAs(tensor.shape());
    if (!fits) {
      throw expected(
          "ids of shape %s, got %s"
              .formatted(
                  shapeOfBatch(), Shapes.batch(Integer.toString(rows.length), table.shape())));
    }
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < table.length(); column++) {
        int id = id(table.get(rows[i], column), i, column);
        if (!table.isWide()) {
          requireExact(id);
        }
      }
    }
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    int[] ids = tensor.ids(n);
    int width = tensor.rowLength();
    for (int i = 0; i < n; i++) {
      int own = steps(i, width);
      for (int column = 0; column < own; column++) {
        ids[i * width + column] = (int) table.get(rows[from + i], column);
      }
      pad(ids, i, own, width);
    }
  }

  @Override
  public void check(float[] row) {
    if (row == null) {
      throw new NullPointerException(layer + ": row is null");
    }
    if (row.length != tensor.longestRow()) {
      throw expected("a row of %d ids, got %d".formatted(tensor.longestRow(), row.length));
    }
    if (padding == null) {
      for (int i = 0; i < row.length; i++) {
        requireExact(id(row[i], 0, i));
      }
    }
  }

  /** A float has the digits of whole numbers up to 2²⁴; a larger one may have been another id. */
  private void requireExact(int id) {
    if (id >= FIRST_INEXACT) {
      throw expected(
          "ids below %d as float, which has no more digits, got %d; use an INDArray of a type of integers"
              .formatted(FIRST_INEXACT, id));
    }
  }

  @Override
  public void read(float[] row) {
    int[] ids = tensor.ids(1);
    int width = tensor.rowLength();
    int own = steps(0, width);
    for (int i = 0; i < own; i++) {
      ids[i] = id(row[i], 0, i);
      requireExact(ids[i]);
    }
    pad(ids, 0, own, width);
  }

  /** Returns the id that an element is. */
  private int id(double element, long row, int column) {
    int id = (int) element;
    if (id != element || id < 0 || id >= vocabulary) {
      throw expected(
          "ids from 0 to %d (a vocabulary of %d), got %s in row %d%s (counted from 0)"
              .formatted(
                  vocabulary - 1,
                  vocabulary,
                  Elements.text(element),
                  row,
                  tensor.longestRow() == 1 ? "" : ", column " + column));
    }
    return id;
  }

  private String shapeOfBatch() {
    return Shapes.batch("n", tensor.shape()) + (padding == null ? "" : " or with fewer steps");
  }

  private IllegalArgumentException expected(String message) {
    return new IllegalArgumentException(layer + ": expected " + message);
  }
}
