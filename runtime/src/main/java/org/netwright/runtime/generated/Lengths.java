package org.netwright.runtime.generated;

/**
 * How many steps each sequence of a batch has, at least 1; what follows them is padding. It grows
 * to the largest batch seen.
 */
public final class Lengths {
  private final int steps;
  private int[] lengths = new int[0];

  /**
   * Creates lengths of no rows.
   *
   * @param steps the most that a sequence can have
   */
  public Lengths(int steps) {
    this.steps = steps;
  }

  /** Returns the most steps that a sequence can have. */
  public int steps() {
    return steps;
  }

  /**
   * Returns the live lengths of the first {@code n} rows; what follows them is undefined. They are
   * valid until a call with a larger {@code n} than any before.
   */
  public int[] rows(int n) {
    if (lengths.length < n) {
      lengths = new int[n];
    }
    return lengths;
  }

  /** Returns the number of steps of a row. */
  public int get(int row) {
    return lengths[row];
  }

  /** Returns the number of steps of the longest of the first {@code n} rows. */
  public int longest(int n) {
    int longest = 0;
    for (int i = 0; i < n; i++) {
      longest = Math.max(longest, lengths[i]);
    }
    return longest;
  }
}
