package org.netwright.runtime.internal.run;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.session.Accumulation;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.TrainerGuard;

/**
 * The updates of a run: one for each mini-batch, or one for several, whose gradient is the mean
 * over the examples of all of them. It owns off-heap memory: {@link #close()} frees it.
 */
final class Steps implements AutoCloseable {
  private final Session session;
  private final int group;
  private final double batchSize;
  private final @Nullable Accumulation accumulation;
  private final LossValues losses;

  /** The mini-batches since the last update. */
  private int batches;

  private long examples;
  private double rate;

  /**
   * Starts before the first mini-batch.
   *
   * @param group the number of mini-batches for each update
   */
  Steps(Session session, int group, int batchSize) {
    this.session = session;
    this.group = group;
    this.batchSize = batchSize;
    this.accumulation = group > 1 ? session.newAccumulation() : null;
    this.losses = session.newReport();
    this.rate = session.learningRate().value();
  }

  /**
   * Trains on the rows in the tensors.
   *
   * @return whether the parameters were updated
   * @throws EpochLoop.DivergedException if the loss is not finite
   */
  boolean train(int epoch, int n) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      rate = session.requireStrengths();
      LossValues ofBatch = session.passes().forward(n);
      if (!Double.isFinite(ofBatch.total())) {
        throw diverged(epoch, n, ofBatch);
      }
      report(ofBatch, n);
      if (accumulation == null) {
        session.passes().update(n, rate);
        batches = 0;
        return true;
      }
      accumulation.add(n, n / batchSize);
      return batches == group && update(accumulation);
    } finally {
      session.leave(outer);
    }
  }

  /**
   * Updates the parameters from the mini-batches that are left at the end of an epoch.
   *
   * @return whether there were any
   */
  boolean finish() {
    if (accumulation == null || batches == 0) {
      return false;
    }
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      return update(accumulation);
    } finally {
      session.leave(outer);
    }
  }

  private boolean update(Accumulation gradients) {
    gradients.update(rate);
    batches = 0;
    return true;
  }

  private void report(LossValues ofBatch, int n) {
    examples = batches == 0 ? n : examples + n;
    if (batches == 0) {
      losses.set(ofBatch);
    } else {
      losses.approach(ofBatch, (double) n / examples);
    }
    batches++;
  }

  private EpochLoop.DivergedException diverged(int epoch, int n, LossValues ofBatch) {
    long step = session.counter().done() + 1;
    String where = new NonFiniteFinder(session).find(step, n, ofBatch);
    return new EpochLoop.DivergedException(
        "step %d, in epoch %d: the loss is %s; %s".formatted(step, epoch, ofBatch.total(), where));
  }

  /** Returns the losses of the last update: the mean over its examples. */
  LossValues losses() {
    return losses;
  }

  /** Returns the learning rate of the last mini-batch. */
  double rate() {
    return rate;
  }

  @Override
  public void close() {
    if (accumulation != null) {
      accumulation.close();
    }
  }
}
