package org.netwright.runtime.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sscal;

import org.netwright.runtime.kernels.UpdateKernels;
import org.netwright.runtime.memory.FloatMemory;
import org.netwright.runtime.parameters.FlatTensor;
import org.netwright.runtime.parameters.ParameterTensor;

/** The optimisers' arithmetic: gradient descent by BLAS, Adam tile by tile. */
interface CpuUpdates extends UpdateKernels, Tiled {

  @Override
  default void sgd(FlatTensor gradients, double learningRate, FlatTensor values) {
    subtract(gradients.floats(), learningRate, values.floats());
  }

  @Override
  default void momentum(
      FlatTensor gradients,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      FlatTensor values) {
    FloatMemory v = velocity.floats();
    FloatMemory g = gradients.floats();
    cblas_sscal(v.blasLength(), (float) momentum, v.pointer(), 1);
    cblas_saxpy(v.blasLength(), 1, g.pointer(), 1, v.pointer(), 1);
    if (nesterov) {
      subtract(g, learningRate, values.floats());
      subtract(v, learningRate * momentum, values.floats());
    } else {
      subtract(v, learningRate, values.floats());
    }
  }

  @Override
  default void adam(
      FlatTensor gradients,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      FlatTensor values) {
    double step = learningRate / (1 - Math.pow(beta1, (double) t));
    double scale = 1 / Math.sqrt(1 - Math.pow(beta2, (double) t));
    tiles()
        .adam()
        .apply(
            gradients.floats(),
            mean.floats(),
            variance.floats(),
            values.floats(),
            beta1,
            beta2,
            (float) step,
            (float) scale,
            (float) epsilon);
  }

  @Override
  default void scale(double factor, ParameterTensor parameter) {
    FloatMemory p = parameter.floats();
    cblas_sscal(p.blasLength(), (float) factor, p.pointer(), 1);
  }

  @Override
  default void clipByValue(double bound, FlatTensor gradients) {
    FloatMemory g = gradients.floats();
    tiles().map(g, g, g.length(), (float) bound, CpuUpdates::clamp);
  }

  private static void clamp(float[] g, float bound, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      g[i] = Math.max(-bound, Math.min(bound, g[i]));
    }
  }

  @Override
  default void clipByNorm(double bound, ParameterTensor gradient) {
    clipByNorm(bound, gradient.floats());
  }

  @Override
  default void clipByGlobalNorm(double bound, FlatTensor gradients) {
    clipByNorm(bound, gradients.floats());
  }

  private void clipByNorm(double bound, FloatMemory g) {
    double norm = Math.sqrt(sumOfSquares(g));
    if (norm > bound) {
      cblas_sscal(g.blasLength(), (float) (bound / norm), g.pointer(), 1);
    }
  }

  /** In double where squares are too large for a float: an infinite norm would clip all to 0. */
  private double sumOfSquares(FloatMemory g) {
    double sum = g.sumOfSquares(g.length());
    return Double.isFinite(sum) ? sum : tiles().sum(g, g, g.length(), 0, CpuUpdates::squares);
  }

  private static double squares(float[] g, float[] same, float unused, int n, Tiles scratch) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) g[i] * same[i];
    }
    return sum;
  }

  private static void subtract(FloatMemory x, double factor, FloatMemory from) {
    cblas_saxpy(x.blasLength(), (float) -factor, x.pointer(), 1, from.pointer(), 1);
  }
}
