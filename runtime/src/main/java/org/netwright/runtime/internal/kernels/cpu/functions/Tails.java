package org.netwright.runtime.internal.kernels.cpu.functions;

/** What activations have beyond their straight parts. */
public final class Tails {
  private Tails() {}

  /**
   * Overwrites the first n numbers with ln(1 + e^−|x|), what softplus adds to max(x, 0): with
   * {@code s = u / (2 + u)}, {@code ln(1 + u) = 2 · artanh(s)}, and s is at most ⅓.
   */
  public static void softplus(float[] x, int n, Exponential exponential) {
    for (int i = 0; i < n; i++) {
      x[i] = -Math.abs(x[i]);
    }
    exponential.exp(x, n);
    for (int i = 0; i < n; i++) {
      float s = x[i] / (2 + x[i]);
      float z = s * s;
      float tail = 1f / 7 + z * (1f / 9 + z * (1f / 11 + z * (1f / 13)));
      x[i] = 2 * s * (1 + z * (1f / 3 + z * (1f / 5 + z * tail)));
    }
  }

  /**
   * Turns e^(−x²/2) into Φ(−|x|): the ratio of the two is a polynomial in {@code t = 1 / (1 + 0.34
   * · |x|)}, fitted for |x| ≤ 14 to a relative error below 3.1e-8.
   */
  public static void normal(float[] x, float[] tail, int n) {
    for (int i = 0; i < n; i++) {
      float t = 1 / (1 + 0.34f * Math.abs(x[i]));
      float high = 0.20218454f + t * (-0.27313462f + t * (0.13950051f + t * -0.02612071f));
      float middle = 0.11519757f + t * (0.11535957f + t * (-0.04471958f + t * high));
      tail[i] *= t * (0.1356205f + t * (0.13611221f + t * middle));
    }
  }
}
