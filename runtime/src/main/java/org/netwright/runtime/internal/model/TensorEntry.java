package org.netwright.runtime.internal.model;

import java.util.List;
import org.netwright.runtime.internal.text.Shapes;

/**
 * A tensor in a file.
 *
 * @param begin the index of its first byte, from the end of the header
 * @param end the index after its last byte
 */
record TensorEntry(ElementType type, List<Long> shape, long begin, long end)
    implements Comparable<TensorEntry> {

  TensorEntry {
    shape = List.copyOf(shape);
  }

  /**
   * Returns the number of elements.
   *
   * @throws ArithmeticException if it is more than a long holds
   */
  long length() {
    return Shapes.length(shape);
  }

  /** Returns the shape as in {@code [4 × 10]}. */
  String shapeText() {
    return Shapes.of(shape);
  }

  /** By their places in the file. */
  @Override
  public int compareTo(TensorEntry other) {
    int order = Long.compare(begin, other.begin);
    return order != 0 ? order : Long.compare(end, other.end);
  }
}
