package org.netwright.runtime;

/**
 * A user-defined loss on an output, for {@code @Loss}. It computes the loss of one row in double
 * precision, whatever the engine and the data type of the trainer, which takes the mean over the
 * rows of a mini-batch.
 *
 * <pre>{@code
 * class Pinball implements OutputLoss { // the loss of the 0.9 quantile
 *   public double loss(double[] output, double[] target, double[] gradient) {
 *     double error = target[0] - output[0];
 *     double slope = error > 0 ? 0.9 : -0.1;
 *     gradient[0] = -slope;
 *     return slope * error;
 *   }
 * }
 * }</pre>
 *
 * <p>For a loss that is a mean over all elements, such as the mean squared error, divide loss and
 * gradient by the number of elements of a row.
 *
 * <p>The result must follow from the arguments alone: no random numbers, and nothing that is
 * remembered from one call to the next, except buffers. A trainer checks the gradient on its first
 * mini-batch; in your tests {@link GradientCheck} checks it where you want. No other thread calls
 * an instance at the same time. A call that creates no objects keeps training free of garbage.
 */
@FunctionalInterface
public interface OutputLoss {

  /**
   * Returns the loss of one row and writes its gradient. If the loss is not finite, training stops
   * as it does for other losses.
   *
   * @param output the output of this row, its elements in row-major order; logits where the targets
   *     are classes or probabilities. A copy, which may be overwritten
   * @param target the target of this row: as many elements as the output, or the declared {@code
   *     targetWidth}; for classes the probability of each. A copy, which may be overwritten
   * @param gradient the derivative of the loss with respect to each element of the output, to be
   *     written; initially zeros
   */
  double loss(double[] output, double[] target, double[] gradient);
}
