package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Processes the rows of a table that a sparse gradient has: as many as fit are copied to a tile,
 * changed and copied back.
 */
final class RowTiles {
  private float[] g = new float[Tiles.SIZE];
  private float[] p = new float[Tiles.SIZE];
  private float[] m = new float[Tiles.SIZE];
  private float[] v = new float[Tiles.SIZE];

  /** Changes the rows of p with those of other tensors of its shape, and these with them. */
  interface Update {
    void apply(float[] g, float[] m, float[] v, float[] p, int n);
  }

  /** Copies the rows that ids name to memory, one after another. */
  void copy(FloatMemory table, int[] ids, int count, int width, FloatMemory out) {
    int rows = rowsOfTile(width);
    for (int first = 0; first < count; first += rows) {
      int length = Math.min(rows, count - first);
      for (int i = 0; i < length; i++) {
        table.get((long) ids[first + i] * width, p, i * width, width);
      }
      out.put((long) first * width, p, length * width);
    }
  }

  /** Adds rows, one after another, to the gradients of the rows that ids name. */
  void add(FloatMemory from, int[] ids, int count, int width, SparseGradient gradient) {
    FloatMemory sums = floats(gradient);
    int rows = rowsOfTile(width);
    for (int first = 0; first < count; first += rows) {
      int length = Math.min(rows, count - first);
      from.get((long) first * width, g, length * width);
      for (int i = 0; i < length; i++) {
        int place = gradient.placeOf(ids[first + i]);
        if (place >= 0) {
          sums.get((long) place * width, p, width);
          add(g, i * width, p, width);
          sums.put((long) place * width, p, width);
        }
      }
    }
  }

  private static void add(float[] x, int from, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += x[from + i];
    }
  }

  /** Overwrites rows of a table with a function of the gradient and them. */
  void update(
      SparseGradient gradient,
      FloatMemory table,
      float first,
      float second,
      Tiles.Accumulation function) {
    int width = width(gradient);
    int rows = rowsOfTile(width);
    FloatMemory gradients = floats(gradient);
    for (int i = 0; i < gradient.count(); i += rows) {
      int length = Math.min(rows, gradient.count() - i);
      gradients.get((long) i * width, g, length * width);
      gather(gradient, i, length, width, table, p);
      function.apply(g, p, first, second, length * width);
      scatter(gradient, i, length, width, p, table);
    }
  }

  /**
   * Overwrites rows of a table, and of tensors of its shape, with a function of all of them.
   *
   * @param variance null if the function does not need it
   */
  void update(
      SparseGradient gradient,
      FloatMemory mean,
      @Nullable FloatMemory variance,
      FloatMemory table,
      Update function) {
    int width = width(gradient);
    int rows = rowsOfTile(width);
    FloatMemory gradients = floats(gradient);
    for (int i = 0; i < gradient.count(); i += rows) {
      int length = Math.min(rows, gradient.count() - i);
      gradients.get((long) i * width, g, length * width);
      gather(gradient, i, length, width, mean, m);
      if (variance != null) {
        gather(gradient, i, length, width, variance, v);
      }
      gather(gradient, i, length, width, table, p);
      function.apply(g, m, v, p, length * width);
      scatter(gradient, i, length, width, m, mean);
      if (variance != null) {
        scatter(gradient, i, length, width, v, variance);
      }
      scatter(gradient, i, length, width, p, table);
    }
  }

  /** Adds a function of the rows of a table to their gradients. */
  void accumulate(
      FloatMemory table,
      SparseGradient gradient,
      float first,
      float second,
      Tiles.Accumulation function) {
    int width = width(gradient);
    int rows = rowsOfTile(width);
    FloatMemory gradients = floats(gradient);
    for (int i = 0; i < gradient.count(); i += rows) {
      int length = Math.min(rows, gradient.count() - i);
      gradients.get((long) i * width, g, length * width);
      gather(gradient, i, length, width, table, p);
      function.apply(p, g, first, second, length * width);
      gradients.put((long) i * width, g, length * width);
    }
  }

  /** Adds the rows of a gradient, multiplied by a factor, to those of a sum. */
  void accumulate(SparseGradient gradient, float factor, SparseGradient sum) {
    int width = width(gradient);
    rowsOfTile(width);
    FloatMemory from = floats(gradient);
    FloatMemory sums = floats(sum);
    for (int i = 0; i < gradient.count(); i++) {
      long place = sum.placeOf(gradient.row(i));
      from.get((long) i * width, g, width);
      sums.get(place * width, p, width);
      addScaled(g, factor, p, width);
      sums.put(place * width, p, width);
    }
  }

  private static void addScaled(float[] x, float factor, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += factor * x[i];
    }
  }

  /** Adds up a function of the rows of two tables of one shape. */
  double sum(
      FloatMemory table,
      FloatMemory other,
      SparseGradient rows,
      TileArrays scratch,
      Tiles.Sum summand) {
    int width = width(rows);
    int rowsOfTile = rowsOfTile(width);
    double sum = 0;
    for (int i = 0; i < rows.count(); i += rowsOfTile) {
      int length = Math.min(rowsOfTile, rows.count() - i);
      gather(rows, i, length, width, table, p);
      if (other != table) {
        gather(rows, i, length, width, other, m);
      }
      sum += summand.apply(p, m, 0, length * width, scratch);
    }
    return sum;
  }

  /** Returns the memory of a gradient, which has at least one row. */
  static FloatMemory floats(SparseGradient gradient) {
    return gradient.values().floats(Math.max(1, gradient.count()));
  }

  static int width(SparseGradient gradient) {
    return Math.toIntExact(gradient.values().rowLength());
  }

  private static void gather(
      SparseGradient rows, int first, int length, int width, FloatMemory table, float[] tile) {
    for (int i = 0; i < length; i++) {
      table.get((long) rows.row(first + i) * width, tile, i * width, width);
    }
  }

  private static void scatter(
      SparseGradient rows, int first, int length, int width, float[] tile, FloatMemory table) {
    for (int i = 0; i < length; i++) {
      table.put((long) rows.row(first + i) * width, tile, i * width, width);
    }
  }

  /** Returns how many rows a tile holds, which grows if a single row is longer. */
  private int rowsOfTile(int width) {
    if (width > g.length) {
      g = new float[width];
      p = new float[width];
      m = new float[width];
      v = new float[width];
    }
    return g.length / width;
  }
}
