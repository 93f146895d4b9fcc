package org.netwright.runtime.generated;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

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

  /**
   * Returns lengths as an array, in the form that a step or a prediction with lists of arrays takes
   * them.
   *
   * @param layer the input layer, for messages
   * @param lengths one for each sequence, at least one
   * @return [n], whole numbers
   * @throws IllegalArgumentException if there are none
   * @throws NullPointerException if they are null
   */
  public static INDArray array(String layer, int... lengths) {
    if (lengths == null) {
      throw new NullPointerException(layer + ": lengths is null");
    }
    if (lengths.length == 0) {
      throw new IllegalArgumentException(
          layer + ": expected lengths, one for each sequence, got none");
    }
    return Nd4jThread.call(() -> Nd4j.createFromArray(lengths));
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
      lengths = Arrays.copyOf(lengths, n);
    }
    return lengths;
  }

  /** Returns the number of steps of a row. */
  public int get(int row) {
    return lengths[row];
  }

  /** Returns the number of steps of the first {@code n} rows together. */
  public long total(int n) {
    long total = 0;
    for (int i = 0; i < n; i++) {
      total += lengths[i];
    }
    return total;
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
