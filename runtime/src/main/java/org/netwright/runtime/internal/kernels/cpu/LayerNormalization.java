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
      GroupLoops.scaleAndShift(x, scale, shift, n);
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
      GroupLoops.multiply(scale, g, n);
      GroupLoops.products(x, g, terms, n);
      for (int group = 0; group < n; group += width) {
        float mean = (float) (GroupLoops.sum(g, group, width) / width);
        float slope = (float) (GroupLoops.sum(terms, group, width) / width);
        GroupLoops.project(x, mean, slope, inverse[group], g, group, group + width);
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
      inverse[group] = GroupLoops.normalize(x, epsilon, terms, group, width);
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
      GroupLoops.accumulate(x, g, scale, shift, n);
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
}
