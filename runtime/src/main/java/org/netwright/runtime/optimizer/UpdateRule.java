package org.netwright.runtime.optimizer;

import org.netwright.runtime.kernels.StepSizes;

/**
 * An optimiser at work on one parameter vector, with its running averages.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public interface UpdateRule extends AutoCloseable {

  /**
   * Moves the parameters by one step, from the gradients that stand in their vector.
   *
   * @param steps written: by how much the update would have moved each parameter, had its gradient
   *     been 1 at every step so far; what proximal steps multiply strengths with
   */
  void apply(double learningRate, StepSizes steps);

  /** Frees what the rule holds; a second call does nothing. */
  @Override
  void close();
}
