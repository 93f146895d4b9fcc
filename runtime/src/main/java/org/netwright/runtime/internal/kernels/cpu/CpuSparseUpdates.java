package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.SparseUpdateKernels;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.parameters.FlatTensor;

/** The optimisers' arithmetic on rows of embeddings. */
interface CpuSparseUpdates extends SparseUpdateKernels, Tiled {

  @Override
  default void sgd(SparseGradient gradient, double learningRate, ParameterTensor table) {
    families()
        .rows()
        .update(gradient, table.floats(), (float) -learningRate, 0, CpuSparseUpdates::addScaled);
  }

  private static void addScaled(float[] g, float[] p, float factor, float unused, int n) {
    for (int i = 0; i < n; i++) {
      p[i] += factor * g[i];
    }
  }

  @Override
  default void momentum(
      SparseGradient gradient,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      ParameterTensor table) {
    MomentumTiles update = families().momentum();
    update.set((float) learningRate, (float) momentum, nesterov);
    families().rows().update(gradient, velocity.floats(), null, table.floats(), update);
  }

  @Override
  default void adam(
      SparseGradient gradient,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      ParameterTensor table) {
    double step = learningRate / (1 - Math.pow(beta1, (double) t));
    double scale = 1 / Math.sqrt(1 - Math.pow(beta2, (double) t));
    AdamTiles update = families().adam();
    update.set(beta1, beta2, (float) step, (float) scale, (float) (epsilon * scale));
    families().rows().update(gradient, mean.floats(), variance.floats(), table.floats(), update);
  }

  @Override
  default void clipByValue(double bound, SparseGradient gradient) {
    FloatMemory g = RowTiles.floats(gradient);
    tiles().map(g, g, length(gradient), (float) bound, CpuUpdates::clamp);
  }

  @Override
  default double sumOfSquares(SparseGradient gradient) {
    return tiles().sumOfSquares(RowTiles.floats(gradient), length(gradient));
  }

  @Override
  default void clear(SparseGradient gradient) {
    RowTiles.floats(gradient).clear(length(gradient));
  }

  @Override
  default void accumulate(SparseGradient gradient, double factor, SparseGradient sum) {
    families().rows().accumulate(gradient, (float) factor, sum);
  }

  @Override
  default void scale(double factor, SparseGradient gradient) {
    FloatMemory g = RowTiles.floats(gradient);
    tiles().map(g, g, length(gradient), (float) factor, CpuSparseUpdates::scaleTile);
  }

  private static void scaleTile(float[] g, float factor, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] *= factor;
    }
  }

  private static long length(SparseGradient gradient) {
    return (long) gradient.count() * RowTiles.width(gradient);
  }
}
