package org.netwright.processor.layer;

/**
 * The valid values of a numeric member of an annotation.
 *
 * @param words its description in messages, as in "must be ..."
 */
public record Range(
    double min, boolean minIncluded, double max, boolean maxIncluded, String words) {

  public static final Range NOT_NEGATIVE =
      new Range(0, true, Double.MAX_VALUE, true, "finite and ≥ 0");
  public static final Range POSITIVE =
      new Range(0, false, Double.MAX_VALUE, true, "finite and > 0");
  public static final Range FRACTION = new Range(0, true, 1, false, "in [0, 1)");
  public static final Range POSITIVE_FRACTION = new Range(0, false, 1, true, "in (0, 1]");
  public static final Range WHOLE =
      new Range(0, true, Integer.MAX_VALUE, true, "a whole number of at least 0");
  public static final Range SIZE =
      new Range(1, true, Integer.MAX_VALUE, true, "a whole number of at least 1");

  /** Of what becomes numbers one by one. */
  public static final Range MODERATE_SIZE =
      new Range(1, true, 1_000_000, true, "a whole number from 1 to 1000000");

  public static final Range ID_OR_NONE =
      new Range(-1, true, Integer.MAX_VALUE, true, "an id, a whole number of at least 0, or -1");

  public static final Range LIMIT = new Range(1, true, Long.MAX_VALUE, true, SIZE.words());

  /** Whether it contains only whole numbers. */
  public boolean isWhole() {
    return equals(WHOLE)
        || equals(SIZE)
        || equals(MODERATE_SIZE)
        || equals(ID_OR_NONE)
        || equals(LIMIT);
  }

  /** Whether the value is in the range. NaN is in no range. */
  public boolean contains(double value) {
    boolean above = minIncluded ? value >= min : value > min;
    boolean below = maxIncluded ? value <= max : value < max;
    return above && below;
  }
}
