package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Small products of one row with a matrix, in Java: a call of BLAS takes as long, and loading it a
 * tenth of a second, which a program that answers one question does not wait for.
 *
 * <p>Multiplication and addition are fused and what is in {@code out} is added last, as in BLAS's
 * kernels, so that a row has, with most of them, the digits that it has among many.
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
    Arrays.fill(sums, 0, outputs, 0);
    if (outputs == 1) {
      weight.get(0, weights, inputs);
      for (int i = 0; i < inputs; i++) {
        sums[0] = Math.fma(row[i], weights[i], sums[0]);
      }
    } else {
      for (int i = 0; i < inputs; i++) {
        weight.get((long) i * outputs, weights, outputs);
        addScaled(row[i], weights, sums, outputs);
      }
    }
    if (add) {
      out.get(0, weights, outputs);
      for (int i = 0; i < outputs; i++) {
        sums[i] += weights[i];
      }
    }
    out.put(0, sums, outputs);
  }

  private static void addScaled(float factor, float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] = Math.fma(factor, x[i], sums[i]);
    }
  }
}
