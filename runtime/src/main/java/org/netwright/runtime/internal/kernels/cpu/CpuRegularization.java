package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.RegularizationKernels;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Dropout and penalties on outputs: by BLAS if it has the operation, tile by tile otherwise. */
interface CpuRegularization extends RegularizationKernels, Tiled {

  @Override
  default void dropout(
      BatchTensor x, double rate, long seed, BatchTensor out, BatchTensor mask, int n) {
    tiles().drawDropout(rate, seed, mask.floats(n), n * mask.rowLength());
    multiply(x, mask, out, n);
  }

  @Override
  default void dropoutGradient(
      BatchTensor mask, BatchTensor outGradient, BatchTensor xGradient, int n) {
    multiply(mask, outGradient, xGradient, n);
  }

  private void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    tiles()
        .combine(
            a.floats(n),
            b.floats(n),
            out.floats(n),
            n * out.rowLength(),
            0,
            CpuRegularization::multiplyTile);
  }

  private static void multiplyTile(float[] x, float[] y, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      y[i] *= x[i];
    }
  }

  @Override
  default double activityL1(BatchTensor x, double strength, int n) {
    return strength * x.floats(n).sumOfSizes(n * x.rowLength()) / n;
  }

  @Override
  default void addActivityL1Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n) {
    addPenaltyGradient(x, strength / n, 0, xGradient, n);
  }

  @Override
  default double activityL2(BatchTensor x, double strength, int n) {
    FloatMemory values = x.floats(n);
    return strength * tiles().sum(values, values, n * x.rowLength(), 0, CpuRegularization::dot) / n;
  }

  @Override
  default void addActivityL2Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n) {
    addPenaltyGradient(x, 0, 2 * strength / n, xGradient, n);
  }

  private void addPenaltyGradient(
      BatchTensor x, double l1, double twoL2, BatchTensor xGradient, int n) {
    tiles()
        .accumulate(
            x.floats(n),
            xGradient.floats(n),
            n * x.rowLength(),
            (float) l1,
            (float) twoL2,
            CpuPenalties::addElasticNetTile);
  }

  private static double dot(float[] x, float[] y, float unused, int n, TileArrays scratch) {
    return Sums.blockDot(x, y, 0, n);
  }
}
