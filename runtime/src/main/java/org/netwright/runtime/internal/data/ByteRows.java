package org.netwright.runtime.internal.data;

/** Rows of bytes from 0 to 255, read as fractions of 255: images in a quarter of the memory. */
final class ByteRows extends Rows {
  private static final float[] FRACTIONS = new float[256];

  static {
    for (int i = 0; i < FRACTIONS.length; i++) {
      FRACTIONS[i] = i / 255f;
    }
  }

  private final byte[] elements;

  ByteRows(byte[] elements, long... shape) {
    super(elements.length, shape);
    this.elements = elements;
  }

  @Override
  public double get(int row, int column) {
    return FRACTIONS[elements[row * length() + column] & 0xFF];
  }

  @Override
  public boolean isWide() {
    return false;
  }

  /** Copies one row. */
  void copy(int row, byte[] to, int at) {
    System.arraycopy(elements, row * length(), to, at, length());
  }

  @Override
  void copy(int[] rows, int from, int n, float[] tile) {
    int length = length();
    int at = 0;
    for (int i = from; i < from + n; i++) {
      int begin = rows[i] * length;
      for (int j = begin; j < begin + length; j++) {
        tile[at++] = FRACTIONS[elements[j] & 0xFF];
      }
    }
  }
}
