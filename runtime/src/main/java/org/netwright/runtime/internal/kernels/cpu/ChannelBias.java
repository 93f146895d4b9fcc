package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.memory.FloatSums;

/** Adds a number to each channel of a batch, and adds up each channel. */
final class ChannelBias {
  private final MatrixProducts products;
  private final FloatScratch scratch = new FloatScratch();
  private final float[] tile = new float[Tiles.SIZE];
  private float[] biases = {};

  ChannelBias(MatrixProducts products) {
    this.products = products;
  }

  /** Adds to {@code planes} planes of a number of positions, with as many biases as channels. */
  void add(
      FloatMemory x, FloatMemory bias, int channels, int positions, FloatMemory out, int planes) {
    biases = FloatArrays.atLeast(channels, biases);
    bias.get(0, biases, channels);
    if (positions > 1) {
      for (int plane = 0; plane < planes; plane++) {
        addToPlane(x, out, (long) plane * positions, positions, biases[plane % channels]);
      }
    } else {
      addToRows(x, out, channels, planes / channels);
    }
  }

  private void addToPlane(FloatMemory x, FloatMemory out, long first, int length, float number) {
    for (int i = 0; i < length; i += Tiles.SIZE) {
      int n = Tiles.size(i, length);
      x.get(first + i, tile, n);
      add(number, tile, n);
      out.put(first + i, tile, n);
    }
  }

  private static void add(float number, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += number;
    }
  }

  private void addToRows(FloatMemory x, FloatMemory out, int channels, int rows) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < channels; i += Tiles.SIZE) {
        int n = Tiles.size(i, channels);
        long first = (long) row * channels + i;
        x.get(first, tile, n);
        for (int c = 0; c < n; c++) {
          tile[c] += biases[i + c];
        }
        out.put(first, tile, n);
      }
    }
  }

  /** Writes the sums over all rows and positions. */
  void sum(Tiles tiles, FloatMemory x, int channels, int positions, int n, FloatMemory sums) {
    int width = channels * positions;
    FloatMemory rowSums = scratch.require(width);
    // The rows are added up by BLAS, their sums then in double.
    products.multiply(1, width, n, tiles.ones(n), false, x.pointer(), false, 0, rowSums.pointer());
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = 0; i < positions; i += Tiles.SIZE) {
        int length = Tiles.size(i, positions);
        rowSums.get((long) c * positions + i, tile, length);
        sum += FloatSums.sum(tile, length);
      }
      sums.put(c, (float) sum);
    }
  }

  /** Frees the scratch memory. */
  void close() {
    scratch.close();
  }
}
