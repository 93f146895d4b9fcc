package org.netwright.runtime.internal.run;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.session.GradientAccumulation;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.TrainerGuard;

/** The steps of a run: one update for each mini-batch, or for several. */
final class RunSteps implements AutoCloseable {
  private final Session session;
  private final int accumulated;
  private final @Nullable GradientAccumulation sum;
  private int batches;

  /**
   * Makes steps.
   *
   * @param accumulated the number of mini-batches of an update
   */
  RunSteps(Session session, int accumulated) {
    this.session = session;
    this.accumulated = accumulated;
    this.sum = accumulated == 1 ? null : new GradientAccumulation(session.parameters());
  }

  /**
   * Trains on the rows in the tensors.
   *
   * @return the learning rate
   * @throws DivergedException if the loss is not finite
   */
  double step(int epoch, int n) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      double rate = session.requireStrengths();
      LossValues losses = session.forward(n);
      if (!Double.isFinite(losses.total())) {
        throw diverged(epoch, n, losses);
      }
      if (sum == null) {
        session.update(n, rate);
      } else {
        session.accumulate(n, sum);
        if (++batches == accumulated) {
          update(sum, rate);
        }
      }
      return rate;
    } finally {
      session.leave(outer);
    }
  }

  /** Ends an epoch: updates by what was accumulated since the last update. */
  void end() {
    if (sum != null && batches > 0) {
      TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
      try {
        update(sum, session.requireStrengths());
      } finally {
        session.leave(outer);
      }
    }
  }

  private void update(GradientAccumulation gradients, double rate) {
    session.update(gradients, rate);
    batches = 0;
  }

  private DivergedException diverged(int epoch, int n, LossValues losses) {
    long step = session.counter().done() + 1;
    String where = new NonFiniteFinder(session).find(step, n, losses);
    return new DivergedException(
        "step %d, in epoch %d: the loss is %s; %s".formatted(step, epoch, losses.total(), where));
  }

  @Override
  public void close() {
    if (sum != null) {
      sum.close();
    }
  }
}
