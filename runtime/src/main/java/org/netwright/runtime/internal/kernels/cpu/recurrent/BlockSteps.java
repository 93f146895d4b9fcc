package org.netwright.runtime.internal.kernels.cpu.recurrent;

/** The steps of a block of sequences, in the order in which they are read, and their rows. */
final class BlockSteps {
  /** The first row of the block among those of all blocks. */
  int base;

  /** The number of sequences. */
  int count;

  /** The number of steps of the longest. */
  int steps;

  /** The number of each sequence in the batch, and its length; the longest comes first. */
  int[] sequences = {};

  int[] lengths = {};

  /** How many sequences have a step, by step. */
  private int[] active = {};

  /** The first row of each step within the block; after them, the number of rows. */
  private int[] firsts = {};

  void begin(int newBase, int mostSequences, int newSteps) {
    base = newBase;
    steps = newSteps;
    count = 0;
    if (sequences.length < mostSequences) {
      sequences = new int[mostSequences];
      lengths = new int[mostSequences];
    }
    if (active.length < steps) {
      active = new int[steps];
      firsts = new int[steps + 1];
    }
  }

  void add(int sequence, int length) {
    sequences[count] = sequence;
    lengths[count] = length;
    count++;
  }

  void complete() {
    int rows = 0;
    int still = count;
    for (int step = 0; step < steps; step++) {
      while (lengths[still - 1] <= step) {
        still--;
      }
      active[step] = still;
      firsts[step] = rows;
      rows += still;
    }
    firsts[steps] = rows;
  }

  /** Returns how many sequences have a step; they are the first ones. */
  int active(int step) {
    return step < steps ? active[step] : 0;
  }

  /** Returns the first row of a step within the block. */
  int first(int step) {
    return firsts[step];
  }

  /** Returns the number of rows of the steps from one up to another. */
  int rows(int from, int to) {
    return firsts[to] - firsts[from];
  }

  /** Returns whether all sequences have the same length. */
  boolean isEven() {
    return active[steps - 1] == count;
  }

  /** Returns up to which step, after the first, there are at most so many rows. */
  int chunkEnd(int from, int most) {
    int to = from + 1;
    while (to < steps && firsts[to + 1] - firsts[from] <= most) {
      to++;
    }
    return to;
  }

  /** Returns from which step on, before another, there are at most so many rows. */
  int chunkStart(int to, int most) {
    int from = to - 1;
    while (from > 0 && firsts[to] - firsts[from - 1] <= most) {
      from--;
    }
    return from;
  }

  /** Returns which step of a sequence is read as number {@code step}. */
  int read(int i, int step, boolean reversed) {
    return reversed ? lengths[i] - 1 - step : step;
  }
}
