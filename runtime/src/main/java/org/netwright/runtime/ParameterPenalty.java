package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A user-defined penalty on a layer's parameters, for {@code @Penalty}. The methods compute value
 * and gradient for strength 1; the trainer multiplies by the strength.
 *
 * <pre>{@code
 * class Quartic implements ParameterPenalty { // Σ p⁴
 *   public double value(INDArray p) {
 *     try (INDArray square = p.mul(p)) {
 *       return square.muli(square).sumNumber().doubleValue();
 *     }
 *   }
 *
 *   public void gradient(INDArray p, INDArray gradient) {
 *     gradient.assign(p).muli(p).muli(p).muli(4);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link GradientCheck} compares the two. A trainer calls both at each step, on the parameters
 * as they were before the update, and no other thread does at the same time.
 */
public interface ParameterPenalty {

  /**
   * Returns the penalty.
   *
   * @param parameter such as a weight, of the shape of {@link Layer#weight()}, or a bias; of the
   *     type {@code FLOAT} or {@code DOUBLE}: a live view, to be read only
   */
  double value(INDArray parameter);

  /**
   * Writes the derivative of {@link #value} with respect to each element of the parameter.
   *
   * @param parameter as for {@link #value}
   * @param gradient of the parameter's shape and type, row-major, zeros; overwritten
   */
  void gradient(INDArray parameter, INDArray gradient);
}
