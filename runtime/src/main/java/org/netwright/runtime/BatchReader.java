package org.netwright.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Checks an array that a caller gave, and copies it into the tensor that it is meant for. */
final class BatchReader {
  private final String layer;
  private final String argument;
  private final BatchTensor tensor;

  /**
   * Makes a reader.
   *
   * @param layer the layer that takes the array, for messages
   * @param argument the caller's name of the array, x or y, for messages
   */
  BatchReader(String layer, String argument, BatchTensor tensor) {
    this.layer = layer;
    this.argument = argument;
    this.tensor = tensor;
  }

  void requireOpen(INDArray array) {
    Objects.requireNonNull(array, () -> layer + ": " + argument + " is null");
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
   * Requires the tensor's own shape behind the batch.
   *
   * @param rows the first dimension as the message shows it, a number or a letter
   */
  void requireShape(INDArray array, String rows) {
    long[] shape = array.shape();
    if (shape.length == 0
        || !Arrays.equals(tensor.shape(), Arrays.copyOfRange(shape, 1, shape.length))
        || (!rows.equals("n") && !rows.equals(Long.toString(shape[0])))) {
      throw wrongShape(Shapes.batch(rows, tensor.shape()), array);
    }
  }

  /**
   * Copies the array, converted to the tensor's type, and requires all that arrives to be finite.
   */
  void copy(INDArray array, long firstRow) {
    INDArray rows = tensor.rows(Math.toIntExact(array.size(0)));
    rows.assign(array);
    // A sum with NaN or infinity among its terms is never finite. It can overflow without, too:
    // then the search finds nothing.
    try (INDArray sum = rows.sum()) {
      if (!Double.isFinite(sum.getDouble(0))) {
        requireElements(array, firstRow, "finite", Double::isFinite);
      }
    }
  }

  /**
   * Requires each element of what was copied to pass a test; slow, for when it is known to fail.
   *
   * @param array what was copied
   * @param firstRow the number that its first row has for the caller
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
