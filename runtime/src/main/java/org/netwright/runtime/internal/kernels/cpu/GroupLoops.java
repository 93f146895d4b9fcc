package org.netwright.runtime.internal.kernels.cpu;

/**
 * The loops of normalisation over tiles, and over groups of a tile, the elements that are
 * normalised together.
 */
final class GroupLoops {
  /** So few elements that summing them in float loses almost nothing. */
  private static final int ELEMENTS = 512;

  /** Smaller squares may have lost digits, or be 0, in float. */
  private static final double LEAST_SQUARE = 1e-30;

  private GroupLoops() {}

  /**
   * Overwrites a group with x̂. Distances are from the mean, rounded to a float, and what was lost
   * in rounding is put right.
   *
   * @param terms scratch
   * @return {@code 1 / √(σ² + epsilon)}
   */
  static float normalize(float[] x, double epsilon, float[] terms, int group, int width) {
    int end = group + width;
    double mean = mean(x, terms, group, width);
    float rounded = (float) mean;
    center(x, rounded, terms, group, end);
    double variance = meanSquare(x, terms, group, width) - (mean - rounded) * (mean - rounded);
    double factor = 1 / Math.sqrt(Math.max(variance, 0) + epsilon);
    multiplyAndAdd(x, (float) factor, (float) ((rounded - mean) * factor), group, end);
    return (float) factor;
  }

  /**
   * Overwrites a group with {@code x / r}.
   *
   * @param terms scratch
   * @return {@code 1 / r}
   */
  static float divideByRoot(float[] x, double epsilon, float[] terms, int group, int width) {
    center(x, 0, terms, group, group + width);
    double factor = 1 / Math.sqrt(meanSquare(x, terms, group, width) + epsilon);
    multiplyAndAdd(x, (float) factor, 0, group, group + width);
    return (float) factor;
  }

  /**
   * Returns the mean of a group. It adds up the differences to the first element, so that its error
   * is small beside the deviation, not only beside the mean, and equal elements have none.
   */
  private static double mean(float[] x, float[] terms, int group, int width) {
    float first = x[group];
    subtract(x, first, terms, group, group + width);
    double sum = sum(terms, group, width);
    if (!Double.isFinite(sum)) {
      sum = 0;
      for (int i = group; i < group + width; i++) {
        sum += (double) x[i] - first;
      }
    }
    return first + sum / width;
  }

  /** Returns the mean square of the distances, whose squares are the terms. */
  private static double meanSquare(float[] x, float[] terms, int group, int width) {
    double square = sum(terms, group, width) / width;
    if (square > LEAST_SQUARE && square < Double.POSITIVE_INFINITY) {
      return square;
    }
    double sum = 0;
    for (int i = group; i < group + width; i++) {
      sum += (double) x[i] * x[i];
    }
    return sum / width;
  }

  static void scaleAndShift(float[] x, float[] scale, float[] shift, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = x[i] * scale[i] + shift[i];
    }
  }

  static void multiply(float[] factors, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] *= factors[i];
    }
  }

  static void products(float[] x, float[] g, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * g[i];
    }
  }

  static void accumulate(float[] x, float[] g, float[] scaleSums, float[] shiftSums, int n) {
    for (int i = 0; i < n; i++) {
      scaleSums[i] += x[i] * g[i];
      shiftSums[i] += g[i];
    }
  }

  static void subtract(float[] x, float subtrahend, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] - subtrahend;
    }
  }

  /** Subtracts the mean and writes the squares of the distances. */
  static void center(float[] x, float mean, float[] squares, int from, int to) {
    for (int i = from; i < to; i++) {
      float distance = x[i] - mean;
      x[i] = distance;
      squares[i] = distance * distance;
    }
  }

  static void multiplyAndAdd(float[] x, float factor, float summand, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] * factor + summand;
    }
  }

  /** Removes from g what changes only the mean or the variance of the group. */
  static void project(
      float[] x, float mean, float slope, float inverse, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      g[i] = (g[i] - mean - x[i] * slope) * inverse;
    }
  }

  /** Returns the sum of n elements, blocks of them in float, the blocks in double. */
  static double sum(float[] x, int first, int n) {
    double sum = 0;
    for (int done = 0; done < n; done += ELEMENTS) {
      sum += floatSum(x, first + done, Math.min(ELEMENTS, n - done));
    }
    return sum;
  }

  /** Eight running sums, because additions to a single one would wait for each other. */
  private static float floatSum(float[] x, int first, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int end = first + n;
    int i = first;
    for (; i + 7 < end; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
