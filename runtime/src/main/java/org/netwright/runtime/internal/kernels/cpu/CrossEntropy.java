package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.kernels.cpu.functions.Exponential;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Cross entropy of softmax, on tiles of whole rows. */
final class CrossEntropy {
  /**
   * Rows of at least this length are processed one by one, because loops that begin at 0 are
   * faster.
   */
  private static final int LONG_ROW = 256;

  private final int classes;
  private final int rowsPerTile;
  private final Exponential exponential;
  private final float[] logits;
  private final float[] target;
  private final float[] softmax;

  CrossEntropy(int classes, Exponential exponential) {
    this.classes = classes;
    this.exponential = exponential;
    this.rowsPerTile = classes < LONG_ROW ? Tiles.SIZE / classes : 1;
    this.logits = new float[rowsPerTile * classes];
    this.target = new float[rowsPerTile * classes];
    this.softmax = new float[rowsPerTile * classes];
  }

  int classes() {
    return classes;
  }

  double loss(FloatMemory z, FloatMemory t, float smoothing, @Nullable RowWeights weights, int n) {
    return mean(z, t, smoothing, weights, null, n);
  }

  double lossWithGradient(
      FloatMemory z,
      FloatMemory t,
      float smoothing,
      @Nullable RowWeights weights,
      FloatMemory g,
      int n) {
    return mean(z, t, smoothing, weights, g, n);
  }

  private double mean(
      FloatMemory z,
      FloatMemory t,
      float smoothing,
      @Nullable RowWeights weights,
      @Nullable FloatMemory gradient,
      int n) {
    double sum = 0;
    for (int first = 0; first < n; first += rowsPerTile) {
      int rows = Math.min(rowsPerTile, n - first);
      int length = rows * classes;
      long index = (long) first * classes;
      z.get(index, logits, length);
      t.get(index, target, length);
      if (smoothing != 0) {
        smooth(target, smoothing, smoothing / classes, length);
      }
      for (int row = 0; row < length; row += classes) {
        subtractLargest(row);
      }
      System.arraycopy(logits, 0, softmax, 0, length);
      exponential.exp(softmax, length);
      for (int row = 0; row < rows; row++) {
        if (weights == null) {
          sum += finishRow(row * classes, 1f / n);
        } else if (weights.get(first + row) == 0) {
          // Whatever it holds: it may be the padding of a sequence.
          Arrays.fill(softmax, row * classes, (row + 1) * classes, 0);
        } else {
          float share = (float) weights.share(first + row);
          sum += weights.get(first + row) * finishRow(row * classes, share);
        }
      }
      if (gradient != null) {
        gradient.put(index, softmax, length);
      }
    }
    return weights == null ? sum / n : sum / weights.divisor();
  }

  /** Makes the largest exponential 1, so that none overflows. */
  private void subtractLargest(int row) {
    float largest = Sums.max(logits, row, classes);
    if (row == 0) {
      subtract(logits, largest, classes);
    } else {
      for (int i = row; i < row + classes; i++) {
        logits[i] = Math.max(logits[i] - largest, -Float.MAX_VALUE);
      }
    }
  }

  /** Turns the exponentials of a row into its gradient, times a share, and returns its loss. */
  private double finishRow(int row, float share) {
    double normalizer = Sums.blockSum(softmax, row, classes);
    double weight = Sums.blockSum(target, row, classes); // 1 up to the rounding of the targets
    double product = Sums.blockDot(target, logits, row, classes);
    float scale = (float) (weight / normalizer);
    if (row == 0) {
      gradient(softmax, target, scale, share, classes);
    } else {
      for (int i = row; i < row + classes; i++) {
        softmax[i] = (softmax[i] * scale - target[i]) * share;
      }
    }
    return weight * Math.log(normalizer) - product;
  }

  private static void smooth(float[] target, float smoothing, float share, int n) {
    for (int i = 0; i < n; i++) {
      target[i] = (1 - smoothing) * target[i] + share;
    }
  }

  private static void subtract(float[] x, float subtrahend, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i] - subtrahend, -Float.MAX_VALUE); // infinity times a target of 0 is NaN
    }
  }

  private static void gradient(float[] softmax, float[] target, float scale, float share, int n) {
    for (int i = 0; i < n; i++) {
      softmax[i] = (softmax[i] * scale - target[i]) * share;
    }
  }
}
