package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The passes over the tiles of one piece of a batch, with the memory that they need. */
final class GroupNormPiece {
  /** So few tiles that summing them in float loses almost nothing. */
  private static final int TILES = 64;

  /** The sums of this piece for the gradients of the parameters. */
  double[] scaleSums = new double[0];

  double[] shiftSums = new double[0];

  private final GroupNormShape shape;

  /** The inputs, then x̂. */
  private float[] x = new float[0];

  /** The gradients of the output, then of the input. */
  private float[] g = new float[0];

  private float[] terms = new float[0];

  /** The parameter at each place, or the sums for its gradient. */
  private float[] scale = new float[0];

  private float[] shift = new float[0];

  /** What x was multiplied by in each group, at the index of its first element. */
  private float[] inverse = new float[0];

  GroupNormPiece(GroupNormShape shape) {
    this.shape = shape;
  }

  /** Makes room for the shape as it is now; only larger ones than ever before allocate memory. */
  void prepare() {
    if (x.length < shape.tileLength) {
      int capacity = Math.max(shape.tileLength, Tiles.SIZE);
      x = new float[capacity];
      g = new float[capacity];
      terms = new float[capacity];
      scale = new float[capacity];
      shift = new float[capacity];
      inverse = new float[capacity];
    }
    if (scaleSums.length < shape.channels) {
      scaleSums = new double[shape.channels];
      shiftSums = new double[shape.channels];
    }
  }

  /** Writes {@code x̂ · scale + shift} of a range of tiles. */
  void normalize(FloatMemory inputs, FloatMemory out, int from, int to) {
    for (int tile = from; tile < to; tile++) {
      int n = normalizeTile(inputs, tile);
      if (tile == from || !shape.wholeRows) {
        shape.expand(shape.scale, tile, scale);
        shape.expand(shape.shift, tile, shift);
      }
      GroupLoops.scaleAndShift(x, scale, shift, n);
      out.put(first(tile), x, n);
    }
  }

  /** Adds up the gradients of the parameters over a range of tiles. */
  void gradient(FloatMemory inputs, FloatMemory outGradients, int from, int to) {
    Arrays.fill(scaleSums, 0, shape.channels, 0);
    Arrays.fill(shiftSums, 0, shape.channels, 0);
    if (shape.wholeRows) {
      for (int tile = from; tile < to; tile += TILES) {
        addRows(inputs, outGradients, tile, Math.min(to, tile + TILES));
      }
    } else {
      for (int tile = from; tile < to; tile++) {
        addGroup(inputs, outGradients, tile);
      }
    }
  }

  /** Adds up some tiles place by place in float, then the places of each channel in double. */
  private void addRows(FloatMemory inputs, FloatMemory outGradients, int from, int to) {
    int used = shape.usedLength();
    Arrays.fill(scale, 0, used, 0);
    Arrays.fill(shift, 0, used, 0);
    for (int tile = from; tile < to; tile++) {
      int n = normalizeTile(inputs, tile);
      outGradients.get(first(tile), g, n);
      GroupLoops.accumulate(x, g, scale, shift, n);
    }
    int channel = 0;
    for (int i = 0; i < used; i += shape.plane) {
      double scaleSum = 0;
      double shiftSum = 0;
      for (int j = i; j < i + shape.plane; j++) {
        scaleSum += scale[j];
        shiftSum += shift[j];
      }
      scaleSums[channel] += scaleSum;
      shiftSums[channel] += shiftSum;
      channel = channel + 1 == shape.channels ? 0 : channel + 1;
    }
  }

  /** Adds up the planes of one group. */
  private void addGroup(FloatMemory inputs, FloatMemory outGradients, int tile) {
    int n = normalizeTile(inputs, tile);
    outGradients.get(first(tile), g, n);
    int channel = shape.firstChannel(tile);
    for (int i = 0; i < n; i += shape.plane) {
      scaleSums[channel] += Sums.blockDot(x, g, i, shape.plane);
      shiftSums[channel] += Sums.blockSum(g, i, shape.plane);
      channel++;
    }
  }

  /** Writes the gradient of the input for a range of tiles. */
  void inputGradient(
      FloatMemory inputs, FloatMemory outGradients, FloatMemory out, int from, int to) {
    int width = shape.width;
    for (int tile = from; tile < to; tile++) {
      int n = normalizeTile(inputs, tile);
      outGradients.get(first(tile), g, n);
      if (tile == from || !shape.wholeRows) {
        shape.expand(shape.scale, tile, scale);
      }
      GroupLoops.multiply(scale, g, n);
      GroupLoops.products(x, g, terms, n);
      for (int group = 0; group < n; group += width) {
        float mean = shape.centered ? (float) (GroupLoops.sum(g, group, width) / width) : 0;
        float slope = (float) (GroupLoops.sum(terms, group, width) / width);
        GroupLoops.project(x, mean, slope, inverse[group], g, group, group + width);
      }
      out.put(first(tile), g, n);
    }
  }

  /** Reads a tile, normalises its groups, and returns its length. */
  private int normalizeTile(FloatMemory inputs, int tile) {
    int n = (int) Math.min(shape.tileLength, shape.length - first(tile));
    inputs.get(first(tile), x, n);
    for (int group = 0; group < n; group += shape.width) {
      inverse[group] =
          shape.centered
              ? GroupLoops.normalize(x, shape.epsilon, terms, group, shape.width)
              : GroupLoops.divideByRoot(x, shape.epsilon, terms, group, shape.width);
    }
    return n;
  }

  private long first(int tile) {
    return (long) tile * shape.tileLength;
  }
}
