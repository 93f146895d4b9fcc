package org.netwright.processor.report;

import java.util.List;
import org.netwright.processor.graph.Shape;

/**
 * The cost of one layer.
 *
 * @param reads the layers whose outputs it reads
 * @param operations its operations, such as {@code linear, relu}
 * @param output the shape of its output
 * @param parameters the number of trained parameters
 * @param multiplyAdds the multiply-add operations of its matrix product, for one example
 */
public record LayerCost(
    String name,
    List<String> reads,
    String operations,
    Shape output,
    long parameters,
    long multiplyAdds) {
  static final int BYTES_OF_FLOAT = 4;

  /** In float32. */
  public long parameterBytes() {
    return BYTES_OF_FLOAT * parameters;
  }

  /** Of its output for one example, in float32. */
  public long outputBytes() {
    return BYTES_OF_FLOAT * output.elements();
  }
}
