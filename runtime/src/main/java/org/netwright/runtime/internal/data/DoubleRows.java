package org.netwright.runtime.internal.data;

/** Rows of doubles. */
final class DoubleRows extends Rows {
  private final double[] elements;

  DoubleRows(double[] elements, long... shape) {
    super(elements.length, shape);
    this.elements = elements;
  }

  @Override
  public double get(int row, int column) {
    return elements[row * length() + column];
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  void copy(int[] rows, int from, int n, float[] tile) {
    int length = length();
    int at = 0;
    for (int i = from; i < from + n; i++) {
      int begin = rows[i] * length;
      for (int j = begin; j < begin + length; j++) {
        tile[at++] = (float) elements[j];
      }
    }
  }
}
