package org.netwright.runtime.internal.session;

import org.netwright.runtime.generated.TrainingPass;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.update.GradientMean;

/**
 * Updates whose gradient is the mean over several mini-batches. It owns off-heap memory: {@link
 * #close()} frees it.
 */
public final class Accumulation implements AutoCloseable {
  private final Session session;
  private final TrainingPass pass;
  private final Execution execution;
  private final EngineKernels kernels;
  private final EngineKernels backwardKernels;
  private final RowPenalties rowPenalties = new RowPenalties();
  private final GradientMean mean;
  private final Execution.Update backward = this::runBackward;
  private final Execution.Update update = this::runUpdate;

  Accumulation(Session session) {
    this.session = session;
    this.pass = session.pass();
    this.execution = session.execution();
    this.kernels = session.kernels();
    this.backwardKernels = execution.newKernels(rowPenalties);
    this.mean = new GradientMean(session.parameters(), kernels, rowPenalties);
  }

  /**
   * Runs the backward pass that belongs to {@link PassRunner#forward}, and keeps its gradient.
   *
   * @param weight in proportion to {@code n}
   */
  public void add(int n, double weight) {
    execution.update(backward, n, weight);
  }

  private void runBackward(int n, double weight) {
    rowPenalties.clear();
    pass.use(backwardKernels);
    try {
      session.passes().backward(n);
    } finally {
      pass.use(kernels);
    }
    mean.add(weight);
    session.counter().nextPart();
  }

  /** Updates the parameters with the mean of the gradients since the last update. */
  public void update(double rate) {
    execution.update(update, 1, rate);
  }

  private void runUpdate(int unused, double rate) {
    mean.finish();
    session.passes().applyGradient(rate);
  }

  /** Forgets the gradients since the last update, and frees what it holds. */
  @Override
  public void close() {
    session.counter().firstPart();
    mean.close();
    backwardKernels.close();
  }
}
