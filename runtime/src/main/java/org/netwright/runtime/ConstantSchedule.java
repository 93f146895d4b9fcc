package org.netwright.runtime;

/** A schedule that always returns one number. */
record ConstantSchedule(double value) implements Schedule {
  @Override
  public double at(long step) {
    return value;
  }

  /** Whether a learning rate or a strength may have this value. */
  static boolean isValid(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }
}
