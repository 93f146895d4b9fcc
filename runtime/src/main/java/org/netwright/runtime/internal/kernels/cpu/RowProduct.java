package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Small products of one row with a matrix, in Java: a call of BLAS takes as long, and loading it a
 * tenth of a second, which a program that answers one question does not wait for.
 */
final class RowProduct {
  /** The most multiplications of a small product. */
  private static final int MOST = 1024;

  private final TileArrays arrays;

  RowProduct(TileArrays arrays) {
    this.arrays = arrays;
  }

  /** Returns whether a product is so small. */
  static boolean isSmall(int inputs, int outputs) {
    return (long) inputs * outputs <= MOST;
  }

  /** {@code out = x · weight}, or {@code out += x · weight}. */
  void multiply(
      FloatMemory x, FloatMemory weight, boolean add, FloatMemory out, int inputs, int outputs) {
    float[] row = arrays.a;
    float[] sums = arrays.b;
    float[] weights = arrays.scratch;
    x.get(0, row, inputs);
    if (add) {
      out.get(0, sums, outputs);
    } else {
      Arrays.fill(sums, 0, outputs, 0);
    }
    if (outputs == 1) {
      weight.get(0, weights, inputs);
      for (int i = 0; i < inputs; i++) {
        sums[0] += row[i] * weights[i];
      }
    } else {
      for (int i = 0; i < inputs; i++) {
        weight.get((long) i * outputs, weights, outputs);
        addScaled(row[i], weights, sums, outputs);
      }
    }
    out.put(0, sums, outputs);
  }

  private static void addScaled(float factor, float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += factor * x[i];
    }
  }
}
