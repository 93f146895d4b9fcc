package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Losses of rows that have weights, tile by tile: {@code Σ w · terms of the row / (Σ w · width)}.
 * Tiles end anywhere in a row. Rows of the weight 0 are left out, whatever they hold.
 */
final class WeightedMeans {
  private final TileArrays arrays;
  private final float[] x = new float[Tiles.SIZE];
  private final float[] y = new float[Tiles.SIZE];
  private final double[] terms = new double[Tiles.SIZE];

  WeightedMeans(TileArrays arrays) {
    this.arrays = arrays;
  }

  /** Returns the mean of the terms. */
  double mean(
      FloatMemory xs,
      FloatMemory ys,
      long width,
      float parameter,
      ElementLoss loss,
      RowWeights weights) {
    return mean(xs, ys, null, width, parameter, loss, weights);
  }

  /** Returns the mean of the terms, and writes its gradient. */
  double meanWithGradient(
      FloatMemory xs,
      FloatMemory ys,
      FloatMemory gradient,
      long width,
      float parameter,
      ElementLoss loss,
      RowWeights weights) {
    return mean(xs, ys, gradient, width, parameter, loss, weights);
  }

  private double mean(
      FloatMemory xs,
      FloatMemory ys,
      @Nullable FloatMemory gradient,
      long width,
      float parameter,
      ElementLoss loss,
      RowWeights weights) {
    long length = weights.size() * width;
    double sum = 0;
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      xs.get(first, x, n);
      ys.get(first, y, n);
      loss.terms().apply(x, y, parameter, n, terms, arrays);
      sum += sum(first, n, width, weights);
      if (gradient != null) {
        loss.derivative().apply(x, y, parameter, n, arrays);
        scale(first, n, width, weights);
        gradient.put(first, y, n);
      }
    }
    return sum / weights.divisor() / width;
  }

  /** Adds up the terms of a tile, those of each row multiplied by its weight. */
  private double sum(long first, int n, long width, RowWeights weights) {
    double sum = 0;
    int i = 0;
    while (i < n) {
      int row = (int) ((first + i) / width);
      int end = (int) Math.min(n, (row + 1) * width - first);
      double weight = weights.get(row);
      double ofRow = 0;
      for (; i < end; i++) {
        ofRow += terms[i];
      }
      sum += weight == 0 ? 0 : weight * ofRow;
    }
    return sum;
  }

  /** Multiplies the derivatives of a tile by what each row counts. */
  private void scale(long first, int n, long width, RowWeights weights) {
    double count = weights.divisor() * width;
    int i = 0;
    while (i < n) {
      int row = (int) ((first + i) / width);
      int end = (int) Math.min(n, (row + 1) * width - first);
      float factor = (float) (weights.get(row) / count);
      if (weights.get(row) == 0) {
        Arrays.fill(y, i, end, 0);
        i = end;
      }
      for (; i < end; i++) {
        y[i] *= factor;
      }
    }
  }
}
