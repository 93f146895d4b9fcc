package org.netwright.runtime.internal.kernels.cpu.functions;

import java.util.Arrays;

/**
 * The functions of gates, each in one loop that C2 compiles to vector instructions.
 *
 * <p>tanh is a quotient of polynomials of the degrees 13 and 6, the one that Eigen and with it
 * TensorFlow use, and {@code σ(x) = ½ + ½ · tanh(½ x)}. Both differ from the exact values by at
 * most 4.2 · 10⁻⁷, on average by a tenth of that, and are exactly 1 where they are within 3 · 10⁻⁷
 * of it. Small values of σ have no more digits than that; those of tanh have all.
 */
public final class GateFunctions {
  /** Where the quotient is 1. */
  private static final float GREATEST = 7.905311f;

  private static final float P1 = 4.8935246e-3f;
  private static final float P3 = 6.3726195e-4f;
  private static final float P5 = 1.48572235e-5f;
  private static final float P7 = 5.1222973e-8f;
  private static final float P9 = -8.604672e-11f;
  private static final float P11 = 2.000188e-13f;
  private static final float P13 = -2.7607684e-16f;
  private static final float Q0 = 4.893525e-3f;
  private static final float Q2 = 2.2684347e-3f;
  private static final float Q4 = 1.1853471e-4f;
  private static final float Q6 = 1.1982584e-6f;

  /** ½ for σ, 1 for tanh. */
  private final float[] factors;

  private int sigmoids;
  private int length;

  /** Makes scratch memory for at most {@code size} numbers. */
  public GateFunctions(int size) {
    factors = new float[size];
  }

  /** Overwrites the first numbers by σ of them, and those that follow, up to n, by tanh. */
  public void sigmoidThenTanh(float[] x, int firstTanh, int n) {
    if (firstTanh != sigmoids || n != length) {
      Arrays.fill(factors, 0, firstTanh, 0.5f);
      Arrays.fill(factors, firstTanh, n, 1);
      sigmoids = firstTanh;
      length = n;
    }
    apply(x, factors, n);
  }

  private static void apply(float[] x, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.min(Math.max(x[i] * factors[i], -GREATEST), GREATEST);
      float s = v * v;
      float odd = P1 + s * (P3 + s * (P5 + s * (P7 + s * (P9 + s * (P11 + s * P13)))));
      float even = Q0 + s * (Q2 + s * (Q4 + s * Q6));
      x[i] = factors[i] * (v * odd / even) + (1 - factors[i]);
    }
  }

  /** Overwrites the first n numbers by σ of them. */
  public void sigmoid(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.min(Math.max(0.5f * x[i], -GREATEST), GREATEST);
      float s = v * v;
      float odd = P1 + s * (P3 + s * (P5 + s * (P7 + s * (P9 + s * (P11 + s * P13)))));
      float even = Q0 + s * (Q2 + s * (Q4 + s * Q6));
      x[i] = 0.5f * (v * odd / even) + 0.5f;
    }
  }

  /** Overwrites the first n numbers by tanh of them. */
  public void tanh(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.min(Math.max(x[i], -GREATEST), GREATEST);
      float s = v * v;
      float odd = P1 + s * (P3 + s * (P5 + s * (P7 + s * (P9 + s * (P11 + s * P13)))));
      float even = Q0 + s * (Q2 + s * (Q4 + s * Q6));
      x[i] = v * odd / even;
    }
  }
}
