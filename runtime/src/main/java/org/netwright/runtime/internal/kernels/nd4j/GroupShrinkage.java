package org.netwright.runtime.internal.kernels.nd4j;

import java.util.Arrays;

/** The proximal step of a group lasso on one group; both engines use it. */
public final class GroupShrinkage {
  private static final int MAX_ITERATIONS = 100;
  private static final double PRECISION = 1e-13;

  private GroupShrinkage() {}

  /**
   * Returns the factor that scales one norm to another; exactly 1 if they are equal, and for a norm
   * of 0.
   */
  public static double factor(double norm, double wanted) {
    return norm == 0 || wanted == norm ? 1 : wanted / norm;
  }

  /**
   * Overwrites a group with the x where {@code Σ (x − w)² / (2t) + kappa · ‖x‖₂} is least.
   *
   * <p>With {@code r = ‖x‖₂}, x is {@code w · r / (r + t · kappa)}, so that r is the root of {@code
   * ‖w / (r + t · kappa)‖₂ = 1}. The inverse of that norm is concave in r, so that Newton's method
   * climbs to its root from 0.
   *
   * @param w the group, in the first n elements
   * @param t its step sizes, above 0
   * @param kappa above 0
   */
  public static void shrink(double[] w, double[] t, int n, double kappa) {
    double r = 0;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double sum = 0;
      double slope = 0;
      for (int i = 0; i < n; i++) {
        double divisor = r + t[i] * kappa;
        double part = w[i] / divisor;
        sum += part * part;
        slope += part * part / divisor;
      }
      if (iteration == 0 && sum <= 1) {
        Arrays.fill(w, 0, n, 0);
        return;
      }
      // With f = 1/√sum − 1, f′ = slope / sum^1.5.
      double step = sum * (Math.sqrt(sum) - 1) / slope;
      r += step;
      if (!(Math.abs(step) > PRECISION * r)) {
        break;
      }
    }
    for (int i = 0; i < n; i++) {
      w[i] *= r / (r + t[i] * kappa);
    }
  }
}
