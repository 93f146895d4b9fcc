package org.netwright.runtime.internal.memory;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.text.Shapes;

/**
 * What a tensor is, without its numbers.
 *
 * @param dataType {@code FLOAT} or {@code DOUBLE}
 * @param shape the lengths of its dimensions
 */
public record TensorType(DataType dataType, List<Long> shape) {
  /** Returns the shape as in {@code [3 × 5]}. */
  public String shapeText() {
    return Shapes.of(shape);
  }
}
