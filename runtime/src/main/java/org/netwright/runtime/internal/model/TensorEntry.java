package org.netwright.runtime.internal.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor in a file.
 *
 * @param begin the index of its first byte, from the end of the header
 * @param end the index after its last byte
 */
record TensorEntry(ElementType type, List<Long> shape, long begin, long end) {

  TensorEntry {
    shape = List.copyOf(shape);
  }

  /**
   * Returns the number of elements.
   *
   * @throws ArithmeticException if it is more than a long holds
   */
  long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Returns the shape as in {@code [4 × 10]}. */
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" × ", "[", "]"));
  }
}
