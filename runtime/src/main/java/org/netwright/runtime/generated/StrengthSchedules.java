package org.netwright.runtime.generated;

import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.session.ConstantSchedule;

/** The schedules of strengths that a builder sets to a number. */
public final class StrengthSchedules {
  private StrengthSchedules() {}

  /**
   * Returns the schedule of a constant strength.
   *
   * @param name the strength's name, for the message
   * @throws IllegalArgumentException if the strength is negative, infinite or not a number
   */
  public static Schedule constant(String name, double strength) {
    return ConstantSchedule.of(name + ": the strength", strength);
  }
}
