package org.netwright.runtime.internal.kernels.cpu64.functions;

import java.util.Arrays;

/**
 * The functions of gates, by the exponential function: {@code σ(x) = 1 / (1 + e^−x)} and {@code
 * tanh(x) = (e^2x − 1) / (e^2x + 1)}.
 */
public final class GateFunctions {
  private final Exponential exponential = new Exponential();

  /** 0 for σ, 1 for tanh. */
  private final double[] areTanh;

  private int sigmoids;
  private int length;

  /** Makes scratch memory for at most {@code size} numbers. */
  public GateFunctions(int size) {
    areTanh = new double[size];
  }

  /** Overwrites the first numbers by σ of them, and those that follow, up to n, by tanh. */
  public void sigmoidThenTanh(double[] x, int firstTanh, int n) {
    if (firstTanh != sigmoids || n != length) {
      Arrays.fill(areTanh, 0, firstTanh, 0);
      Arrays.fill(areTanh, firstTanh, n, 1);
      sigmoids = firstTanh;
      length = n;
    }
    scale(x, areTanh, n);
    exponential.expm1(x, n);
    divide(x, areTanh, n);
  }

  /** −x for σ, 2x for tanh. */
  private static void scale(double[] x, double[] areTanh, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= 3 * areTanh[i] - 1;
    }
  }

  private static void divide(double[] x, double[] areTanh, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (areTanh[i] * x[i] + (1 - areTanh[i])) / (x[i] + 2);
    }
  }

  /** Overwrites the first n numbers by σ of them. */
  public void sigmoid(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
    exponential.exp(x, n);
    for (int i = 0; i < n; i++) {
      x[i] = 1 / (x[i] + 1);
    }
  }

  /** Overwrites the first n numbers by tanh of them. */
  public void tanh(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = 2 * x[i];
    }
    exponential.expm1(x, n);
    for (int i = 0; i < n; i++) {
      x[i] = x[i] / (x[i] + 2);
    }
  }
}
