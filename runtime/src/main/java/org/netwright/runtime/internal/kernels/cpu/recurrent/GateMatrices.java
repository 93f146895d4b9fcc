package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.ScratchArrays;

/**
 * Copies of the recurrent weight, one matrix for each gate, for the products of many steps.
 *
 * <p>OpenBLAS reads the operands of small products where they lie. Rows that are a power of two
 * apart, as those of all gates often are, fall on the same few lines of the cache, which costs a
 * fifth of the speed; and a transposed operand is copied in each step, which costs as much as the
 * product.
 */
final class GateMatrices {
  /** Of larger matrices BLAS copies the operands in any case. */
  private static final int MOST_UNITS = 512;

  /** A cache line of numbers. */
  private static final int LINE = 16;

  private float[] rows = {};
  private float[] copies = {};

  /** Whether copies of the weight of a layer are worth it. */
  static boolean areFor(RecurrentShape shape) {
    return shape.steps > 1 && shape.units <= MOST_UNITS;
  }

  /** Returns how far rows are apart: an odd number of cache lines. */
  static int pitch(int units) {
    int lines = (units - 1) / LINE + 1;
    return (lines | 1) * LINE;
  }

  /** Returns how many numbers the matrix of a gate takes. */
  static int length(int units) {
    return units * pitch(units);
  }

  /** Writes the matrix of each gate. */
  void copy(FloatMemory recurrent, RecurrentShape shape, FloatMemory to, long target) {
    int units = shape.units;
    int pitch = pitch(units);
    int length = begin(shape);
    for (int row = 0; row < units; row++) {
      for (int gate = 0; gate < shape.gates; gate++) {
        long from = (long) row * shape.width() + (long) gate * units;
        recurrent.get(from, copies, (gate * units + row) * pitch, units);
      }
    }
    to.put(target, copies, length);
  }

  /** Writes the transposed matrix of each gate. */
  void transpose(FloatMemory recurrent, RecurrentShape shape, FloatMemory to, long target) {
    int units = shape.units;
    int width = shape.width();
    int pitch = pitch(units);
    int length = begin(shape);
    rows = ScratchArrays.atLeast(LINE * width, rows);
    for (int first = 0; first < units; first += LINE) {
      int count = Math.min(LINE, units - first);
      recurrent.get((long) first * width, rows, count * width);
      for (int column = 0; column < width; column++) {
        int at = column * pitch + first;
        for (int i = 0; i < count; i++) {
          copies[at + i] = rows[i * width + column];
        }
      }
    }
    to.put(target, copies, length);
  }

  private int begin(RecurrentShape shape) {
    int length = shape.gates * length(shape.units);
    copies = ScratchArrays.atLeast(length, copies);
    return length;
  }
}
