package org.netwright.runtime.internal.check;

/** Checks of numbers that users set. */
public final class Range {
  private Range() {}

  /**
   * Checks a learning rate or a strength.
   *
   * @param name its name, for the message
   */
  public static double requireNotNegative(String name, double value) {
    return require(value >= 0 && value < Double.POSITIVE_INFINITY, name, "finite and ≥ 0", value);
  }

  /**
   * Checks a bound.
   *
   * @param name its name, for the message
   */
  public static double requirePositive(String name, double value) {
    return require(value > 0 && value < Double.POSITIVE_INFINITY, name, "finite and > 0", value);
  }

  /** Checks the share of an average that a step keeps. */
  public static double requireFraction(String name, double value) {
    return require(value >= 0 && value < 1, name, "in [0, 1)", value);
  }

  private static double require(boolean holds, String name, String range, double value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + range + ", got " + value);
    }
    return value;
  }
}
