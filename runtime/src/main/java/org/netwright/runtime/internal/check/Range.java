package org.netwright.runtime.internal.check;

/** Checks of the optimisers' settings. */
public final class Range {
  private Range() {}

  public static double requireNotNegative(String name, double value) {
    return require(value >= 0 && value < Double.POSITIVE_INFINITY, name, "finite and ≥ 0", value);
  }

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
