package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Pooling of a row, [positions × channels], over all its positions or the first ones. */
final class ColumnPooling {
  /** So few tiles that summing them in float loses almost nothing. */
  private static final int TILES = 64;

  private final ChannelLayout layout = new ChannelLayout();
  private final ChannelTiles tiles = new ChannelTiles(layout);
  private final float[] x = new float[Tiles.SIZE];
  private final float[] lanes = new float[Tiles.SIZE];
  private double[] sums = new double[0];
  private float[] outs = new float[0];
  private float[] gradients = new float[0];
  private boolean[] found = new boolean[0];
  private int channels;
  private int positions;
  private int row;

  /** How many positions of the row are pooled. */
  private int length;

  /** Takes a shape; only more channels than ever before allocate memory. */
  void set(int rows, int newChannels, int newPositions) {
    channels = newChannels;
    positions = newPositions;
    layout.setRows(Math.multiplyExact(rows, positions), channels);
    if (sums.length < channels) {
      sums = new double[channels];
      outs = new float[channels];
      gradients = new float[channels];
      found = new boolean[channels];
    }
  }

  /** Moves to a row, of which the first positions are pooled. */
  void moveTo(int newRow, int newLength) {
    row = newRow;
    length = newLength;
    tiles.setRows(row * positions, row * positions + length);
  }

  void average(FloatMemory inputs, FloatMemory out) {
    Arrays.fill(sums, 0, channels, 0);
    for (int section = 0; section < tiles.sections(); section++) {
      tiles.section(section);
      int count = tiles.tiles();
      for (int first = 0; first < count; first += TILES) {
        Arrays.fill(lanes, 0, tiles.size(0), 0);
        for (int tile = first; tile < Math.min(count, first + TILES); tile++) {
          tiles.get(inputs, tile, x);
          add(x, lanes, tiles.size(tile));
        }
        tiles.addUp(lanes, sums);
      }
    }
    for (int c = 0; c < channels; c++) {
      outs[c] = (float) (sums[c] / length);
    }
    out.put((long) row * channels, outs, channels);
  }

  void averageGradient(FloatMemory outGradient, FloatMemory xGradient) {
    outGradient.get((long) row * channels, gradients, channels);
    for (int c = 0; c < channels; c++) {
      gradients[c] = (float) ((double) gradients[c] / length);
    }
    for (int section = 0; section < tiles.sections(); section++) {
      tiles.section(section);
      tiles.expand(gradients, x);
      int count = tiles.tiles();
      for (int tile = 0; tile < count; tile++) {
        tiles.put(xGradient, tile, x);
      }
    }
    clearRest(xGradient);
  }

  void max(FloatMemory inputs, FloatMemory out) {
    findMaxima(inputs);
    out.put((long) row * channels, outs, channels);
  }

  private void findMaxima(FloatMemory inputs) {
    Arrays.fill(outs, 0, channels, Float.NEGATIVE_INFINITY);
    for (int section = 0; section < tiles.sections(); section++) {
      tiles.section(section);
      Arrays.fill(lanes, 0, tiles.size(0), Float.NEGATIVE_INFINITY);
      int count = tiles.tiles();
      for (int tile = 0; tile < count; tile++) {
        tiles.get(inputs, tile, x);
        max(x, lanes, tiles.size(tile));
      }
      tiles.raise(lanes, outs);
    }
  }

  /**
   * Writes the gradient of the maxima.
   *
   * @param out the maxima; null if they are to be found again
   */
  void maxGradient(
      FloatMemory inputs,
      @Nullable FloatMemory out,
      FloatMemory outGradient,
      FloatMemory xGradient) {
    if (out == null) {
      findMaxima(inputs);
    } else {
      out.get((long) row * channels, outs, channels);
    }
    outGradient.get((long) row * channels, gradients, channels);
    Arrays.fill(found, 0, channels, false);
    for (int section = 0; section < tiles.sections(); section++) {
      tiles.section(section);
      int width = tiles.width();
      int count = tiles.tiles();
      for (int tile = 0; tile < count; tile++) {
        tiles.get(inputs, tile, x);
        int n = tiles.size(tile);
        for (int first = 0; first < n; first += width) {
          choose(first, tiles.channel(), width);
        }
        tiles.put(xGradient, tile, x);
      }
    }
    clearRest(xGradient);
  }

  /** Sets the gradients of what is not pooled to 0. */
  private void clearRest(FloatMemory xGradient) {
    long first = ((long) row * positions + length) * channels;
    long end = (long) (row + 1) * positions * channels;
    if (first < end) {
      Arrays.fill(x, 0);
      for (long i = first; i < end; i += x.length) {
        xGradient.put(i, x, Tiles.size(i, end));
      }
    }
  }

  /** Overwrites the elements of a position with their gradients. */
  private void choose(int first, int firstChannel, int width) {
    for (int i = 0; i < width; i++) {
      int channel = firstChannel + i;
      float element = x[first + i];
      float output = outs[channel];
      boolean same = element == output || (Float.isNaN(element) && Float.isNaN(output));
      if (same && !found[channel]) {
        found[channel] = true;
        x[first + i] = gradients[channel];
      } else {
        x[first + i] = 0;
      }
    }
  }

  private static void add(float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  private static void max(float[] x, float[] maxima, int n) {
    for (int i = 0; i < n; i++) {
      maxima[i] = Math.max(maxima[i], x[i]);
    }
  }
}
