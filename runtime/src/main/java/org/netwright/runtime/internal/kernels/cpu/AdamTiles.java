package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/** Adam's update, which reads and writes each of its four vectors only once. */
final class AdamTiles {
  private final float[] g = new float[Tiles.SIZE];
  private final float[] m = new float[Tiles.SIZE];
  private final float[] v = new float[Tiles.SIZE];
  private final float[] p = new float[Tiles.SIZE];

  /**
   * Does one step.
   *
   * @param step the learning rate over {@code 1 − β₁ᵗ}
   * @param scale one over the root of {@code 1 − β₂ᵗ}
   */
  void apply(
      FloatMemory gradients,
      FloatMemory mean,
      FloatMemory variance,
      FloatMemory values,
      double beta1,
      double beta2,
      float step,
      float scale,
      float epsilon) {
    long length = values.length();
    for (long i = 0; i < length; i += Tiles.SIZE) {
      int n = Tiles.size(i, length);
      gradients.get(i, g, n);
      mean.get(i, m, n);
      variance.get(i, v, n);
      values.get(i, p, n);
      average(g, m, (float) beta1, (float) (1 - beta1), n);
      averageSquares(g, v, (float) beta2, (float) (1 - beta2), n);
      update(m, v, p, step, scale, epsilon, n);
      mean.put(i, m, n);
      variance.put(i, v, n);
      values.put(i, p, n);
    }
  }

  private static void average(float[] g, float[] m, float decay, float rest, int n) {
    for (int i = 0; i < n; i++) {
      m[i] = decay * m[i] + rest * g[i];
    }
  }

  private static void averageSquares(float[] g, float[] v, float decay, float rest, int n) {
    for (int i = 0; i < n; i++) {
      v[i] = decay * v[i] + rest * g[i] * g[i];
    }
  }

  private static void update(
      float[] m, float[] v, float[] p, float step, float scale, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      p[i] -= step * m[i] / ((float) Math.sqrt(v[i]) * scale + epsilon);
    }
  }
}
