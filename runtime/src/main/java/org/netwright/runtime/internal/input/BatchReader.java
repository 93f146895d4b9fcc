package org.netwright.runtime.internal.input;

import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
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
                  Shapes.batch("n", tensor.shape()),
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
    if (!tensor.fitsRowsOf(array.shape())) {
      throw expected(
          "%s of shape %s, got %s%s"
              .formatted(
                  argument,
                  Shapes.batch("n", tensor.shape()),
                  Shapes.of(array),
                  advice.apply(array)));
    }
  }

  /**
   * Requires {@code n} rows, each of the tensor's shape, or a vector that {@link #column} takes.
   */
  void requireRows(INDArray array, long n) {
    long[] shape = array.shape();
    if (!(isColumn(array) || tensor.fitsRowsOf(shape)) || shape[0] != n) {
      String expected = Shapes.batch(Long.toString(n), tensor.shape());
      throw wrongShape(hasOneNumber() ? "%s or [%d]".formatted(expected, n) : expected, array);
    }
  }

  /**
   * Returns [n × 1] of a vector with one number for each row, unless it is copied as it is; other
   * arrays as they are.
   */
  INDArray column(INDArray array) {
    return isColumn(array) && !execution.readsDirectly(array)
        ? Nd4jThread.call(() -> array.reshape(array.length(), 1))
        : array;
  }

  private boolean isColumn(INDArray array) {
    return array.rank() == 1 && hasOneNumber();
  }

  private boolean hasOneNumber() {
    return isFlat() && tensor.rowLength() == 1;
  }

  /**
   * Copies the {@code n} rows of an array, converted to the type of the tensor, and requires all
   * copied elements to be finite.
   */
  void copy(INDArray array, int n, long firstRow) {
    if (!execution.read(array, tensor, n)) {
      requireElements(array, firstRow, "finite", Double::isFinite);
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
   * @param size how many there are, for the message
   * @param advice the end of the message
   */
  void requireRows(Rows table, int size, String advice) {
    if (!table.canBeReadAs(tensor.shape())) {
      throw expected(
          "%s of shape %s%s, got %s%s"
              .formatted(
                  argument,
                  Shapes.batch("n", tensor.shape()),
                  isFlat() ? "" : " or rows of %d numbers".formatted(tensor.rowLength()),
                  Shapes.batch(Integer.toString(size), table.shape()),
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
    execution.read(table, rows, from, n, tensor, scaler);
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
    double[] copied = Elements.of(tensor.rows(Math.toIntExact(array.size(0))));
    for (int i = 0; i < copied.length; i++) {
      if (!test.test(copied[i])) {
        double given = Elements.of(array)[i];
        // A finite double can be too large for a float.
        boolean outgrown = Double.isFinite(given) && !Double.isFinite(copied[i]);
        throw expected(
            "%s %s of shape %s, got %s in row %d (counted from 0)%s"
                .formatted(
                    adjective,
                    argument,
                    Shapes.batch("n", tensor.shape()),
                    Elements.text(given),
                    firstRow + i / tensor.rowLength(),
                    outgrown ? ", too large for " + tensor.dataType() : ""));
      }
    }
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
