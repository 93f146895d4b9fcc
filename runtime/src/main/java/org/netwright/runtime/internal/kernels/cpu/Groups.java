package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The groups of a weight: its columns or its rows, which are the filters of a convolution. Tiles
 * are processed in stretches of one row each, so that inner loops run over contiguous elements.
 */
final class Groups {
  /** An operation on a stretch of a row. */
  private interface Visitor {
    /**
     * Works on elements of one row.
     *
     * @param x of a tile
     * @param y of the same tile of another array, if there is one
     * @param from the first element
     * @param to after the last element
     */
    void visit(float[] x, float[] y, int from, int to, int row, int column, double[] perGroup);
  }

  private final float[] x = new float[Tiles.SIZE];
  private final float[] y = new float[Tiles.SIZE];
  private double[] perGroup = new double[0];
  private Axis axis = Axis.OUTPUT;
  private int rows;
  private int columns;

  /** Selects the groups of a weight. Results for another weight are lost. */
  Groups of(ParameterTensor weight, Axis newAxis) {
    axis = newAxis;
    rows = (int) weight.size(0);
    // A filter of more than one dimension is one row.
    columns = (int) (weight.length() / rows);
    if (perGroup.length < count()) {
      perGroup = new double[count()];
    }
    return this;
  }

  Axis axis() {
    return axis;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  long length() {
    return (long) rows * columns;
  }

  int count() {
    return axis == Axis.OUTPUT ? columns : rows;
  }

  int size() {
    return axis == Axis.OUTPUT ? rows : columns;
  }

  double rootOfSize() {
    return Math.sqrt(size());
  }

  /** Returns the sum of squares of each group, in an array that the next call overwrites. */
  double[] squares(FloatMemory weight) {
    return dots(weight, weight);
  }

  /** Returns the product of each group with that of another array; as {@link #squares}. */
  double[] dots(FloatMemory a, FloatMemory b) {
    Arrays.fill(perGroup, 0, count(), 0);
    read(a, b, axis == Axis.OUTPUT ? Groups::columnDots : Groups::rowDots);
    return perGroup;
  }

  /** Multiplies each group by its factor; a factor of 0 gives zeros. */
  void scale(FloatMemory weight, double[] factors, FloatMemory out) {
    write(weight, factors, out, axis == Axis.OUTPUT ? Groups::scaleColumns : Groups::scaleRow);
  }

  /** Adds each group, multiplied by its factor. */
  void addScaled(FloatMemory weight, double[] factors, FloatMemory sums) {
    write(weight, factors, sums, axis == Axis.OUTPUT ? Groups::addColumns : Groups::addRow);
  }

  private void read(FloatMemory a, FloatMemory b, Visitor visitor) {
    long length = length();
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      a.get(first, x, n);
      b.get(first, y, n);
      visit(first, n, visitor, perGroup);
    }
  }

  private void write(FloatMemory a, double[] factors, FloatMemory out, Visitor visitor) {
    long length = length();
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      a.get(first, x, n);
      out.get(first, y, n);
      visit(first, n, visitor, factors);
      out.put(first, y, n);
    }
  }

  private void visit(long first, int n, Visitor visitor, double[] numbers) {
    int row = (int) (first / columns);
    int column = (int) (first % columns);
    for (int from = 0; from < n; row++, column = 0) {
      int to = Math.min(n, from + columns - column);
      visitor.visit(x, y, from, to, row, column, numbers);
      from = to;
    }
  }

  private static void columnDots(
      float[] x, float[] y, int from, int to, int row, int column, double[] sums) {
    int shift = column - from;
    for (int i = from; i < to; i++) {
      sums[i + shift] += (double) x[i] * y[i];
    }
  }

  private static void rowDots(
      float[] x, float[] y, int from, int to, int row, int column, double[] sums) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) x[i] * y[i];
    }
    sums[row] += sum;
  }

  private static void scaleColumns(
      float[] x, float[] y, int from, int to, int row, int column, double[] factors) {
    int shift = column - from;
    for (int i = from; i < to; i++) {
      float factor = (float) factors[i + shift];
      y[i] = factor == 0 ? 0 : factor * x[i];
    }
  }

  private static void scaleRow(
      float[] x, float[] y, int from, int to, int row, int column, double[] factors) {
    float factor = (float) factors[row];
    for (int i = from; i < to; i++) {
      y[i] = factor == 0 ? 0 : factor * x[i];
    }
  }

  private static void addColumns(
      float[] x, float[] y, int from, int to, int row, int column, double[] factors) {
    int shift = column - from;
    for (int i = from; i < to; i++) {
      y[i] += (float) factors[i + shift] * x[i];
    }
  }

  private static void addRow(
      float[] x, float[] y, int from, int to, int row, int column, double[] factors) {
    float factor = (float) factors[row];
    for (int i = from; i < to; i++) {
      y[i] += factor * x[i];
    }
  }
}
