package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Adam's update, which reads and writes each of its four vectors only once. Threads share ranges of
 * tiles: one core waits for memory most of the time.
 */
final class AdamTiles implements RowTiles.Update, PieceThreads.Work {
  /** The arrays of one piece. */
  private static final class Arrays {
    private final float[] g = new float[Tiles.SIZE];
    private final float[] m = new float[Tiles.SIZE];
    private final float[] v = new float[Tiles.SIZE];
    private final float[] p = new float[Tiles.SIZE];
  }

  private final Arrays[] pieces = new Arrays[PieceThreads.PROCESSORS];
  private int count;
  private @Nullable FloatMemory gradients;
  private @Nullable FloatMemory mean;
  private @Nullable FloatMemory variance;
  private @Nullable FloatMemory values;
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
  void apply(
      FloatMemory newGradients,
      FloatMemory newMean,
      FloatMemory newVariance,
      FloatMemory newValues) {
    gradients = newGradients;
    mean = newMean;
    variance = newVariance;
    values = newValues;
    count = SharedWork.pieces(newValues.length(), tiles(newValues));
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new Arrays();
      }
    }
    SharedWork.run(this, count);
    gradients = null;
    mean = null;
    variance = null;
    values = null;
  }

  private static int tiles(FloatMemory vector) {
    return Math.toIntExact((vector.length() - 1) / Tiles.SIZE + 1);
  }

  @Override
  public void piece(int index) {
    Arrays own = pieces[index];
    FloatMemory allG = gradients;
    FloatMemory allM = mean;
    FloatMemory allV = variance;
    FloatMemory allP = values;
    if (allG == null || allM == null || allV == null || allP == null) {
      throw new IllegalStateException("without vectors");
    }
    int tiles = tiles(allP);
    int end = SharedWork.cut(tiles, index + 1, count);
    for (int tile = SharedWork.cut(tiles, index, count); tile < end; tile++) {
      long first = (long) tile * Tiles.SIZE;
      int n = Tiles.size(first, allP.length());
      allG.get(first, own.g, n);
      allM.get(first, own.m, n);
      allV.get(first, own.v, n);
      allP.get(first, own.p, n);
      apply(own.g, own.m, own.v, own.p, n);
      allM.put(first, own.m, n);
      allV.put(first, own.v, n);
      allP.put(first, own.p, n);
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
