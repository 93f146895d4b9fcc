package org.netwright.runtime.internal.check;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.OutputLoss;

/**
 * Compares the gradient of a user's loss with differences of its value, on one row.
 *
 * <p>The gradient must lie between the slopes {@code (f(x) − f(x − h)) / h} and {@code (f(x + h) −
 * f(x)) / h}. Where the loss is smooth these are nearly equal, and where it has a kink, as {@code
 * |x|} at 0, every number between them is a subgradient.
 *
 * <p>The loss may be exact to double or, if it computes in float, far less, so several distances
 * {@code h} are tried. A wrong gradient fits none of them.
 */
public final class LossSlopes {
  /** The cube root of double's precision: where rounding and truncation errors are about equal. */
  private static final double STEP = 6e-6;

  /** Shorter for loss functions that bend strongly, longer for those that round more. */
  private static final double[] FACTORS = {1, 1.0 / 30, 30};

  /** For loss functions that compute in float, whose numbers are as coarse as the largest. */
  private static final double COARSE_STEP = 6e-3;

  /** Roundings in the last place that a value of the loss may contain. */
  private static final double ROUNDINGS = 32;

  private final OutputLoss loss;
  private final double tolerance;
  private final double[] output;
  private final double[] target;
  private final double[] gradient;

  // What the loss is given, and may overwrite.
  private final double[] ownOutput;
  private final double[] ownTarget;
  private final double[] unused;

  /** The loss of the row. */
  private final double value;

  /** The largest number that it is computed from, or 1. */
  private final double size;

  /**
   * An element whose gradient is wrong.
   *
   * @param given what the loss wrote
   * @param difference the central difference; NaN if there is none, because the loss is not finite
   *     next to the output
   */
  public record Mismatch(int element, double given, double difference) {}

  /**
   * Makes a comparison.
   *
   * @param tolerance the relative error that is allowed
   */
  public LossSlopes(OutputLoss loss, double[] output, double[] target, double tolerance) {
    this.loss = loss;
    this.tolerance = tolerance;
    this.output = output.clone();
    this.target = target.clone();
    this.gradient = new double[output.length];
    this.ownOutput = new double[output.length];
    this.ownTarget = new double[target.length];
    this.unused = new double[output.length];
    this.value = valueAt(output, gradient);
    double largest = 1;
    for (double[] numbers : List.of(this.output, this.target)) {
      for (double number : numbers) {
        largest = Math.max(largest, Math.abs(number));
      }
    }
    this.size = largest;
  }

  /** Returns the loss of the row; where it is not finite, nothing can be compared. */
  public double value() {
    return value;
  }

  /**
   * Compares some elements.
   *
   * @param first the first of them
   * @param distance from one to the next
   * @return the first that is wrong, or null if there is none
   */
  public @Nullable Mismatch find(int first, int distance) {
    if (!Double.isFinite(value)) {
      return null;
    }
    for (int element = first; element < output.length; element += distance) {
      if (!fits(element)) {
        return new Mismatch(element, gradient[element], difference(element, step(element, 1)));
      }
    }
    return null;
  }

  private boolean fits(int element) {
    double given = gradient[element];
    if (!Double.isFinite(given)) {
      return false;
    }
    boolean compared = false;
    for (double factor : FACTORS) {
      double h = step(element, factor);
      OptionalDouble below = slope(element, -h);
      OptionalDouble above = slope(element, h);
      if (below.isPresent() && above.isPresent()) {
        compared = true;
        double least = Math.min(below.getAsDouble(), above.getAsDouble());
        double most = Math.max(below.getAsDouble(), above.getAsDouble());
        double steepest = Math.max(Math.abs(least), Math.abs(most));
        double noise = ROUNDINGS * Math.ulp(Math.max(size, Math.abs(value))) / h;
        double allowed = tolerance * steepest + noise;
        if (given >= least - allowed && given <= most + allowed) {
          return true;
        }
      }
    }
    // At the edge of where the loss is finite, nothing is known.
    return !compared
        || Math.abs(given - difference(element, COARSE_STEP * size)) <= tolerance * Math.abs(given);
  }

  /** Returns the slope from the row to a point next to it; empty if the loss is not finite. */
  private OptionalDouble slope(int element, double h) {
    double at = output[element];
    output[element] = at + h;
    // What the addition has rounded to.
    double moved = output[element] - at;
    double next = valueAt(output, unused);
    output[element] = at;
    return Double.isFinite(next)
        ? OptionalDouble.of((next - value) / moved)
        : OptionalDouble.empty();
  }

  /** Returns the central difference; NaN if the loss is not finite there. */
  private double difference(int element, double h) {
    OptionalDouble below = slope(element, -h);
    OptionalDouble above = slope(element, h);
    return below.isPresent() && above.isPresent()
        ? (below.getAsDouble() + above.getAsDouble()) / 2
        : Double.NaN;
  }

  private double step(int element, double factor) {
    return factor * STEP * Math.max(1, Math.abs(output[element]));
  }

  private double valueAt(double[] at, double[] result) {
    System.arraycopy(at, 0, ownOutput, 0, at.length);
    System.arraycopy(target, 0, ownTarget, 0, target.length);
    Arrays.fill(result, 0);
    return loss.loss(ownOutput, ownTarget, result);
  }
}
