package org.netwright.runtime.internal.session;

import org.netwright.runtime.internal.random.RandomBits;

/** The seed of a session and the number of updates done, on which schedules and dropout depend. */
public final class StepCounter {
  private long seed;
  private long done;

  /** The number of the mini-batch in the next update, from 0. */
  private int part;

  StepCounter(long seed) {
    this.seed = seed;
  }

  /** Returns the seed of initial weights and dropout. */
  public long seed() {
    return seed;
  }

  /** Returns the number of updates done. */
  public long done() {
    return done;
  }

  void advance() {
    done++;
    part = 0;
  }

  /** Continues with the next mini-batch of the same update. */
  void nextPart() {
    part++;
  }

  /** Continues with a mini-batch of the next update, of several at the same time. */
  void part(int number) {
    part = number;
  }

  /** Begins the next update again. */
  void firstPart() {
    part = 0;
  }

  /** Continues from where another session was. */
  void resumeAt(long steps, long otherSeed) {
    done = steps;
    part = 0;
    seed = otherSeed;
  }

  /**
   * Returns the seed of one dropout in the next step. It depends only on the session's seed, the
   * number of steps done, the mini-batch in the step and the index, so that training can be
   * resumed.
   */
  long dropoutSeed(int index) {
    // The complement makes these streams different from those of the initial weights.
    long step = RandomBits.bits(~seed, done);
    return RandomBits.bits(part == 0 ? step : RandomBits.bits(~step, part), index);
  }
}
