package org.netwright.runtime.internal.kernels.cpu;

/** The update of momentum on a tile of rows. */
final class MomentumTiles implements RowTiles.Update {
  private float learningRate;
  private float momentum;
  private boolean nesterov;

  void set(float newLearningRate, float newMomentum, boolean isNesterov) {
    learningRate = newLearningRate;
    momentum = newMomentum;
    nesterov = isNesterov;
  }

  @Override
  public void apply(float[] g, float[] velocity, float[] unused, float[] p, int n) {
    average(g, velocity, momentum, n);
    if (nesterov) {
      addScaled(g, p, -learningRate, n);
      addScaled(velocity, p, -learningRate * momentum, n);
    } else {
      addScaled(velocity, p, -learningRate, n);
    }
  }

  private static void average(float[] g, float[] velocity, float momentum, int n) {
    for (int i = 0; i < n; i++) {
      velocity[i] = momentum * velocity[i] + g[i];
    }
  }

  private static void addScaled(float[] x, float[] p, float factor, int n) {
    for (int i = 0; i < n; i++) {
      p[i] += factor * x[i];
    }
  }
}
