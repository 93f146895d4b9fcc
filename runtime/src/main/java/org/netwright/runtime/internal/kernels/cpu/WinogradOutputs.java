package org.netwright.runtime.internal.kernels.cpu;

import static org.netwright.runtime.internal.kernels.cpu.WinogradTiles.PLACES;
import static org.netwright.runtime.internal.kernels.cpu.WinogradTiles.SIDE;

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
          index[at] = image * imagePitch + 2 * row * pitch() + 2 * column;
          at++;
        }
      }
    }
  }

  /** The distance of the rows of outputs in the plane. */
  private int pitch() {
    return 2 * tiles.columns;
  }

  /** The rows of outputs that there are. */
  private int height() {
    return Math.min(2 * tiles.rows, shape.outHeight - 2 * tiles.firstRow);
  }

  /** The columns of outputs that there are. */
  private int width() {
    return Math.min(2 * tiles.columns, shape.outWidth - 2 * tiles.firstColumn);
  }

  private long place(int image, int filter, int row) {
    long outPlane = (long) (tiles.firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + 2L * tiles.firstRow + row) * shape.outWidth
        + 2L * tiles.firstColumn;
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
    float[][] even = tiles.even;
    float[][] odd = tiles.odd;
    float[][] out = tiles.out;
    for (int f = 0; f < filters; f++) {
      for (int place = 0; place < PLACES; place++) {
        memory.get(first + ((long) place * filters + f) * n, places[place], n);
      }
      for (int j = 0; j < SIDE; j++) {
        transform(
            places[j],
            places[SIDE + j],
            places[2 * SIDE + j],
            places[3 * SIDE + j],
            0,
            even[j],
            odd[j],
            n);
      }
      float number = biased ? bias[firstFilter + f] : 0;
      transform(even[0], even[1], even[2], even[3], number, out[0], out[1], n);
      transform(odd[0], odd[1], odd[2], odd[3], number, out[2], out[3], n);
      join(firstFilter + f, target);
    }
  }

  private static void transform(
      float[] a, float[] b, float[] c, float[] d, float bias, float[] out0, float[] out1, int n) {
    for (int i = 0; i < n; i++) {
      float second = b[i];
      float third = c[i];
      float sum = a[i] + second + third;
      float difference = second - third - d[i];
      out0[i] = sum + bias;
      out1[i] = difference + bias;
    }
  }

  private void join(int filter, FloatMemory target) {
    float[] plane = tiles.plane;
    float[][] out = tiles.out;
    join(out[0], out[1], out[2], out[3], index, pitch(), plane, tiles.length);
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
      float[] a, float[] b, float[] c, float[] d, int[] index, int pitch, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      int to = index[i];
      x[to] = a[i];
      x[to + 1] = b[i];
      x[to + pitch] = c[i];
      x[to + pitch + 1] = d[i];
    }
  }

  /** Transforms gradients of outputs, for each place a matrix [filters × tiles]: A g Aᵀ. */
  void readGradients(
      FloatMemory outGradient, int firstFilter, int filters, FloatMemory memory, long first) {
    int n = tiles.length;
    float[][] places = tiles.places;
    float[][] even = tiles.even;
    float[][] out = tiles.out;
    for (int f = 0; f < filters; f++) {
      split(outGradient, firstFilter + f);
      for (int j = 0; j < 2; j++) {
        transformGradient(
            out[j], out[2 + j], places[SIDE + j], places[2 * SIDE + j], places[3 * SIDE + j], n);
      }
      for (int i = 0; i < PLACES; i += SIDE) {
        float[] a = i == 0 ? out[0] : places[i];
        float[] b = i == 0 ? out[1] : places[i + 1];
        transformGradient(a, b, even[0], even[1], even[2], n);
        tiles.put(a, memory, first, i, f, filters);
        tiles.put(even[0], memory, first, i + 1, f, filters);
        tiles.put(even[1], memory, first, i + 2, f, filters);
        tiles.put(even[2], memory, first, i + 3, f, filters);
      }
    }
  }

  private static void transformGradient(
      float[] a, float[] b, float[] out1, float[] out2, float[] out3, int n) {
    for (int i = 0; i < n; i++) {
      float first = a[i];
      float second = b[i];
      out1[i] = first + second;
      out2[i] = first - second;
    }
    for (int i = 0; i < n; i++) {
      out3[i] = -b[i];
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
          outGradient.get(place(image, filter, row), plane, first + row * pitch, width);
          if (width < pitch) {
            plane[first + row * pitch + width] = 0;
          }
        }
      }
      if (height < 2 * tiles.rows) {
        Arrays.fill(plane, first + height * pitch, first + 2 * tiles.rows * pitch, 0);
      }
    }
    split(plane, index, pitch, out[0], out[1], out[2], out[3], tiles.length);
  }

  private static void split(
      float[] x, int[] index, int pitch, float[] a, float[] b, float[] c, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      int from = index[i];
      a[i] = x[from];
      b[i] = x[from + 1];
      c[i] = x[from + pitch];
      d[i] = x[from + pitch + 1];
    }
  }
}
