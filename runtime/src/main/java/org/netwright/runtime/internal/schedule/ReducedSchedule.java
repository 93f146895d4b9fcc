package org.netwright.runtime.internal.schedule;

import org.netwright.runtime.Schedule;

/**
 * Another schedule, multiplied by a factor: {@code max(rate · factor, min(rate, minimum))}. The
 * minimum limits the reduction; where the other schedule is below it already, its rate is kept.
 */
public record ReducedSchedule(Schedule original, double factor, double minimum)
    implements Schedule {

  /**
   * Reduces a schedule once more. A constant stays a constant.
   *
   * @param factor in (0, 1)
   * @param minimum at least 0
   */
  public static Schedule of(Schedule schedule, double factor, double minimum) {
    if (schedule instanceof ConstantSchedule constant) {
      return new ConstantSchedule(reduced(constant.value(), factor, minimum));
    }
    if (schedule instanceof ReducedSchedule reduced && reduced.minimum == minimum) {
      return new ReducedSchedule(reduced.original, reduced.factor * factor, minimum);
    }
    return new ReducedSchedule(schedule, factor, minimum);
  }

  /** Returns by how much a schedule is reduced with a minimum; 1 if it is not. */
  public static double factorOf(Schedule schedule, double minimum) {
    return schedule instanceof ReducedSchedule reduced && reduced.minimum == minimum
        ? reduced.factor
        : 1;
  }

  /** Returns a schedule with that reduction in place of its own, if it has one. */
  public static Schedule withFactor(Schedule schedule, double factor, double minimum) {
    Schedule original =
        schedule instanceof ReducedSchedule reduced && reduced.minimum == minimum
            ? reduced.original
            : schedule;
    return factor == 1 ? original : new ReducedSchedule(original, factor, minimum);
  }

  @Override
  public double at(long step) {
    return reduced(original.at(step), factor, minimum);
  }

  private static double reduced(double rate, double factor, double minimum) {
    return Math.max(rate * factor, Math.min(rate, minimum));
  }
}
