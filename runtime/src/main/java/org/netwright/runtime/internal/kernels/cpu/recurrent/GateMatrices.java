package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Copies of weights, one matrix for each gate, for the products of many steps.
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

  /** Returns how many numbers a matrix of some rows takes. */
  static int length(int rows, int units) {
    return rows * pitch(units);
  }

  /** Writes the matrix of each gate of the recurrent weight. */
  void copyRecurrent(RecurrentShape shape, RecurrentOperands operands, long target) {
    copies = FloatArrays.atLeast(shape.gates * length(shape.units, shape.units), copies);
    copy(operands.recurrent, shape.units, shape.units, shape);
    operands.scratch.put(target, copies, shape.gates * length(shape.units, shape.units));
  }

  /** Writes the matrix of each gate of the input's weight, with the bias as its last row. */
  void copyWeight(RecurrentShape shape, RecurrentOperands operands, long target) {
    int units = shape.units;
    int rows = shape.in + 1;
    copies = FloatArrays.atLeast(shape.gates * length(rows, units), copies);
    copy(operands.weight, shape.in, rows, shape);
    for (int gate = 0; gate < shape.gates; gate++) {
      int at = (gate * rows + shape.in) * pitch(units);
      System.arraycopy(operands.bias, gate * units, copies, at, units);
    }
    operands.scratch.put(target, copies, shape.gates * length(rows, units));
  }

  private void copy(FloatMemory weight, int rows, int rowsOfMatrix, RecurrentShape shape) {
    int units = shape.units;
    int pitch = pitch(units);
    for (int row = 0; row < rows; row++) {
      for (int gate = 0; gate < shape.gates; gate++) {
        long from = (long) row * shape.width() + (long) gate * units;
        weight.get(from, copies, (gate * rowsOfMatrix + row) * pitch, units);
      }
    }
  }

  /** Writes the transposed matrix of each gate of the recurrent weight. */
  void transpose(RecurrentShape shape, RecurrentOperands operands, long target) {
    int units = shape.units;
    int width = shape.width();
    int pitch = pitch(units);
    rows = FloatArrays.atLeast(LINE * width, rows);
    copies = FloatArrays.atLeast(shape.gates * length(units, units), copies);
    for (int first = 0; first < units; first += LINE) {
      int count = Math.min(LINE, units - first);
      operands.recurrent.get((long) first * width, rows, count * width);
      for (int column = 0; column < width; column++) {
        int at = column * pitch + first;
        for (int i = 0; i < count; i++) {
          copies[at + i] = rows[i * width + column];
        }
      }
    }
    operands.scratch.put(target, copies, shape.gates * length(units, units));
  }
}
