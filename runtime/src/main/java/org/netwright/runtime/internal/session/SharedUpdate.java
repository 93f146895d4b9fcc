package org.netwright.runtime.internal.session;

import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.update.GradientExchange;
import org.netwright.runtime.internal.update.SharedGradient;

/**
 * Updates of one of several replicas of a network. Each replica runs its own part of a mini-batch,
 * and all make the same update, as {@link Accumulation} makes one from several mini-batches. It
 * owns off-heap memory: {@link #close()} frees it.
 */
public final class SharedUpdate implements AutoCloseable {
  private final Session session;
  private final TrainingPass pass;
  private final Execution execution;
  private final EngineKernels kernels;
  private final EngineKernels backwardKernels;
  private final RowPenalties rowPenalties = new RowPenalties();
  private final GradientExchange exchange;
  private final SharedGradient gradient;
  private final Execution.Update backward = this::runBackward;
  private final Execution.Update update = this::runUpdate;

  SharedUpdate(Session session, GradientExchange exchange) {
    this.session = session;
    this.pass = session.pass();
    this.execution = session.execution();
    this.kernels = session.kernels();
    this.backwardKernels = execution.newKernels(rowPenalties);
    this.exchange = exchange;
    this.gradient = new SharedGradient(session.parameters(), execution, exchange);
  }

  /** Runs the network on the {@code n} rows in its tensors and returns their losses. */
  public LossValues forward(int n) {
    // Each replica draws its own dropout.
    session.counter().part(exchange.index());
    return session.passes().forward(n);
  }

  /**
   * Runs the backward pass that belongs to {@link #forward}, and takes the mean of the gradients of
   * all replicas.
   *
   * @param examples {@code n}; 0 if the rows were run only because there must be some
   * @param losses means over the rows, which become means over those of all replicas
   */
  public void backward(int n, int examples, double[] losses) {
    execution.update(backward, n, 0);
    gradient.mean(examples, losses);
  }

  private void runBackward(int n, double unused) {
    rowPenalties.clear();
    pass.use(backwardKernels);
    try {
      session.passes().backward(n);
    } finally {
      pass.use(kernels);
    }
  }

  /** Updates the parameters with the mean of the gradients. */
  public void update(double rate) {
    execution.update(update, 1, rate);
  }

  private void runUpdate(int unused, double rate) {
    rowPenalties.run();
    session.passes().applyGradient(rate);
  }

  /** Frees what it holds. */
  @Override
  public void close() {
    session.counter().firstPart();
    backwardKernels.close();
  }
}
