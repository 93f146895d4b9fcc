package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Layer normalisation on tiles of whole groups, the elements that are normalised together.
 *
 * <p>Parameters are repeated for each group of a tile, so that loops over a tile have one index.
 */
final class LayerNormalization {
  /** Groups of at least this length are processed one by one: their loops are long enough. */
  private static final int LONG_GROUP = 256;

  /** So few tiles that summing them in float loses almost nothing. */
  private static final int TILES = 64;

  /** So few elements that summing them in float loses almost nothing. */
  private static final int ELEMENTS = 512;

  /** Smaller squares may have lost digits, or be 0, in float. */
  private static final double LEAST_SQUARE = 1e-30;

  private int width;
  private int tileLength;

  /** The inputs, then their distances from the mean, then x̂. */
  private float[] x = new float[0];

  /** The gradients of the output, then of the input. */
  private float[] g = new float[0];

  /** What is added up. */
  private float[] terms = new float[0];

  /** The parameter, or the sums for its gradient. */
  private float[] scale = new float[0];

  private float[] shift = new float[0];

  /** 1 / √(σ² + epsilon) of each group, at the index of its first element. */
  private float[] inverse = new float[0];

  private double[] scaleSums = new double[0];
  private double[] shiftSums = new double[0];

  /** Writes {@code x̂ · scale + shift} of the first {@code length} elements. */
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
    Arrays.fill(scaleSums, 0, width, 0);
    Arrays.fill(shiftSums, 0, width, 0);
    long block = (long) TILES * tileLength;
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
      products(x, g, terms, n);
      for (int group = 0; group < n; group += width) {
        float mean = (float) (sum(g, group, width) / width);
        float slope = (float) (sum(terms, group, width) / width);
        project(x, mean, slope, inverse[group], g, group, group + width);
      }
      out.put(first, g, n);
    }
  }

  /** Takes groups of a length; only longer ones than any before allocate memory. */
  private void prepare(long newWidth) {
    width = Math.toIntExact(newWidth);
    tileLength = width < LONG_GROUP ? Tiles.SIZE / width * width : width;
    if (x.length < tileLength) {
      int capacity = Math.max(tileLength, Tiles.SIZE);
      x = new float[capacity];
      g = new float[capacity];
      terms = new float[capacity];
      scale = new float[capacity];
      shift = new float[capacity];
      inverse = new float[capacity];
      scaleSums = new double[capacity];
      shiftSums = new double[capacity];
    }
  }

  /** Repeats a parameter as often as the tiles of so many elements need. */
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
      int end = group + width;
      double mean = mean(group);
      float rounded = (float) mean;
      center(x, rounded, terms, group, end);
      double variance = meanSquare(group) - (mean - rounded) * (mean - rounded);
      double factor = 1 / Math.sqrt(Math.max(variance, 0) + epsilon);
      inverse[group] = (float) factor;
      multiplyAndAdd(x, (float) factor, (float) ((rounded - mean) * factor), group, end);
    }
  }

  /**
   * Returns the mean of a group. It adds up the differences to the first element, so that its error
   * is small beside the deviation, not only beside the mean, and equal elements have none.
   */
  private double mean(int group) {
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
  private double meanSquare(int group) {
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
      accumulate(x, g, scale, shift, n);
    }
    for (int group = 0; group < used; group += width) {
      for (int i = 0; i < width; i++) {
        scaleSums[i] += scale[group + i];
        shiftSums[i] += shift[group + i];
      }
    }
  }

  private void write(double[] sums, FloatMemory out) {
    for (int i = 0; i < width; i++) {
      x[i] = (float) sums[i];
    }
    out.put(0, x, width);
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

  private static void products(float[] x, float[] g, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * g[i];
    }
  }

  private static void accumulate(
      float[] x, float[] g, float[] scaleSums, float[] shiftSums, int n) {
    for (int i = 0; i < n; i++) {
      scaleSums[i] += x[i] * g[i];
      shiftSums[i] += g[i];
    }
  }

  private static void subtract(float[] x, float subtrahend, float[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      out[i] = x[i] - subtrahend;
    }
  }

  /** Subtracts the mean and writes the squares of the distances. */
  private static void center(float[] x, float mean, float[] squares, int from, int to) {
    for (int i = from; i < to; i++) {
      float distance = x[i] - mean;
      x[i] = distance;
      squares[i] = distance * distance;
    }
  }

  private static void multiplyAndAdd(float[] x, float factor, float summand, int from, int to) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] * factor + summand;
    }
  }

  /** Removes from g what changes only the mean or the variance of the group. */
  private static void project(
      float[] x, float mean, float slope, float inverse, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      g[i] = (g[i] - mean - x[i] * slope) * inverse;
    }
  }

  /** Returns the sum of n elements, blocks of them in float, the blocks in double. */
  private static double sum(float[] x, int first, int n) {
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
