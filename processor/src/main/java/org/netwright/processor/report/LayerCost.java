package org.netwright.processor.report;

import org.netwright.processor.graph.Shape;

/**
 * What one layer costs.
 *
 * @param operations what it does, as in {@code linear, relu}
 * @param output the shape of what it gives
 * @param parameters the numbers that are learnt
 * @param multiplyAdds the multiplications with addition of its matrix product, for one example
 */
public record LayerCost(
    String name, String operations, Shape output, long parameters, long multiplyAdds) {
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
