package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/** Checks an array that a caller passed, and copies it into a tensor. */
final class BatchReader {
  private final String layer;
  private final String argument;
  private final BatchTensor tensor;
  private final Execution execution;

  /** Null if all rows have all steps. */
  private @Nullable Padding padding;

  /**
   * Makes a reader.
   *
   * @param layer the layer that takes the array, for messages
   * @param argument the name of the array for the caller, x or y, for messages
   */
  BatchReader(String layer, String argument, BatchTensor tensor, Execution execution) {
    this.layer = layer;
    this.argument = argument;
    this.tensor = tensor;
    this.execution = execution;
  }

  /** Gives the rows, [steps × …], lengths; what follows them is read as 0. */
  void pad(Lengths lengths) {
    padding = new Padding(layer, tensor.shape(), lengths);
  }

  /** Returns the lengths of the rows; null if all have all steps. */
  @Nullable Lengths lengths() {
    return padding == null ? null : padding.lengths();
  }

  void requireOpen(INDArray array) {
    if (array == null) {
      throw new NullPointerException(layer + ": " + argument + " is null");
    }
    if (array.wasClosed()) {
      throw expected(argument + " to be open, but it was closed before this call");
    }
  }

  void requireFloating(INDArray array) {
    if (!array.dataType().isFPType()) {
      throw expected(
          "%s of shape %s and a floating type, got %s of type %s; use %s.castTo(DataType.%s)"
              .formatted(
                  argument,
                  shapeOfBatch("n"),
                  Shapes.of(array),
                  array.dataType(),
                  argument,
                  tensor.dataType()));
    }
  }

  /**
   * Requires any number of rows, each of the tensor's shape.
   *
   * @param advice returns the end of the message about an array, which it is given
   */
  void requireRows(INDArray array, Function<INDArray, String> advice) {
    if (!fits(array.shape())) {
      throw expected(
          "%s of shape %s, got %s%s"
              .formatted(argument, shapeOfBatch("n"), Shapes.of(array), advice.apply(array)));
    }
  }

  private boolean fits(long[] batch) {
    return tensor.fitsRowsOf(batch) || (padding != null && padding.fits(batch));
  }

  /** Returns the shape of arrays for messages, as in {@code [n × 50 × 8]}. */
  private String shapeOfBatch(String rows) {
    return Shapes.batch(rows, tensor.shape()) + (padding == null ? "" : " or with fewer steps");
  }

  /**
   * Requires {@code n} rows, each of the tensor's shape, or without its last dimension where that
   * is one number.
   */
  void requireRows(INDArray array, long n) {
    long[] shape = array.shape();
    if (!(isColumn(shape) || fits(shape)) || shape[0] != n) {
      String expected = Shapes.batch(Long.toString(n), tensor.shape());
      String shorter = hasNumbers() ? " or [%s]".formatted(Shapes.bare(withoutLast(n))) : "";
      throw wrongShape(
          expected + shorter + (padding == null ? "" : ", or with fewer steps"), array);
    }
  }

  private long[] withoutLast(long n) {
    long[] shape = new long[rank()];
    shape[0] = n;
    System.arraycopy(tensor.shape(), 0, shape, 1, rank() - 1);
    return shape;
  }

  private int rank() {
    return tensor.dimensions();
  }

  /**
   * Returns an array as it is copied: with a last dimension of one number, and with the steps of
   * the batch, unless it is copied as it is.
   *
   * @throws IllegalArgumentException if a sequence has more steps than the array
   */
  INDArray rows(INDArray array) {
    if (padding != null) {
      padding.requireSteps(argument, array);
    }
    if (execution.readsDirectly(array)) {
      return array;
    }
    INDArray rows =
        isColumn(array.shape())
            ? Nd4jThread.call(() -> array.reshape(withOne(array.shape())))
            : array;
    return padding == null ? rows : padding.cut(rows);
  }

  private boolean isColumn(long[] shape) {
    if (shape.length != rank() || !hasNumbers()) {
      return false;
    }
    long steps = padding == null ? tensor.size(0) : padding.most();
    return rank() == 1
        || shape[1] == steps
        || (padding != null && shape[1] >= 1 && shape[1] < steps);
  }

  private static long[] withOne(long[] shape) {
    long[] longer = Arrays.copyOf(shape, shape.length + 1);
    longer[shape.length] = 1;
    return longer;
  }

  /** Returns whether the last dimension of a vector, or of steps, is one number. */
  private boolean hasNumbers() {
    return rank() <= 2 && tensor.size(rank() - 1) == 1;
  }

  /**
   * Copies the {@code n} rows of an array, converted to the type of the tensor, and requires all
   * copied elements to be finite.
   *
   * @param array as {@link #rows} has returned it
   */
  void copy(INDArray array, int n, long firstRow) {
    boolean isFinite = execution.read(array, tensor, n);
    clearPadding(n);
    if (!isFinite && (padding == null || execution.firstNonFinite(tensor, n) >= 0)) {
      requireElements(array, firstRow, "finite", Double::isFinite);
    }
  }

  private void clearPadding(int n) {
    if (padding != null) {
      execution.clearPadding(tensor, padding.lengths(), n);
    }
  }

  /**
   * Copies the {@code n} rows of an array as {@link #copy(INDArray, int, long)} does, and scales
   * them. Scaling is in double, so that elements are not rounded before.
   */
  void copy(INDArray array, int n, long firstRow, @Nullable StandardScaler scaler) {
    copy(array, n, firstRow);
    if (scaler != null) {
      execution.scale(array, tensor, n, scaler);
      clearPadding(n);
    }
  }

  /** Returns the shape of a row of the tensor. */
  long[] shape() {
    return tensor.shape();
  }

  /** Returns whether a row has one dimension. */
  boolean isFlat() {
    return tensor.shape().length == 1;
  }

  /**
   * Requires a table's rows to have the tensor's shape, or to be flat with as many numbers, which
   * are then read row-major.
   *
   * @param rows those that count
   * @param advice the end of the message
   */
  void requireRows(Rows table, int[] rows, String advice) {
    boolean fits =
        (padding != null && padding.fits(table, rows)) || table.canBeReadAs(tensor.shape());
    if (!fits) {
      throw expected(
          "%s of shape %s%s, got %s%s"
              .formatted(
                  argument,
                  shapeOfBatch("n"),
                  isFlat() ? "" : " or rows of %d numbers".formatted(tensor.longestRow()),
                  Shapes.batch(Integer.toString(rows.length), table.shape()),
                  advice));
    }
  }

  /**
   * Requires the numbers of a table to be within the range of the tensor's type.
   *
   * @param rows the numbers of the rows that count
   */
  void requireRange(Rows table, int[] rows) {
    if (tensor.dataType() != DataType.FLOAT || !table.isWide()) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < table.length(); column++) {
        double number = table.get(rows[i], column);
        if (Math.abs(number) > Float.MAX_VALUE) {
          throw expected(
              "finite %s, got %s in row %d, column %d (counted from 0), too large for FLOAT"
                  .formatted(argument, Elements.text(number), i, column));
        }
      }
    }
  }

  /**
   * Copies rows of a table, scaled if there is a scaler, into the tensor.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  void copy(Rows table, int[] rows, int from, int n, @Nullable StandardScaler scaler) {
    execution.read(padding == null ? table : padding.ofBatch(table), rows, from, n, tensor, scaler);
    clearPadding(n);
  }

  /** Returns whether all elements that {@link #copy} has copied are between two bounds. */
  boolean isWithin(INDArray array, int n, double least, double greatest) {
    return execution.isWithin(array, tensor, n, least, greatest);
  }

  /**
   * Requires each copied element to pass a test. Slow: meant for elements that are known to fail.
   *
   * @param array what was copied
   * @param firstRow the number of its first row for the caller
   * @param adjective what the elements should be, for the message
   */
  void requireElements(INDArray array, long firstRow, String adjective, DoublePredicate test) {
    int n = Math.toIntExact(array.size(0));
    int rowLength = Math.toIntExact(tensor.rowLength());
    double[] copied = tensor.tensor(n).elements();
    for (int i = 0; i < copied.length; i++) {
      if (!test.test(copied[i])) {
        double[] all = Elements.of(array);
        double given = all[i / rowLength * (all.length / n) + i % rowLength];
        // A finite double can be too large for a float.
        boolean outgrown = Double.isFinite(given) && !Double.isFinite(copied[i]);
        throw expected(
            "%s %s of shape %s, got %s in row %d%s (counted from 0)%s"
                .formatted(
                    adjective,
                    argument,
                    Shapes.batch("n", tensor.shape()),
                    Elements.text(given),
                    firstRow + i / rowLength,
                    padding == null ? "" : ", step " + i % rowLength / stepLength(),
                    outgrown ? ", too large for " + tensor.dataType() : ""));
      }
    }
  }

  private long stepLength() {
    return tensor.rowLength() / tensor.size(0);
  }

  IllegalArgumentException wrongShape(String shape, INDArray array) {
    return expected("%s of shape %s, got %s".formatted(argument, shape, Shapes.of(array)));
  }

  IllegalArgumentException tooShort(INDArray array) {
    return wrongShape(Shapes.batch("n", tensor.shape()) + " with at least one row", array);
  }

  IllegalArgumentException expected(String message) {
    return new IllegalArgumentException(layer + ": expected " + message);
  }
}
