package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/** Adam's update, which reads and writes each of its four vectors only once. */
final class AdamTiles implements RowTiles.Update {
  private final float[] g = new float[Tiles.SIZE];
  private final float[] m = new float[Tiles.SIZE];
  private final float[] v = new float[Tiles.SIZE];
  private final float[] p = new float[Tiles.SIZE];
  private double beta1;
  private double beta2;
  private float step;
  private float scale;
  private float epsilon;

  /**
   * Sets the numbers of one step.
   *
   * @param newStep the learning rate over {@code 1 − β₁ᵗ}
   * @param newScale one over the root of {@code 1 − β₂ᵗ}
   */
  void set(double newBeta1, double newBeta2, float newStep, float newScale, float newEpsilon) {
    beta1 = newBeta1;
    beta2 = newBeta2;
    step = newStep;
    scale = newScale;
    epsilon = newEpsilon;
  }

  /** Does one step on all parameters. */
  void apply(FloatMemory gradients, FloatMemory mean, FloatMemory variance, FloatMemory values) {
    long length = values.length();
    for (long i = 0; i < length; i += Tiles.SIZE) {
      int n = Tiles.size(i, length);
      gradients.get(i, g, n);
      mean.get(i, m, n);
      variance.get(i, v, n);
      values.get(i, p, n);
      apply(g, m, v, p, n);
      mean.put(i, m, n);
      variance.put(i, v, n);
      values.put(i, p, n);
    }
  }

  @Override
  public void apply(float[] g, float[] m, float[] v, float[] p, int n) {
    average(g, m, (float) beta1, (float) (1 - beta1), n);
    averageSquares(g, v, (float) beta2, (float) (1 - beta2), n);
    update(m, v, p, step, scale, epsilon, n);
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
