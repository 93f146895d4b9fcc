package org.netwright.processor.source;

import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.layer.Range;

/** A number in an annotation, given or by default, with its valid range. */
public record Argument(String member, double value, Range range, SourceRef ref) {

  public boolean inRange() {
    return range.contains(value);
  }

  public int intValue() {
    return (int) value;
  }

  /** The value as in source code: a size has no decimal point. */
  public String text() {
    return range.isWhole() ? Long.toString((long) value) : Double.toString(value);
  }
}
