package org.netwright.runtime.internal.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The elements of an array as Java numbers. */
public final class Elements {
  private Elements() {}

  /** Returns all elements of an array of any numeric type and any strides, in row-major order. */
  public static double[] of(INDArray array) {
    return Nd4jThread.call(
        () -> {
          try (INDArray copy = Nd4j.createUninitialized(DataType.DOUBLE, array.shape())) {
            return copy.assign(array).data().asDouble();
          }
        });
  }

  /** Returns the number as a message shows it: {@code 12} rather than {@code 12.0}. */
  public static String text(double element) {
    boolean whole = element == Math.rint(element) && Math.abs(element) < 1e15;
    return whole ? Long.toString((long) element) : Double.toString(element);
  }
}
