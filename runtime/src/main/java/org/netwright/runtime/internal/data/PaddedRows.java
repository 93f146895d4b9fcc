package org.netwright.runtime.internal.data;

import java.util.Arrays;

/** Rows that are followed by zeros. */
final class PaddedRows extends Rows {
  private final Rows rows;

  PaddedRows(Rows rows, long... shape) {
    super(shape, rows.size());
    this.rows = rows;
  }

  @Override
  public double get(int row, int column) {
    return column < rows.length() ? rows.get(row, column) : 0;
  }

  @Override
  public boolean isWide() {
    return rows.isWide();
  }

  @Override
  void copy(int[] chosen, int from, int n, float[] tile) {
    int own = Math.min(rows.length(), length());
    for (int i = 0; i < n; i++) {
      for (int column = 0; column < own; column++) {
        tile[i * length() + column] = (float) rows.get(chosen[from + i], column);
      }
      Arrays.fill(tile, i * length() + own, (i + 1) * length(), 0);
    }
  }
}
