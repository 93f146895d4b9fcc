package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.ScratchArrays;

/**
 * The recurrent weight with the matrix of each gate transposed. OpenBLAS copies the transposed
 * operand of a small product each time; this copies it once for all steps.
 */
final class TransposedGates {
  /** Of larger matrices BLAS copies the operands in any case. */
  static final int MOST_UNITS = 512;

  /** So many rows are turned at a time: as many numbers as a cache line has. */
  private static final int ROWS = 16;

  private float[] rows = {};
  private float[] turned = {};

  /** Writes [gates × units × units]. */
  void write(FloatMemory recurrent, RecurrentShape shape, FloatMemory to, long target) {
    int units = shape.units;
    int width = shape.width();
    rows = ScratchArrays.atLeast(ROWS * width, rows);
    turned = ScratchArrays.atLeast(units * width, turned);
    for (int first = 0; first < units; first += ROWS) {
      int count = Math.min(ROWS, units - first);
      recurrent.get((long) first * width, rows, count * width);
      for (int column = 0; column < width; column++) {
        int at = column * units + first;
        for (int i = 0; i < count; i++) {
          turned[at + i] = rows[i * width + column];
        }
      }
    }
    to.put(target, turned, units * width);
  }
}
