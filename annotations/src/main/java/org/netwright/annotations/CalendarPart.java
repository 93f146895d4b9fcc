package org.netwright.annotations;

/** A part of a date or a time that {@link Calendar} makes numbers of. */
public enum CalendarPart {
  /** The year, one number. */
  YEAR,
  /** The number of days since 1 January 1970, one number: for what grows or ages. */
  EPOCH_DAY,
  /** The month, two numbers. */
  MONTH,
  /** The day of the month, two numbers. */
  DAY_OF_MONTH,
  /** The day of the year, two numbers. */
  DAY_OF_YEAR,
  /** The day of the week, two numbers. */
  WEEKDAY,
  /** The time of day in hours, two numbers; minutes count as fractions. */
  HOUR,
  /** The minute of the hour, two numbers. */
  MINUTE
}
