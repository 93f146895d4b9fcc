package org.netwright.runtime.internal.kernels.cpu64.functions;

/** What activations have beyond their straight parts. */
public final class Tails {
  private Tails() {}

  /**
   * Overwrites the first n numbers with ln(1 + e^−|x|), what softplus adds to max(x, 0): with
   * {@code s = u / (2 + u)}, {@code ln(1 + u) = 2 · artanh(s)}, and s is at most ⅓, so that sixteen
   * powers of s² are enough.
   */
  public static void softplus(double[] x, int n, Exponential exponential) {
    for (int i = 0; i < n; i++) {
      x[i] = -Math.abs(x[i]);
    }
    exponential.exp(x, n);
    for (int i = 0; i < n; i++) {
      double s = x[i] / (2 + x[i]);
      double z = s * s;
      double high = 1d / 25 + z * (1d / 27 + z * (1d / 29 + z * (1d / 31 + z * (1d / 33))));
      double middle = 1d / 17 + z * (1d / 19 + z * (1d / 21 + z * (1d / 23 + z * high)));
      double low = 1d / 9 + z * (1d / 11 + z * (1d / 13 + z * (1d / 15 + z * middle)));
      x[i] = 2 * s * (1 + z * (1d / 3 + z * (1d / 5 + z * (1d / 7 + z * low))));
    }
  }

  /**
   * Turns e^(−x²/2) into Φ(−|x|): the ratio of the two is a polynomial in {@code t = 1 / (1 + 0.175
   * · |x|)}, which equals it at 21 points for |x| ≤ 38.6, and elsewhere to a relative error below
   * 1.3e-16. Beyond, e^(−x²/2) is 0.
   */
  public static void normal(double[] x, double[] tail, int n) {
    for (int i = 0; i < n; i++) {
      double t = 1 / (1 + 0.175 * Math.abs(x[i]));
      double highest =
          -0.24683574298223726
              + t
                  * (0.14315558546982585
                      + t
                          * (-0.05419561504487021
                              + t * (0.01198461792018482 + t * -0.0011765320245076367)));
      double high =
          -0.07607636253398992
              + t
                  * (0.1699936145009367
                      + t * (-0.2646439714542891 + t * (0.2981899507880845 + t * highest)));
      double middle =
          0.025105757414230906
              + t
                  * (0.011178220802587555
                      + t * (0.009611538977697509 + t * (0.024784347030244108 + t * high)));
      double low =
          0.05718767690580439
              + t
                  * (0.049380334113660336
                      + t * (0.04085622730872905 + t * (0.03079351664738051 + t * middle)));
      tail[i] *=
          t
              * (0.06981489909171594
                  + t
                      * (0.06981489787997319
                          + t * (0.06767684796884875 + t * (0.06340019121998995 + t * low))));
    }
  }
}
