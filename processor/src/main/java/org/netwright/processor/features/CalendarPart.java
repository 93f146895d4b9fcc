package org.netwright.processor.features;

/** The constants of the annotations' {@code CalendarPart}. */
public enum CalendarPart {
  YEAR(1, false),
  EPOCH_DAY(1, false),
  MONTH(2, false),
  DAY_OF_MONTH(2, false),
  DAY_OF_YEAR(2, false),
  WEEKDAY(2, false),
  HOUR(2, true),
  MINUTE(2, true);

  private final int width;
  private final boolean ofTime;

  CalendarPart(int width, boolean ofTime) {
    this.width = width;
    this.ofTime = ofTime;
  }

  /** How many numbers it becomes. */
  public int width() {
    return width;
  }

  /** Whether a date without a time has none. */
  public boolean isOfTime() {
    return ofTime;
  }
}
