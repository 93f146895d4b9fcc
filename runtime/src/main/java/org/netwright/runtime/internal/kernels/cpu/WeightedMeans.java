package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Means over elements where the rows have weights, tile by tile: {@code Σ w · sum of the row / (Σ w
 * · width)}. Tiles end anywhere in a row.
 */
final class WeightedMeans {
  private final Tiles tiles;
  private final float[] x = new float[Tiles.SIZE];
  private final float[] y = new float[Tiles.SIZE];
  private final float[] rowX = new float[Tiles.SIZE];
  private final float[] rowY = new float[Tiles.SIZE];

  WeightedMeans(Tiles tiles) {
    this.tiles = tiles;
  }

  /** Returns the mean of a function of each pair of elements. */
  double mean(
      FloatMemory xs,
      FloatMemory ys,
      long width,
      float parameter,
      Tiles.Sum summand,
      RowWeights weights) {
    return mean(xs, ys, null, width, parameter, summand, null, weights);
  }

  /** Returns the mean of one function and writes another, multiplied by the share of its row. */
  double meanWithGradient(
      FloatMemory xs,
      FloatMemory ys,
      FloatMemory gradient,
      long width,
      float parameter,
      Tiles.Sum summand,
      Tiles.Combination derivative,
      RowWeights weights) {
    return mean(xs, ys, gradient, width, parameter, summand, derivative, weights);
  }

  private double mean(
      FloatMemory xs,
      FloatMemory ys,
      @Nullable FloatMemory gradient,
      long width,
      float parameter,
      Tiles.Sum summand,
      Tiles.@Nullable Combination derivative,
      RowWeights weights) {
    long length = weights.size() * width;
    double sum = 0;
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      xs.get(first, x, n);
      ys.get(first, y, n);
      sum += sum(first, n, width, parameter, summand, weights);
      if (gradient != null && derivative != null) {
        derivative.apply(x, y, parameter, n, tiles);
        scale(first, n, width, weights);
        gradient.put(first, y, n);
      }
    }
    return sum / weights.sum() / width;
  }

  /** Adds up the parts of rows that are in the tile, each multiplied by its weight. */
  private double sum(
      long first, int n, long width, float parameter, Tiles.Sum summand, RowWeights weights) {
    double sum = 0;
    int begin = 0;
    while (begin < n) {
      int row = (int) ((first + begin) / width);
      int part = (int) Math.min(n, (row + 1) * width - first) - begin;
      System.arraycopy(x, begin, rowX, 0, part);
      System.arraycopy(y, begin, rowY, 0, part);
      sum += weights.get(row) * summand.apply(rowX, rowY, parameter, part, tiles);
      begin += part;
    }
    return sum;
  }

  /** Multiplies the tile of derivatives by what each row counts. */
  private void scale(long first, int n, long width, RowWeights weights) {
    int i = 0;
    while (i < n) {
      int row = (int) ((first + i) / width);
      int end = (int) Math.min(n, (row + 1) * width - first);
      float factor = (float) (weights.get(row) / (weights.sum() * width));
      for (; i < end; i++) {
        y[i] *= factor;
      }
    }
  }
}
