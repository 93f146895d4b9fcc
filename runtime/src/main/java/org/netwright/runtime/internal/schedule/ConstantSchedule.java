package org.netwright.runtime.internal.schedule;

import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.check.Range;

/** A schedule that always returns one number. */
public record ConstantSchedule(double value) implements Schedule {

  /**
   * Returns the schedule of a learning rate or a strength.
   *
   * @param name its name, for the message
   * @throws IllegalArgumentException if the number is negative, infinite or not a number
   */
  public static ConstantSchedule of(String name, double value) {
    return new ConstantSchedule(Range.requireNotNegative(name, value));
  }

  @Override
  public double at(long step) {
    return value;
  }
}
