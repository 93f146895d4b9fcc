package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The operations on a band, with the memory that they need. */
final class PoolingPiece {
  final PoolingBand band;
  private final PoolingShape shape;
  private float[] a = new float[0];
  private float[] b = new float[0];
  private float[] c = new float[0];
  private float[] outs = new float[0];
  private float[] gradients = new float[0];

  PoolingPiece(PoolingShape shape) {
    this.shape = shape;
    this.band = new PoolingBand(shape);
  }

  /** Makes room for the shape as it is now; only longer bands than ever before allocate memory. */
  void prepare() {
    if (a.length < shape.bandLength()) {
      int capacity = Math.max(Tiles.SIZE, shape.bandLength());
      a = new float[capacity];
      b = new float[capacity];
      c = new float[capacity];
    }
    if (outs.length < shape.bandOutLength()) {
      int capacity = Math.max(Tiles.SIZE, shape.bandOutLength());
      outs = new float[capacity];
      gradients = new float[capacity];
    }
  }

  void max(FloatMemory x, FloatMemory out) {
    Window window = shape.window;
    int n = band.length();
    band.get(x, Float.NEGATIVE_INFINITY, a);
    float[] rows = maxima(a, b, c, n, window.height(), window.dilationHeight() * shape.paddedWidth);
    float[] left = rows == a ? b : a;
    float[] all = maxima(rows, left, c, n, window.width(), window.dilationWidth());
    pick(all);
    out.put(band.firstOut(), outs, band.outLength());
  }

  /**
   * Returns the greatest of {@code count} elements at a distance from each other, which begin at
   * each place: in x if it is the only one, otherwise in {@code out}.
   */
  private static float[] maxima(
      float[] x, float[] out, float[] moved, int n, int count, int distance) {
    if (count == 1) {
      return x;
    }
    System.arraycopy(x, distance, out, 0, n - distance);
    max(x, out, n - distance);
    for (int k = 2; k < count; k++) {
      int rest = n - k * distance;
      System.arraycopy(x, k * distance, moved, 0, rest);
      max(moved, out, rest);
    }
    return out;
  }

  void average(FloatMemory x, boolean countsPadding, FloatMemory out) {
    Window window = shape.window;
    int n = band.length();
    band.get(x, 0, a);
    float[] rows = sums(a, b, c, n, window.height(), window.dilationHeight() * shape.paddedWidth);
    float[] left = rows == a ? b : a;
    float[] all = sums(rows, left, c, n, window.width(), window.dilationWidth());
    pick(all);
    divide(outs, countsPadding);
    out.put(band.firstOut(), outs, band.outLength());
  }

  private static float[] sums(
      float[] x, float[] out, float[] moved, int n, int count, int distance) {
    if (count == 1) {
      return x;
    }
    System.arraycopy(x, distance, out, 0, n - distance);
    add(x, out, n - distance);
    for (int k = 2; k < count; k++) {
      int rest = n - k * distance;
      System.arraycopy(x, k * distance, moved, 0, rest);
      add(moved, out, rest);
    }
    return out;
  }

  /** Takes the elements at the places where outputs begin. */
  private void pick(float[] from) {
    int o = 0;
    for (int i = 0; i < band.images; i++) {
      for (int row = 0; row < band.outRows; row++) {
        pickRow(from, band.place(i, row), shape.window.strideWidth(), outs, o, shape.outWidth);
        o += shape.outWidth;
      }
    }
  }

  private static void pickRow(float[] from, int first, int stride, float[] out, int o, int n) {
    for (int i = 0; i < n; i++) {
      out[o + i] = from[first + i * stride];
    }
  }

  /** Divides sums, or gradients, by the numbers of elements. */
  private void divide(float[] outputs, boolean countsPadding) {
    Window window = shape.window;
    float all = 1f / (window.height() * window.width());
    if (countsPadding || isUnpadded()) {
      scale(outputs, all, band.outLength());
      return;
    }
    int o = 0;
    for (int i = 0; i < band.images; i++) {
      for (int row = 0; row < band.outRows; row++) {
        int rows =
            PoolingShape.count(
                band.outRow + row,
                window.strideHeight(),
                window.top(),
                window.height(),
                window.dilationHeight(),
                shape.height);
        for (int column = 0; column < shape.outWidth; column++) {
          int columns =
              PoolingShape.count(
                  column,
                  window.strideWidth(),
                  window.left(),
                  window.width(),
                  window.dilationWidth(),
                  shape.width);
          outputs[o++] /= rows * columns;
        }
      }
    }
  }

  private boolean isUnpadded() {
    return shape.window.left() == 0
        && shape.window.top() == 0
        && shape.paddedWidth == shape.width
        && shape.rowsFor(shape.outHeight) <= shape.height;
  }

  void averageGradient(FloatMemory outGradient, boolean countsPadding, FloatMemory xGradient) {
    Window window = shape.window;
    int n = band.length();
    outGradient.get(band.firstOut(), gradients, band.outLength());
    divide(gradients, countsPadding);
    Arrays.fill(a, 0, n, 0);
    int o = 0;
    for (int i = 0; i < band.images; i++) {
      for (int row = 0; row < band.outRows; row++) {
        int first = band.place(i, row);
        for (int column = 0; column < shape.outWidth; column++) {
          a[first + column * window.strideWidth()] = gradients[o++];
        }
      }
    }
    float[] columns = spread(a, b, c, n, window.width(), window.dilationWidth());
    float[] left = columns == a ? b : a;
    int distance = window.dilationHeight() * shape.paddedWidth;
    putSums(xGradient, spread(columns, left, c, n, window.height(), distance));
  }

  /** Adds each element to those at {@code count} places that follow at a distance. */
  private static float[] spread(
      float[] x, float[] out, float[] moved, int n, int count, int distance) {
    if (count == 1) {
      return x;
    }
    System.arraycopy(x, 0, out, 0, n);
    for (int k = 1; k < count; k++) {
      Arrays.fill(moved, 0, k * distance, 0);
      System.arraycopy(x, 0, moved, k * distance, n - k * distance);
      add(moved, out, n);
    }
    return out;
  }

  void maxGradient(FloatMemory x, FloatMemory out, FloatMemory outGradient, FloatMemory xGradient) {
    int n = band.length();
    // No output is equal to a NaN in the padding.
    band.get(x, Float.NaN, a);
    out.get(band.firstOut(), outs, band.outLength());
    outGradient.get(band.firstOut(), gradients, band.outLength());
    Arrays.fill(b, 0, n, 0);
    int o = 0;
    for (int i = 0; i < band.images; i++) {
      for (int row = 0; row < band.outRows; row++) {
        addToGreatest(band.place(i, row), o);
        o += shape.outWidth;
      }
    }
    putSums(xGradient, b);
  }

  /** Adds the gradients of a row of outputs to those of the greatest elements. */
  private void addToGreatest(int first, int firstOut) {
    int stride = shape.window.strideWidth();
    for (int i = 0; i < shape.outWidth; i++) {
      b[greatest(first + i * stride, outs[firstOut + i])] += gradients[firstOut + i];
    }
  }

  /** Returns the first place that has the output of a window. */
  private int greatest(int first, float output) {
    Window window = shape.window;
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        int place =
            first + i * window.dilationHeight() * shape.paddedWidth + j * window.dilationWidth();
        if (a[place] == output
            || (Float.isNaN(output) && Float.isNaN(a[place]) && band.isInside(place))) {
          return place;
        }
      }
    }
    throw new IllegalStateException("the output of a pooling was changed before its gradient");
  }

  /** Writes the gradients of a band; adds them to those of the band before, if they overlap. */
  private void putSums(FloatMemory xGradient, float[] sums) {
    if (!shape.wholeImages) {
      float[] before = sums == c ? a : c;
      if (band.outRow == 0) {
        long length = (long) shape.height * shape.width;
        Arrays.fill(before, 0, Tiles.SIZE, 0);
        for (long i = 0; i < length; i += Tiles.SIZE) {
          xGradient.put(band.image * length + i, before, Tiles.size(i, length));
        }
      }
      band.get(xGradient, 0, before);
      add(before, sums, band.length());
    }
    band.put(xGradient, sums);
  }

  private static void max(float[] x, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(out[i], x[i]);
    }
  }

  private static void add(float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  private static void scale(float[] x, float factor, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factor;
    }
  }
}
