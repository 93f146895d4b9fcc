package org.netwright.processor.source;

/**
 * The numbers that a member of an annotation may take.
 *
 * @param words how a message says it, as in "has to be ..."
 */
public record Range(
    double min, boolean minIncluded, double max, boolean maxIncluded, String words) {

  static final Range NOT_NEGATIVE = new Range(0, true, Double.MAX_VALUE, true, "finite and ≥ 0");
  static final Range POSITIVE = new Range(0, false, Double.MAX_VALUE, true, "finite and > 0");
  static final Range FRACTION = new Range(0, true, 1, false, "in [0, 1)");
  static final Range POSITIVE_FRACTION = new Range(0, false, 1, true, "in (0, 1]");
  static final Range SIZE =
      new Range(1, true, Integer.MAX_VALUE, true, "a whole number of at least 1");

  static final Range LIMIT = new Range(1, true, Long.MAX_VALUE, true, SIZE.words());

  /** Whether it holds whole numbers only. */
  boolean isWhole() {
    return equals(SIZE) || equals(LIMIT);
  }

  /** Whether the value lies in the range; NaN lies in none. */
  public boolean contains(double value) {
    boolean above = minIncluded ? value >= min : value > min;
    boolean below = maxIncluded ? value <= max : value < max;
    return above && below;
  }
}
