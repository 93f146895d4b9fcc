package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Layer normalisation on tiles of whole groups, the elements that are normalised together.
 *
 * <p>What is one number for a group is repeated for each of its elements, and parameters are
 * repeated for each group, so that one loop from 0 on covers the tile.
 */
final class LayerNormalization {
  /** Groups of at least this length are processed one by one: their loops are long enough. */
  private static final int LONG_GROUP = 256;

  /** So few tiles that summing them in float loses almost nothing. */
  private static final int BLOCK = 64;

  private int width;
  private int tileLength;

  /** The length of the arrays. */
  private int capacity;

  /** The inputs, then the normalised elements. */
  private float[] x = new float[0];

  private float[] g = new float[0];
  private float[] scale = new float[0];
  private float[] shift = new float[0];
  private float[] mean = new float[0];

  /** 1 / √(σ² + epsilon). */
  private float[] inverse = new float[0];

  /** What the rounding of the means to float leaves of the normalised elements. */
  private float[] rest = new float[0];

  private double[] scaleSums = new double[0];
  private double[] shiftSums = new double[0];

  /** Writes {@code x̂ · scale + shift}, of so many elements. */
  void normalize(
      FloatMemory inputs,
      FloatMemory scales,
      FloatMemory shifts,
      double epsilon,
      FloatMemory out,
      long length) {
    prepare(scales.length());
    repeat(scales, scale, length);
    repeat(shifts, shift, length);
    for (long first = 0; first < length; first += tileLength) {
      int n = (int) Math.min(tileLength, length - first);
      inputs.get(first, x, n);
      normalizeTile(epsilon, n);
      scaleAndShift(x, scale, shift, n);
      out.put(first, x, n);
    }
  }

  /** Writes the gradients of scale and shift. */
  void gradient(
      FloatMemory inputs,
      FloatMemory outGradients,
      double epsilon,
      FloatMemory scaleGradient,
      FloatMemory shiftGradient,
      long length) {
    prepare(scaleGradient.length());
    clearSums();
    long block = (long) BLOCK * tileLength;
    for (long first = 0; first < length; first += block) {
      addBlock(inputs, outGradients, epsilon, first, Math.min(length, first + block));
    }
    write(scaleSums, scaleGradient);
    write(shiftSums, shiftGradient);
  }

  /** Writes the gradient of the input. */
  void inputGradient(
      FloatMemory inputs,
      FloatMemory scales,
      FloatMemory outGradients,
      double epsilon,
      FloatMemory out,
      long length) {
    prepare(scales.length());
    repeat(scales, scale, length);
    for (long first = 0; first < length; first += tileLength) {
      int n = (int) Math.min(tileLength, length - first);
      inputs.get(first, x, n);
      outGradients.get(first, g, n);
      normalizeTile(epsilon, n);
      multiply(scale, g, n);
      // The means of the inputs are not needed any more.
      repeatMeans(g, x, mean, rest, n);
      project(x, mean, rest, inverse, g, n);
      out.put(first, g, n);
    }
  }

  /** Takes groups of a length; only longer ones than any before allocate memory. */
  private void prepare(long newWidth) {
    width = Math.toIntExact(newWidth);
    tileLength = width < LONG_GROUP ? Tiles.SIZE / width * width : width;
    if (capacity < tileLength) {
      capacity = Math.max(tileLength, Tiles.SIZE);
      x = new float[capacity];
      g = new float[capacity];
      scale = new float[capacity];
      shift = new float[capacity];
      mean = new float[capacity];
      inverse = new float[capacity];
      rest = new float[capacity];
      scaleSums = new double[capacity];
      shiftSums = new double[capacity];
    }
  }

  /** Repeats a parameter as often as a batch of so many elements needs. */
  private void repeat(FloatMemory parameter, float[] out, long length) {
    parameter.get(0, out, width);
    int full = (int) Math.min(tileLength, length);
    for (int filled = width; filled < full; filled *= 2) {
      System.arraycopy(out, 0, out, filled, Math.min(filled, full - filled));
    }
  }

  /** Overwrites the inputs with x̂. */
  private void normalizeTile(double epsilon, int n) {
    for (int group = 0; group < n; group += width) {
      repeatMoments(group, epsilon);
    }
    normalize(x, mean, inverse, rest, n);
  }

  /**
   * Computes mean and variance of a group from the differences to its first element, in one pass.
   *
   * <p>Equal elements have the variance 0 exactly. Others lose no digits in the difference of the
   * mean square and the square of the mean, because an element differs from the mean by at most
   * √width · σ. In double, neither sum overflows, and the squares are exact.
   */
  private void repeatMoments(int group, double epsilon) {
    double origin = x[group];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double q0 = 0;
    double q1 = 0;
    double q2 = 0;
    double q3 = 0;
    int end = group + width;
    int i = group;
    // Several running sums, because additions to a single one would wait for each other.
    for (; i + 3 < end; i += 4) {
      double d0 = x[i] - origin;
      double d1 = x[i + 1] - origin;
      double d2 = x[i + 2] - origin;
      double d3 = x[i + 3] - origin;
      s0 += d0;
      s1 += d1;
      s2 += d2;
      s3 += d3;
      q0 += d0 * d0;
      q1 += d1 * d1;
      q2 += d2 * d2;
      q3 += d3 * d3;
    }
    for (; i < end; i++) {
      double d = x[i] - origin;
      s0 += d;
      q0 += d * d;
    }
    double meanDifference = ((s0 + s1) + (s2 + s3)) / width;
    double meanSquare = ((q0 + q1) + (q2 + q3)) / width;
    double variance = Math.max(meanSquare - meanDifference * meanDifference, 0);
    double exactMean = origin + meanDifference;
    double factor = 1 / Math.sqrt(variance + epsilon);
    float rounded = (float) exactMean;
    Arrays.fill(mean, group, end, rounded);
    Arrays.fill(inverse, group, end, (float) factor);
    Arrays.fill(rest, group, end, (float) ((rounded - exactMean) * factor));
  }

  private static void normalize(float[] x, float[] mean, float[] inverse, float[] rest, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - mean[i]) * inverse[i] + rest[i];
    }
  }

  private static void scaleAndShift(float[] x, float[] scale, float[] shift, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = x[i] * scale[i] + shift[i];
    }
  }

  private static void multiply(float[] factors, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] *= factors[i];
    }
  }

  /** Repeats the means of g and of g · x̂ over each group. */
  private void repeatMeans(
      float[] gradients, float[] normalized, float[] means, float[] slopes, int n) {
    for (int group = 0; group < n; group += width) {
      double mean = Sums.blockSum(gradients, group, width) / width;
      double slope = Sums.blockDot(gradients, normalized, group, width) / width;
      Arrays.fill(means, group, group + width, (float) mean);
      Arrays.fill(slopes, group, group + width, (float) slope);
    }
  }

  /** Removes from g what changes only the mean or the variance. */
  private static void project(
      float[] x, float[] mean, float[] slope, float[] inverse, float[] g, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = (g[i] - mean[i] - x[i] * slope[i]) * inverse[i];
    }
  }

  /** Adds up some tiles element by element in float, then their groups in double. */
  private void addBlock(
      FloatMemory inputs, FloatMemory outGradients, double epsilon, long first, long end) {
    int used = (int) Math.min(tileLength, end - first);
    Arrays.fill(scale, 0, used, 0);
    Arrays.fill(shift, 0, used, 0);
    for (long i = first; i < end; i += tileLength) {
      int n = (int) Math.min(tileLength, end - i);
      inputs.get(i, x, n);
      outGradients.get(i, g, n);
      normalizeTile(epsilon, n);
      addProducts(x, g, scale, n);
      add(g, shift, n);
    }
    for (int group = 0; group < used; group += width) {
      addGroup(scale, group, scaleSums);
      addGroup(shift, group, shiftSums);
    }
  }

  private void clearSums() {
    Arrays.fill(scaleSums, 0, width, 0);
    Arrays.fill(shiftSums, 0, width, 0);
  }

  private static void addProducts(float[] x, float[] g, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] * g[i];
    }
  }

  private static void add(float[] g, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += g[i];
    }
  }

  private void addGroup(float[] terms, int group, double[] sums) {
    for (int i = 0; i < width; i++) {
      sums[i] += terms[group + i];
    }
  }

  private void write(double[] sums, FloatMemory out) {
    for (int i = 0; i < width; i++) {
      x[i] = (float) sums[i];
    }
    out.put(0, x, width);
  }
}
