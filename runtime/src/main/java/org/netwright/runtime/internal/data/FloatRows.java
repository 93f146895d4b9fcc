package org.netwright.runtime.internal.data;

/** Rows of floats. */
final class FloatRows extends Rows {
  private final float[] elements;

  FloatRows(float[] elements, long... shape) {
    super(elements.length, shape);
    this.elements = elements;
  }

  @Override
  public double get(int row, int column) {
    return elements[row * length() + column];
  }

  @Override
  public boolean isWide() {
    return false;
  }

  @Override
  void copy(int[] rows, int from, int n, float[] tile) {
    int length = length();
    if (length == 1) {
      for (int i = 0; i < n; i++) {
        tile[i] = elements[rows[from + i]];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(elements, rows[from + i] * length, tile, i * length, length);
    }
  }

  @Override
  void copyRange(int first, int n, float[] tile, int at) {
    System.arraycopy(elements, first * length(), tile, at, n * length());
  }
}
