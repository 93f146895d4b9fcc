package org.netwright.runtime.generated;

/** The parts of a date and a time that become numbers: those of the annotation. */
public enum CalendarPart {
  YEAR,
  EPOCH_DAY,
  MONTH,
  DAY_OF_MONTH,
  DAY_OF_YEAR,
  WEEKDAY,
  HOUR,
  MINUTE;

  /** Returns whether it repeats, and is two numbers: the sine and the cosine of its angle. */
  public boolean isCyclic() {
    return this != YEAR && this != EPOCH_DAY;
  }
}
