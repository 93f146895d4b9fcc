package org.netwright.runtime.generated;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/**
 * How many steps each sequence of a batch has, at least 1; what follows them is padding. The
 * tensors of a batch have as many steps as its longest sequence. It grows to the largest batch
 * seen.
 */
public final class Lengths {
  private final int most;
  private int steps;
  private int[] lengths = new int[0];

  /**
   * Creates lengths of no rows, whose tensors have all steps.
   *
   * @param most the most steps that a sequence can have
   */
  public Lengths(int most) {
    this.most = most;
    this.steps = most;
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
  public int most() {
    return most;
  }

  /** Returns how many steps the tensors of the current batch have. */
  public int steps() {
    return steps;
  }

  /**
   * Begins a batch, whose lengths are there: its tensors have as many steps as the longest of the
   * first {@code n} rows.
   */
  public void begin(int n) {
    int longest = 0;
    for (int i = 0; i < n; i++) {
      longest = Math.max(longest, lengths[i]);
    }
    steps = longest;
  }

  /**
   * Returns the live lengths of the first {@code n} rows, for the caller to write before {@link
   * #begin}; what follows them is undefined. They are valid until a call with a larger {@code n}
   * than any before.
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
}
