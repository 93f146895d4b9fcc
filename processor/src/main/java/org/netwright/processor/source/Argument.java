package org.netwright.processor.source;

/**
 * A number that the user gave in an annotation, or its default, with the range it has to lie in.
 */
public record Argument(String member, double value, Range range, SourceRef ref) {

  public boolean inRange() {
    return range.contains(value);
  }

  public int intValue() {
    return (int) value;
  }

  /** The value as the user would write it: a size without a decimal point. */
  public String text() {
    return range.isWhole() ? Long.toString((long) value) : Double.toString(value);
  }
}
