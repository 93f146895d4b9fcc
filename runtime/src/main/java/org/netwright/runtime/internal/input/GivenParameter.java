package org.netwright.runtime.internal.input;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/** Checks an array that a caller gave as a parameter, and copies it. */
public final class GivenParameter {
  private GivenParameter() {}

  /**
   * Copies an array to a parameter, once all of it is known to fit.
   *
   * @throws IllegalArgumentException if it does not fit; nothing has changed
   */
  public static void copy(INDArray given, ParameterTensor parameter) {
    String name = parameter.name();
    INDArray view = parameter.array();
    if (given == null) {
      throw new NullPointerException(name + ": the array is null");
    }
    if (given.wasClosed()) {
      throw new IllegalArgumentException(
          name + ": expected an open array, but it was closed before this call");
    }
    if (!given.dataType().isNumerical() || !Arrays.equals(given.shape(), view.shape())) {
      throw new IllegalArgumentException(
          "%s: expected an array of shape [%s] and a numeric type, got %s of type %s"
              .formatted(name, Shapes.bare(view.shape()), Shapes.of(given), given.dataType()));
    }
    requireFinite(name, given, view);
    Nd4jThread.call(() -> view.assign(given));
  }

  private static void requireFinite(String name, INDArray given, INDArray view) {
    double[] elements = Elements.of(given);
    boolean isFloat = view.dataType() == DataType.FLOAT;
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(isFloat ? (float) elements[i] : elements[i])) {
        throw new IllegalArgumentException(
            "%s: expected finite numbers, got %s at element %d (row-major, counted from 0)%s"
                .formatted(
                    name,
                    elements[i],
                    i,
                    Double.isFinite(elements[i]) ? ", too large for the type FLOAT" : ""));
      }
    }
  }
}
