package org.netwright.benchmarks.protocol;

/** A network of one library, with its parameters, its optimiser and the batches of its task. */
public interface Trainee extends AutoCloseable {

  /** Trains on one of the batches: forward, loss with penalty, backward, update. */
  void step(int batch);

  /** Returns the loss with penalty that the last step had before its update. */
  double totalLoss();

  /**
   * Computes the output for one row, one of {@link TaskData#BATCHES}, and drops it. Of most graphs,
   * only steps are timed.
   */
  default void predict(int row) {
    throw new UnsupportedOperationException("only steps of this network are timed");
  }

  /**
   * Computes the output for one step of a sequence, one of {@link TaskData#BATCHES}, in the state
   * that the call before left, and drops it.
   */
  default void stream(int step) {
    throw new UnsupportedOperationException("this network has no state between calls");
  }

  @Override
  void close();
}
