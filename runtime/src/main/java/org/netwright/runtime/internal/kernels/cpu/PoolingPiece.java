package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.cpu.functions.Precision;
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
    band.get(x, Float.NEGATIVE_INFINITY, a, c);
    float[] rows = maxima(a, b, c, n, window.height(), window.dilationHeight() * shape.paddedWidth);
    float[] left = rows == a ? b : a;
    float[] all = maxima(rows, left, c, n, window.width(), window.dilationWidth());
    pick(all, shape.places(), outs, band.outLength());
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
    band.get(x, 0, a, c);
    float[] rows = sums(a, b, c, n, window.height(), window.dilationHeight() * shape.paddedWidth);
    float[] left = rows == a ? b : a;
    float[] all = sums(rows, left, c, n, window.width(), window.dilationWidth());
    pick(all, shape.places(), outs, band.outLength());
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

  /** Takes the elements at the places where windows begin. */
  private static void pick(float[] from, int[] places, float[] out, int n) {
    for (int o = 0; o < n; o++) {
      out[o] = from[places[o]];
    }
  }

  /** Divides sums, or gradients, by the numbers of elements. */
  private void divide(float[] outputs, boolean countsPadding) {
    Window window = shape.window;
    float all = 1f / (window.height() * window.width());
    if (countsPadding || shape.isUnpadded()) {
      scale(outputs, all, band.outLength());
      return;
    }
    int o = 0;
    for (int i = 0; i < band.images; i++) {
      for (int row = 0; row < band.outRows; row++) {
        float rows = shape.rowCount(band.outRow + row);
        divideRow(outputs, o, rows, shape.columnCounts(), shape.outWidth);
        o += shape.outWidth;
      }
    }
  }

  private static void divideRow(float[] x, int first, float rows, float[] columns, int n) {
    for (int i = 0; i < n; i++) {
      x[first + i] /= rows * columns[i];
    }
  }

  void averageGradient(FloatMemory outGradient, boolean countsPadding, FloatMemory xGradient) {
    Window window = shape.window;
    int n = band.length();
    outGradient.get(band.firstOut(), gradients, band.outLength());
    divide(gradients, countsPadding);
    Arrays.fill(a, 0, n, 0);
    place(gradients, shape.places(), a, band.outLength());
    float[] columns = spread(a, b, c, n, window.width(), window.dilationWidth());
    float[] left = columns == a ? b : a;
    int distance = window.dilationHeight() * shape.paddedWidth;
    putSums(xGradient, spread(columns, left, c, n, window.height(), distance));
  }

  private static void place(float[] from, int[] places, float[] out, int n) {
    for (int o = 0; o < n; o++) {
      out[places[o]] = from[o];
    }
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
    int count = band.outLength();
    band.get(x, Float.NEGATIVE_INFINITY, a, c);
    out.get(band.firstOut(), outs, count);
    outGradient.get(band.firstOut(), gradients, count);
    addZero(a, n);
    addZero(outs, count);
    Arrays.fill(b, 0, n, 0);
    int[] taps = shape.taps();
    if (!isFinite(outs, count)) {
      addToAnyGreatest(count);
    } else if (shape.tapCount() == 4) {
      addToGreatestOfFour(a, taps, shape.places(), outs, gradients, b, count);
    } else {
      addToGreatest(a, taps, shape.tapCount(), shape.places(), outs, gradients, b, count);
    }
    putSums(xGradient, b);
  }

  /** Makes 0 of −0, which are equal. */
  private static void addZero(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += 0f;
    }
  }

  private static boolean isFinite(float[] x, int n) {
    float zero = 0;
    for (int i = 0; i < n; i++) {
      zero += x[i] * 0f;
    }
    return zero == 0;
  }

  /**
   * Searches for each output among the elements of its window. It has no branches, which would be
   * mispredicted: which element is the greatest is random.
   */
  private static void addToGreatest(
      float[] x,
      int[] taps,
      int count,
      int[] places,
      float[] outs,
      float[] gradients,
      float[] sums,
      int n) {
    int last = taps[count - 1];
    for (int o = 0; o < n; o++) {
      int place = places[o];
      float output = outs[o];
      int best = last;
      for (int k = count - 2; k >= 0; k--) {
        int tap = taps[k];
        best = tap ^ ((tap ^ best) & Precision.isLess(x[place + tap], output));
      }
      sums[place + best] += gradients[o];
    }
  }

  /** As the general form, without its inner loop. */
  private static void addToGreatestOfFour(
      float[] x, int[] taps, int[] places, float[] outs, float[] gradients, float[] sums, int n) {
    int second = taps[1];
    int third = taps[2];
    int fourth = taps[3];
    for (int o = 0; o < n; o++) {
      int place = places[o];
      float output = outs[o];
      int best = third ^ ((third ^ fourth) & Precision.isLess(x[place + third], output));
      best = second ^ ((second ^ best) & Precision.isLess(x[place + second], output));
      best &= Precision.isLess(x[place], output);
      sums[place + best] += gradients[o];
    }
  }

  /** As the others, for outputs that may be NaN or infinite. */
  private void addToAnyGreatest(int count) {
    int[] places = shape.places();
    for (int o = 0; o < count; o++) {
      b[greatest(places[o], outs[o])] += gradients[o];
    }
  }

  private int greatest(int place, float output) {
    int[] taps = shape.taps();
    for (int tap = 0; tap < shape.tapCount() - 1; tap++) {
      int candidate = place + taps[tap];
      boolean same = a[candidate] == output || (Float.isNaN(output) && Float.isNaN(a[candidate]));
      // The padding is −∞, as an output may be.
      if (same && band.isInside(candidate)) {
        return candidate;
      }
    }
    return place + taps[shape.tapCount() - 1];
  }

  /** Writes the gradients of a band; adds them to those of the band before, if they overlap. */
  private void putSums(FloatMemory xGradient, float[] sums) {
    float[] spare = sums == a ? b : a;
    if (!shape.wholeImages) {
      float[] before = c;
      if (band.outRow == 0) {
        long length = (long) shape.height * shape.width;
        Arrays.fill(before, 0, Tiles.SIZE, 0);
        for (long i = 0; i < length; i += Tiles.SIZE) {
          xGradient.put(band.image * length + i, before, Tiles.size(i, length));
        }
      }
      band.get(xGradient, 0, before, spare);
      add(before, sums, band.length());
    }
    band.put(xGradient, sums, spare);
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
