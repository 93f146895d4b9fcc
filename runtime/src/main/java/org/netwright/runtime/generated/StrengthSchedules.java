package org.netwright.runtime.generated;

import java.util.Objects;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/** Checks the strengths that a builder sets. */
public final class StrengthSchedules {
  private static final String WHAT = ": the strength";

  private StrengthSchedules() {}

  /**
   * Returns the schedule of a constant strength.
   *
   * @param name the strength's name, for the message
   * @throws IllegalArgumentException if the strength is negative, infinite or not a number
   */
  public static Schedule constant(String name, double strength) {
    return ConstantSchedule.of(name + WHAT, strength);
  }

  /**
   * Returns a schedule whose strength for the first step is in range.
   *
   * @param name the strength's name, for the message
   * @throws IllegalArgumentException if that strength is negative, infinite or not a number
   */
  public static Schedule checked(String name, Schedule schedule) {
    Objects.requireNonNull(schedule, name);
    Range.requireNotNegative(name + WHAT, schedule.at(0));
    return schedule;
  }
}
