package org.netwright.runtime.optimizer;

/**
 * An optimiser at work on one parameter vector, with its running averages.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public interface UpdateRule extends AutoCloseable {

  /** Moves the parameters by one step, from the gradients that stand in their vector. */
  void apply(double learningRate);

  /** Frees what the rule holds; a second call does nothing. */
  @Override
  void close();
}
