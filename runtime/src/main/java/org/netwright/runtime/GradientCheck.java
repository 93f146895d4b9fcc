package org.netwright.runtime;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.check.LossSlopes;
import org.netwright.runtime.internal.text.Shapes;

/**
 * Compares the gradient of a {@link ParameterPenalty} or an {@link OutputLoss} with differences of
 * its value; for tests of user-defined penalties and losses.
 *
 * <pre>{@code
 * GradientCheck.check(new Quartic(), Nd4j.randn(DataType.DOUBLE, 5, 3));
 * GradientCheck.check(new Pinball(), new double[] {0.3}, new double[] {1});
 * }</pre>
 */
public final class GradientCheck {
  /** The cube root of double's precision: where rounding and truncation errors are about equal. */
  private static final double STEP = 6e-6;

  private static final double TOLERANCE = 1e-6;

  private GradientCheck() {}

  /**
   * Compares each element of the gradient at a point with {@code (value(p + h) − value(p − h)) /
   * 2h}. Where the penalty has a kink, as {@code |p|} at 0, the two may legitimately differ.
   *
   * @param parameter the point, such as [in × out] or [out]; converted to double, not modified
   * @throws AssertionError if an element differs by more than 1e-6 of the largest, or value or
   *     gradient are not finite or write to the parameter
   */
  public static void check(ParameterPenalty penalty, INDArray parameter) {
    INDArray point = Nd4j.createUninitialized(DataType.DOUBLE, parameter.shape()).assign(parameter);
    INDArray gradient = Nd4j.zerosLike(point);
    INDArray before = point.dup();
    penalty.gradient(point, gradient);
    penalty.value(point);
    if (!point.equalsWithEps(before, 0)) {
      throw new AssertionError(
          nameOf(penalty) + " writes to the parameter, which it may only read");
    }
    double[] given = gradient.dup('c').data().asDouble();
    double[] expected = differences(penalty::value, point);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(given[i] - expected[i]) <= TOLERANCE * Math.max(1, largest))) {
        throw new AssertionError(
            "%s: the gradient at element %d of %s (%s) is %s, central differences of the value give %s"
                .formatted(
                    nameOf(penalty),
                    i,
                    Shapes.of(point),
                    before.getDouble(i),
                    given[i],
                    expected[i]));
      }
    }
  }

  /**
   * Compares each element of the gradient of a loss at an output with the slopes of the loss on
   * both sides of it. At a kink, as that of {@code |ŷ − y|} where both are equal, any number
   * between the two slopes is right. A loss that has branches, such as one for positive and one for
   * negative errors, needs a call for each.
   *
   * @param output the output of one row, not modified
   * @param target the target of that row, of the length that the loss takes, not modified
   * @throws AssertionError if an element differs from the slopes by more than 1e-6 of them, or loss
   *     or gradient are not finite
   */
  public static void check(OutputLoss loss, double[] output, double[] target) {
    LossSlopes slopes = new LossSlopes(loss, output, target, TOLERANCE);
    String name = loss.getClass().getName();
    if (!Double.isFinite(slopes.value())) {
      throw new AssertionError(
          "%s: the loss is %s at the output %s with the target %s"
              .formatted(name, slopes.value(), Arrays.toString(output), Arrays.toString(target)));
    }
    LossSlopes.Mismatch mismatch = slopes.find(0, 1);
    if (mismatch != null) {
      throw new AssertionError(
          "%s: the gradient at element %d of the output (%s) is %s, central differences of the loss give %s"
              .formatted(
                  name,
                  mismatch.element(),
                  output[mismatch.element()],
                  mismatch.given(),
                  mismatch.difference()));
    }
  }

  private static double[] differences(ToDoubleFunction<INDArray> value, INDArray point) {
    INDArray flat = point.reshape(point.length());
    double[] differences = new double[Math.toIntExact(flat.length())];
    for (int i = 0; i < differences.length; i++) {
      double element = flat.getDouble(i);
      double h = STEP * Math.max(1, Math.abs(element));
      flat.putScalar(i, element + h);
      double above = value.applyAsDouble(point);
      flat.putScalar(i, element - h);
      double below = value.applyAsDouble(point);
      flat.putScalar(i, element);
      differences[i] = (above - below) / (2 * h);
    }
    return differences;
  }

  private static String nameOf(ParameterPenalty penalty) {
    return penalty.getClass().getName();
  }
}
