package org.netwright.runtime.internal.session;

import org.netwright.runtime.internal.random.RandomBits;

/** The seed of a session and the number of updates done, on which schedules and dropout depend. */
public final class StepCounter {
  private long seed;
  private long done;

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
  }

  /** Continues from where another session was. */
  void resumeAt(long steps, long otherSeed) {
    done = steps;
    seed = otherSeed;
  }

  /**
   * Returns the seed of one dropout in the next step. It depends only on the session's seed, the
   * number of steps done and the index, so that training can be resumed.
   */
  long dropoutSeed(int index) {
    // The complement makes these streams different from those of the initial weights.
    return RandomBits.bits(RandomBits.bits(~seed, done), index);
  }
}
