package org.netwright.runtime.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dsdot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;

import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.RegularizationKernels;
import org.netwright.runtime.memory.FloatMemory;
import org.netwright.runtime.parameters.ParameterTensor;
import org.netwright.runtime.parameters.RandomBits;

/** Dropout and penalties: by BLAS where it has the operation, tile by tile elsewhere. */
interface CpuRegularization extends RegularizationKernels, Tiled {

  @Override
  default void dropout(
      BatchTensor x, double rate, long seed, BatchTensor out, BatchTensor mask, int n) {
    FloatMemory factors = mask.floats(n);
    long length = n * mask.rowLength();
    float kept = (float) (1 / (1 - rate));
    float[] tile = tiles().scratch;
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int size = Tiles.size(first, length);
      for (int i = 0; i < size; i++) {
        tile[i] = RandomBits.uniform(seed, first + i) < rate ? 0 : kept;
      }
      factors.put(first, tile, size);
    }
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

  private static void multiplyTile(float[] x, float[] y, float unused, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      y[i] *= x[i];
    }
  }

  @Override
  default double l1(ParameterTensor parameter, double strength) {
    FloatMemory values = parameter.floats();
    return strength * values.sumOfSizes(values.length());
  }

  @Override
  default void addL1Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    FloatMemory sums = gradient.floats();
    tiles()
        .combine(
            parameter.floats(),
            sums,
            sums,
            sums.length(),
            (float) strength,
            CpuRegularization::addSignTile);
  }

  private static void addSignTile(float[] p, float[] g, float strength, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      g[i] += strength * LossFunctions.sign(p[i]);
    }
  }

  @Override
  default double l2(ParameterTensor parameter, double strength) {
    FloatMemory p = parameter.floats();
    return strength * cblas_dsdot(p.blasLength(), p.pointer(), 1, p.pointer(), 1);
  }

  @Override
  default void addL2Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    FloatMemory p = parameter.floats();
    cblas_saxpy(
        p.blasLength(), (float) (2 * strength), p.pointer(), 1, gradient.floats().pointer(), 1);
  }

  @Override
  default void addElasticNetGradient(
      ParameterTensor parameter, double l1, double l2, ParameterTensor gradient) {
    tiles()
        .accumulate(
            parameter.floats(),
            gradient.floats(),
            (float) l1,
            (float) (2 * l2),
            CpuRegularization::addElasticNetTile);
  }

  private static void addElasticNetTile(float[] p, float[] g, float l1, float twoL2, int n) {
    for (int i = 0; i < n; i++) {
      g[i] += l1 * LossFunctions.sign(p[i]) + twoL2 * p[i];
    }
  }
}
