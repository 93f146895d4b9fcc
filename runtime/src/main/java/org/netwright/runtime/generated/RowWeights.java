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
  private double divisor;
  private boolean uniform = true;

  /** Removes all rows. */
  public void clear() {
    size = 0;
    sum = 0;
    divisor = 0;
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

  /**
   * Divides the loss by another number than {@code Σ w}: for a batch that is a part of the examples
   * over which a loss is the mean.
   *
   * @param number above 0
   */
  public void divideBy(double number) {
    divisor = number;
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /** Returns the weight of a row. */
  public double get(int row) {
    return weights[row];
  }

  /** Returns what the loss is divided by: the sum of all weights, above 0, or another number. */
  public double divisor() {
    return divisor == 0 ? sum : divisor;
  }

  /** Returns the part of the divisor that is the weight of a row. */
  public double share(int row) {
    return weights[row] / divisor();
  }

  /** Returns whether the loss is a plain mean over the rows, because all count the same. */
  public boolean isUniform() {
    return uniform && (divisor == 0 || divisor == size * weights[0]);
  }
}
