package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CombinationKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Sums, products and joined rows. */
interface CpuCombinations extends CombinationKernels, Tiled {

  @Override
  default void add(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    tiles()
        .combine(
            a.floats(n),
            b.floats(n),
            out.floats(n),
            n * out.rowLength(),
            0,
            CpuCombinations::addTile);
  }

  @Override
  default void add(ParameterTensor a, ParameterTensor b, ParameterTensor out) {
    FloatMemory sum = out.floats();
    tiles().combine(a.floats(), b.floats(), sum, out.length(), 0, CpuCombinations::addTile);
  }

  @Override
  default void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    tiles()
        .combine(
            a.floats(n),
            b.floats(n),
            out.floats(n),
            n * out.rowLength(),
            0,
            CpuCombinations::multiplyTile);
  }

  @Override
  default void scale(BatchTensor x, double factor, BatchTensor out, int n) {
    tiles()
        .map(
            x.floats(n),
            out.floats(n),
            n * out.rowLength(),
            (float) factor,
            CpuCombinations::scaleTile);
  }

  @Override
  default void copy(BatchTensor x, BatchTensor out, int n) {
    tiles().copy(x.floats(n), 0, out.floats(n), 0, n * out.rowLength());
  }

  @Override
  default void concat(BatchTensor a, BatchTensor b, int pieces, BatchTensor out, int n) {
    FloatMemory joined = out.floats(n);
    place(a.floats(n), a.rowLength() / pieces, joined, 0, out.rowLength() / pieces, n * pieces);
    place(
        b.floats(n),
        b.rowLength() / pieces,
        joined,
        a.rowLength() / pieces,
        out.rowLength() / pieces,
        n * pieces);
  }

  /** Copies {@code count} rows of a length into longer rows. */
  private void place(
      FloatMemory from, long length, FloatMemory to, long offset, long stride, int count) {
    for (int i = 0; i < count; i++) {
      tiles().copy(from, i * length, to, i * stride + offset, length);
    }
  }

  @Override
  default void part(BatchTensor x, int offset, int pieces, BatchTensor out, int n) {
    FloatMemory from = x.floats(n);
    FloatMemory to = out.floats(n);
    long stride = x.rowLength() / pieces;
    long length = out.rowLength() / pieces;
    for (int i = 0; i < n * pieces; i++) {
      tiles().copy(from, i * stride + offset, to, i * length, length);
    }
  }

  private static void addTile(float[] x, float[] y, float parameter, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      y[i] += x[i];
    }
  }

  private static void multiplyTile(
      float[] x, float[] y, float parameter, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      y[i] *= x[i];
    }
  }

  private static void scaleTile(float[] x, float factor, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] *= factor;
    }
  }
}
