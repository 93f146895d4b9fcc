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
    AdamTiles update = families().adam();
    update.set(beta1, beta2, (float) step, (float) scale, (float) epsilon);
    update.apply(gradients.floats(), mean.floats(), variance.floats(), values.floats());
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

  /** Clips the first n elements to [−bound, bound]. */
  static void clamp(float[] g, float bound, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] = Math.max(-bound, Math.min(bound, g[i]));
    }
  }

  @Override
  default void clipByNorm(double bound, ParameterTensor gradient) {
    FloatMemory g = gradient.floats();
    double norm = Math.sqrt(tiles().sumOfSquares(g, g.length()));
    if (norm > bound) {
      tiles().vectors.scale(bound / norm, g);
    }
  }

  @Override
  default void copy(FlatTensor from, long first, long length, FlatTensor to) {
    tiles().copy(from.floats(), first, to.floats(), first, length);
  }

  @Override
  default void clear(ParameterTensor gradient) {
    FloatMemory g = gradient.floats();
    g.clear(g.length());
  }

  @Override
  default double sumOfSquares(FlatTensor gradients) {
    FloatMemory g = gradients.floats();
    return tiles().sumOfSquares(g, g.length());
  }

  @Override
  default void scale(double factor, FlatTensor gradients) {
    tiles().vectors.scale(factor, gradients.floats());
  }
}
