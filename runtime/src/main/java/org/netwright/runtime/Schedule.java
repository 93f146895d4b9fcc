package org.netwright.runtime;

import java.util.Objects;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/**
 * A number that changes from step to step: a learning rate, or the strength of a penalty.
 *
 * <pre>{@code
 * trainer.learningRate(Schedule.warmUp(100, Schedule.cosine(0.1, 0, 10_000)));
 * trainer.network().hidden.l1(Schedule.linear(0, 0.01, 1_000));
 * trainer.learningRate(step -> 0.1 / Math.sqrt(step + 1)); // a lambda
 * }</pre>
 *
 * <p>A schedule is called once for each step. It should be a function of the step alone, so that
 * training can be resumed.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Returns the number for a step.
   *
   * @param step the number of updates done before it, from 0
   * @return finite, at least 0; the step fails with {@link IllegalArgumentException} otherwise, and
   *     nothing is changed
   */
  double at(long step);

  /**
   * Always returns the same number.
   *
   * @param value finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  static Schedule constant(double value) {
    return ConstantSchedule.of("value", value);
  }

  /**
   * Decreases stepwise: {@code initial · factor^⌊step / every⌋}.
   *
   * @param initial finite, at least 0
   * @param factor finite, at least 0
   * @param every at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule step(double initial, double factor, long every) {
    Range.requireNotNegative("initial", initial);
    Range.requireNotNegative("factor", factor);
    requireSteps("every", every);
    return step -> initial * Math.pow(factor, (double) Math.floorDiv(step, every));
  }

  /**
   * Goes in a straight line from one value to another, and stays there.
   *
   * @param from at step 0; finite, at least 0
   * @param to at {@code steps} and after; finite, at least 0
   * @param steps at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule linear(double from, double to, long steps) {
    Range.requireNotNegative("from", from);
    Range.requireNotNegative("to", to);
    requireSteps("steps", steps);
    return step -> from + (to - from) * share(step, steps);
  }

  /**
   * Changes by a factor every {@code steps} steps, continuously: {@code initial · factor^(step /
   * steps)}.
   *
   * @param initial finite, at least 0
   * @param factor finite, at least 0
   * @param steps at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule exponential(double initial, double factor, long steps) {
    Range.requireNotNegative("initial", initial);
    Range.requireNotNegative("factor", factor);
    requireSteps("steps", steps);
    return step -> initial * Math.pow(factor, (double) step / steps);
  }

  /**
   * Goes from one value to another along half a cosine, {@code to + (from − to) · (1 + cos(π · step
   * / steps)) / 2} (Loshchilov and Hutter, "SGDR", 2017), and stays there.
   *
   * @param from at step 0; finite, at least 0
   * @param to at {@code steps} and after; finite, at least 0
   * @param steps at least 1
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Schedule cosine(double from, double to, long steps) {
    Range.requireNotNegative("from", from);
    Range.requireNotNegative("to", to);
    requireSteps("steps", steps);
    return step -> to + (from - to) * (1 + Math.cos(Math.PI * share(step, steps))) / 2;
  }

  /**
   * Rises linearly to the first value of another schedule, {@code then.at(0) · (step + 1) / (steps
   * + 1)}, then follows that schedule from its start.
   *
   * @param steps how many steps it rises; at least 1
   * @throws IllegalArgumentException if there are none
   */
  static Schedule warmUp(long steps, Schedule then) {
    requireSteps("steps", steps);
    Objects.requireNonNull(then, "then");
    return step -> step < steps ? then.at(0) * (step + 1.0) / (steps + 1.0) : then.at(step - steps);
  }

  private static double share(long step, long steps) {
    return Math.min(1, (double) step / steps);
  }

  private static void requireSteps(String name, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + steps);
    }
  }
}
