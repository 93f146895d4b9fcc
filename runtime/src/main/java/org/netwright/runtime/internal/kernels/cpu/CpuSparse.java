package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.SparseKernels;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Penalties on rows of embeddings, and what follows their update. */
interface CpuSparse extends SparseKernels, Tiled {

  @Override
  default double l1(ParameterTensor table, SparseGradient rows, double strength) {
    FloatMemory p = table.floats();
    return strength * families().rows().sum(p, p, rows, tiles().arrays, CpuSparse::sizes);
  }

  private static double sizes(float[] p, float[] same, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      p[i] = Math.abs(p[i]);
    }
    return Sums.blockSum(p, 0, n);
  }

  @Override
  default void addL1Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    families()
        .rows()
        .accumulate(table.floats(), gradient, (float) strength, 0, CpuSparse::addSigns);
  }

  private static void addSigns(float[] p, float[] g, float strength, float unused, int n) {
    for (int i = 0; i < n; i++) {
      g[i] += strength * LossFunctions.sign(p[i]);
    }
  }

  @Override
  default double l2(ParameterTensor table, SparseGradient rows, double strength) {
    FloatMemory p = table.floats();
    return strength * families().rows().sum(p, p, rows, tiles().arrays, CpuSparse::squares);
  }

  private static double squares(float[] p, float[] same, float unused, int n, TileArrays scratch) {
    return Sums.blockDot(p, p, 0, n);
  }

  @Override
  default void addL2Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    addScaled(2 * strength, table, gradient);
  }

  @Override
  default void addElasticNetGradient(
      ParameterTensor table, double l1, double l2, SparseGradient gradient) {
    families()
        .rows()
        .accumulate(
            table.floats(),
            gradient,
            (float) l1,
            (float) (2 * l2),
            CpuPenalties::addElasticNetTile);
  }

  @Override
  default double l2Distance(
      ParameterTensor table, ParameterTensor base, SparseGradient rows, double strength) {
    return strength
        * families()
            .rows()
            .sum(table.floats(), base.floats(), rows, tiles().arrays, CpuSparse::distances);
  }

  private static double distances(float[] p, float[] b, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      b[i] -= p[i];
    }
    return Sums.blockDot(b, b, 0, n);
  }

  @Override
  default void addL2DistanceGradient(
      ParameterTensor table, ParameterTensor base, double strength, SparseGradient gradient) {
    addScaled(2 * strength, table, gradient);
    addScaled(-2 * strength, base, gradient);
  }

  private void addScaled(double factor, ParameterTensor table, SparseGradient gradient) {
    families()
        .rows()
        .accumulate(table.floats(), gradient, (float) factor, 0, CpuSparse::addScaledTile);
  }

  private static void addScaledTile(float[] p, float[] g, float factor, float unused, int n) {
    for (int i = 0; i < n; i++) {
      g[i] += factor * p[i];
    }
  }

  @Override
  default void scale(SparseGradient rows, double factor, ParameterTensor table) {
    families().rows().update(rows, table.floats(), (float) factor, 0, CpuSparse::scaleTile);
  }

  private static void scaleTile(float[] g, float[] p, float factor, float unused, int n) {
    for (int i = 0; i < n; i++) {
      p[i] *= factor;
    }
  }

  @Override
  default void softThreshold(
      SparseGradient rows, double strength, StepSizes steps, ParameterTensor table) {
    float factor = (float) (strength * steps.rate());
    if (steps.isUniform()) {
      families().rows().update(rows, table.floats(), factor, 0, CpuSparse::shrink);
      return;
    }
    ProximalTiles update = families().proximal();
    update.set(factor / (float) steps.scale(), (float) steps.epsilon());
    families().rows().update(rows, steps.variance(rows).floats(), null, table.floats(), update);
  }

  private static void shrink(float[] g, float[] p, float threshold, float unused, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = 0 + Math.max(p[i] - threshold, 0) + Math.min(p[i] + threshold, 0);
    }
  }

  @Override
  default void nonNegative(SparseGradient rows, ParameterTensor table) {
    families().rows().update(rows, table.floats(), 0, 0, CpuSparse::positivePart);
  }

  private static void positivePart(float[] g, float[] p, float unused, float unusedToo, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = Math.max(p[i], 0);
    }
  }
}
