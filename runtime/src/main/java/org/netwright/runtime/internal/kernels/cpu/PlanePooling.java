package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Pooling of planes, each of which has the elements of one channel. A tile has several planes if
 * they fit into it; others are read tile by tile.
 */
final class PlanePooling {
  private final float[] x = new float[Tiles.SIZE];
  private final float[] outs = new float[Tiles.SIZE];
  private final float[] gradients = new float[Tiles.SIZE];

  void average(FloatMemory inputs, FloatMemory out, int plane, int from, int to) {
    int most = planes(plane);
    for (int i = from; i < to; i += most) {
      int count = Math.min(most, to - i);
      if (plane <= Tiles.SIZE) {
        inputs.get((long) i * plane, x, count * plane);
        for (int j = 0; j < count; j++) {
          outs[j] = (float) (Sums.blockSum(x, j * plane, plane) / plane);
        }
      } else {
        double sum = 0;
        for (int done = 0; done < plane; done += Tiles.SIZE) {
          int n = Tiles.size(done, plane);
          inputs.get((long) i * plane + done, x, n);
          sum += Sums.blockSum(x, 0, n);
        }
        outs[0] = (float) (sum / plane);
      }
      out.put(i, outs, count);
    }
  }

  void averageGradient(FloatMemory outGradient, FloatMemory out, int plane, int from, int to) {
    int most = planes(plane);
    for (int i = from; i < to; i += most) {
      int count = Math.min(most, to - i);
      outGradient.get(i, gradients, count);
      for (int j = 0; j < count; j++) {
        float share = (float) ((double) gradients[j] / plane);
        Arrays.fill(
            x, j * Math.min(plane, Tiles.SIZE), Math.min(plane * (j + 1), Tiles.SIZE), share);
      }
      put(out, i, count, plane);
    }
  }

  /** Writes whole planes; one that is longer than a tile has the same numbers all over. */
  private void put(FloatMemory out, int first, int count, int plane) {
    long length = (long) count * plane;
    for (long done = 0; done < length; done += Tiles.SIZE) {
      out.put((long) first * plane + done, x, Tiles.size(done, length));
    }
  }

  void max(FloatMemory inputs, FloatMemory out, int plane, int from, int to) {
    int most = planes(plane);
    for (int i = from; i < to; i += most) {
      int count = Math.min(most, to - i);
      if (plane <= Tiles.SIZE) {
        inputs.get((long) i * plane, x, count * plane);
        for (int j = 0; j < count; j++) {
          outs[j] = max(x, j * plane, plane);
        }
      } else {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int done = 0; done < plane; done += Tiles.SIZE) {
          int n = Tiles.size(done, plane);
          inputs.get((long) i * plane + done, x, n);
          greatest = Math.max(greatest, max(x, 0, n));
        }
        outs[0] = greatest;
      }
      out.put(i, outs, count);
    }
  }

  /** Returns the greatest element, or NaN if there is one. */
  private static float max(float[] x, int first, int n) {
    float greatest = x[first];
    boolean broken = false;
    for (int i = first; i < first + n; i++) {
      float element = x[i];
      greatest = element > greatest ? element : greatest;
      broken |= Float.isNaN(element);
    }
    return broken ? Float.NaN : greatest;
  }

  void maxGradient(
      FloatMemory inputs,
      FloatMemory out,
      FloatMemory outGradient,
      FloatMemory xGradient,
      int plane,
      int from,
      int to) {
    int most = planes(plane);
    for (int i = from; i < to; i += most) {
      int count = Math.min(most, to - i);
      out.get(i, outs, count);
      outGradient.get(i, gradients, count);
      boolean found = false;
      long length = (long) count * plane;
      for (long done = 0; done < length; done += Tiles.SIZE) {
        int n = Tiles.size(done, length);
        inputs.get((long) i * plane + done, x, n);
        int planeOfTile = Math.min(plane, n);
        for (int j = 0; j < n; j += planeOfTile) {
          int place = found ? -1 : place(x, j, planeOfTile, outs[j / planeOfTile]);
          Arrays.fill(x, j, j + planeOfTile, 0);
          if (place >= 0) {
            x[place] = gradients[j / planeOfTile];
          }
          found = plane > Tiles.SIZE && (found || place >= 0);
        }
        xGradient.put((long) i * plane + done, x, n);
      }
    }
  }

  /** Returns the first place of an element, or of a NaN; −1 if there is none. */
  private static int place(float[] x, int first, int n, float element) {
    for (int i = first; i < first + n; i++) {
      if (x[i] == element || (Float.isNaN(element) && Float.isNaN(x[i]))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns how many planes a tile holds, or 1. */
  private static int planes(int plane) {
    return Math.max(1, Tiles.SIZE / plane);
  }
}
