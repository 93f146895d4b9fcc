package org.netwright.runtime.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor in a file.
 *
 * @param begin of its bytes, from the end of the header
 * @param end behind its last byte
 */
record TensorEntry(ElementType type, List<Long> shape, long begin, long end) {

  TensorEntry {
    shape = List.copyOf(shape);
  }

  /**
   * How many numbers it has.
   *
   * @throws ArithmeticException if that is more than a long holds
   */
  long length() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** {@code [4 × 10]}. */
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" × ", "[", "]"));
  }
}
