package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.DecayKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.UpdateKernels;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.parameters.FlatTensor;

/** The optimisers' arithmetic: gradient descent by BLAS, Adam tile by tile. */
interface CpuUpdates extends UpdateKernels, DecayKernels, Tiled {

  @Override
  default void sgd(FlatTensor gradients, double learningRate, FlatTensor values) {
    tiles().vectors.addScaled(-learningRate, gradients.floats(), values.floats());
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
    Vectors vectors = tiles().vectors;
    vectors.scale(momentum, v);
    vectors.addScaled(1, g, v);
    if (nesterov) {
      vectors.addScaled(-learningRate, g, values.floats());
      vectors.addScaled(-learningRate * momentum, v, values.floats());
    } else {
      vectors.addScaled(-learningRate, v, values.floats());
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
    tiles().vectors.scale(factor, parameter.floats());
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
      tiles().vectors.scale(bound / norm, g);
    }
  }

  /**
   * In double if squares are too large for a float: an infinite norm would scale all gradients to
   * 0.
   */
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
}
