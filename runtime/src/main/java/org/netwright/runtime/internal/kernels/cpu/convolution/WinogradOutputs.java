package org.netwright.runtime.internal.kernels.cpu.convolution;

import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.PLACES;
import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.SIDE;
import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.STEP;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The transforms of the outputs of tiles, and of their gradients, for {@link WinogradConvolution}.
 */
final class WinogradOutputs {
  private final ConvolutionShape shape;
  private final WinogradTiles tiles;

  /** Where the outputs of each tile begin in the plane. */
  private int[] index = {};

  /** Gradients after a transform in one dimension: the arrays of each row of places. */
  private final float[][] half = new float[SIDE * STEP][];

  /** The distance of images in the plane. */
  private int imagePitch;

  WinogradOutputs(ConvolutionShape shape, WinogradTiles tiles) {
    this.shape = shape;
    this.tiles = tiles;
  }

  /** Allocates for the largest block, and returns how many outputs it has. */
  int require(int images) {
    if (index.length < tiles.most()) {
      index = new int[tiles.most()];
    }
    imagePitch = tiles.mostOutputs();
    return images * imagePitch;
  }

  /** Finds where the tiles of the block begin. */
  void begin() {
    int at = 0;
    for (int row = 0; row < tiles.rows; row++) {
      for (int image = 0; image < tiles.images; image++) {
        for (int column = 0; column < tiles.columns; column++) {
          index[at] = image * imagePitch + STEP * (row * pitch() + column);
          at++;
        }
      }
    }
  }

  /** The distance of the rows of outputs in the plane. */
  private int pitch() {
    return STEP * tiles.columns;
  }

  /** The rows of outputs that there are. */
  private int height() {
    return Math.min(STEP * tiles.rows, shape.outHeight - STEP * tiles.firstRow);
  }

  /** The columns of outputs that there are. */
  private int width() {
    return Math.min(STEP * tiles.columns, shape.outWidth - STEP * tiles.firstColumn);
  }

  private long place(int image, int filter, int row) {
    long outPlane = (long) (tiles.firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + (long) STEP * tiles.firstRow + row) * shape.outWidth
        + (long) STEP * tiles.firstColumn;
  }

  /** Transforms products, for each place a matrix [filters × tiles], to outputs: Aᵀ m A. */
  void write(
      FloatMemory memory,
      long first,
      int firstFilter,
      int filters,
      float[] bias,
      boolean biased,
      FloatMemory target) {
    int n = tiles.length;
    float[][] places = tiles.places;
    for (int f = 0; f < filters; f++) {
      for (int place = 0; place < PLACES; place++) {
        memory.get(first + ((long) place * filters + f) * n, places[place], n);
      }
      for (int j = 0; j < SIDE; j++) {
        tiles.transforms.outputs(places, j, SIDE, 0, tiles.lines, j, SIDE, n);
      }
      float number = biased ? bias[firstFilter + f] : 0;
      for (int i = 0; i < STEP; i++) {
        tiles.transforms.outputs(tiles.lines, i * SIDE, 1, number, tiles.out, i * STEP, 1, n);
      }
      join(firstFilter + f, target);
    }
  }

  private void join(int filter, FloatMemory target) {
    float[] plane = tiles.plane;
    float[][] out = tiles.out;
    for (int i = 0; i < STEP * STEP; i += STEP) {
      int row = i / STEP * pitch();
      join(out[i], out[i + 1], out[i + 2], out[i + 3], index, row, plane, tiles.length);
    }
    for (int image = 0; image < tiles.images; image++) {
      int first = image * imagePitch;
      if (pitch() == shape.outWidth) {
        target.put(place(image, filter, 0), plane, first, height() * pitch());
      } else {
        for (int row = 0; row < height(); row++) {
          target.put(place(image, filter, row), plane, first + row * pitch(), width());
        }
      }
    }
  }

  private static void join(
      float[] a, float[] b, float[] c, float[] d, int[] index, int row, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      int to = index[i] + row;
      x[to] = a[i];
      x[to + 1] = b[i];
      x[to + 2] = c[i];
      x[to + 3] = d[i];
    }
  }

  /** Transforms gradients of outputs, for each place a matrix [filters × tiles]: A e Aᵀ. */
  void readGradients(
      FloatMemory outGradient, int firstFilter, int filters, FloatMemory memory, long first) {
    int n = tiles.length;
    float[][] out = tiles.out;
    int inner = (SIDE - 2) * STEP;
    System.arraycopy(out, 0, half, 0, STEP);
    System.arraycopy(tiles.lines, 0, half, STEP, inner);
    System.arraycopy(out, (STEP - 1) * STEP, half, STEP + inner, STEP);
    for (int f = 0; f < filters; f++) {
      split(outGradient, firstFilter + f);
      for (int j = 0; j < STEP; j++) {
        tiles.transforms.outputGradients(out, j, STEP, half, STEP + j, STEP, n);
      }
      for (int i = 0; i < SIDE; i++) {
        int line = i * STEP;
        tiles.transforms.outputGradients(half, line, 1, tiles.places, 1, 1, n);
        tiles.put(half[line], memory, first, i * SIDE, f, filters);
        for (int j = 1; j < SIDE - 1; j++) {
          tiles.put(tiles.places[j], memory, first, i * SIDE + j, f, filters);
        }
        tiles.put(half[line + STEP - 1], memory, first, i * SIDE + SIDE - 1, f, filters);
      }
    }
  }

  /** Copies gradients of outputs; those past the end of an image are 0. */
  private void split(FloatMemory outGradient, int filter) {
    float[] plane = tiles.plane;
    float[][] out = tiles.out;
    int width = width();
    int height = height();
    int pitch = pitch();
    for (int image = 0; image < tiles.images; image++) {
      int first = image * imagePitch;
      if (pitch == shape.outWidth) {
        outGradient.get(place(image, filter, 0), plane, first, height * pitch);
      } else {
        for (int row = 0; row < height; row++) {
          int start = first + row * pitch;
          outGradient.get(place(image, filter, row), plane, start, width);
          Arrays.fill(plane, start + width, start + pitch, 0);
        }
      }
      Arrays.fill(plane, first + height * pitch, first + STEP * tiles.rows * pitch, 0);
    }
    for (int i = 0; i < STEP * STEP; i += STEP) {
      int row = i / STEP * pitch;
      split(plane, index, row, out[i], out[i + 1], out[i + 2], out[i + 3], tiles.length);
    }
  }

  private static void split(
      float[] x, int[] index, int row, float[] a, float[] b, float[] c, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      int from = index[i] + row;
      a[i] = x[from];
      b[i] = x[from + 1];
      c[i] = x[from + 2];
      d[i] = x[from + 3];
    }
  }
}
