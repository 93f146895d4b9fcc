package org.netwright.runtime.generated;

import java.util.Arrays;

/**
 * How much the rows of a batch count in a loss: {@code Σ w·l / Σ w}, for the loss {@code l} of each
 * row. They are reused from batch to batch, without new objects once the largest was seen.
 */
public final class RowWeights {
  private double[] weights = {};
  private int size;
  private double sum;
  private boolean uniform = true;

  /** Removes all rows. */
  public void clear() {
    size = 0;
    sum = 0;
    uniform = true;
  }

  /**
   * Adds a row.
   *
   * @param weight finite and at least 0
   */
  public void add(double weight) {
    if (size == weights.length) {
      weights = Arrays.copyOf(weights, Math.max(32, 2 * size));
    }
    weights[size++] = weight;
    sum += weight;
    uniform &= weight == weights[0];
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /** Returns the weight of a row. */
  public double get(int row) {
    return weights[row];
  }

  /** Returns the sum of all weights. */
  public double sum() {
    return sum;
  }

  /** Returns the part of the sum that is the weight of a row; the sum is above 0. */
  public double share(int row) {
    return weights[row] / sum;
  }

  /** Returns whether all rows count the same, so that the loss is a plain mean. */
  public boolean isUniform() {
    return uniform;
  }
}
