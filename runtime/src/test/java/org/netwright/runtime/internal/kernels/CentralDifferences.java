package org.netwright.runtime.internal.kernels;

import java.util.function.ToDoubleFunction;

/** Checks gradients against (f(p + h) − f(p − h)) / 2h, element by element. */
final class CentralDifferences {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private CentralDifferences() {}

  static void check(double[] gradient, double[] point, ToDoubleFunction<double[]> function) {
    check(gradient, TOLERANCE, point, function);
  }

  /** Compares with a tolerance relative to the largest derivative. */
  static void check(
      double[] gradient, double tolerance, double[] point, ToDoubleFunction<double[]> function) {
    double[] numeric = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double[] moved = point.clone();
      moved[i] = point[i] + STEP;
      double above = function.applyAsDouble(moved);
      moved[i] = point[i] - STEP;
      numeric[i] = (above - function.applyAsDouble(moved)) / (2 * STEP);
    }
    Batches.assertClose(gradient, numeric, tolerance);
  }

  /** The scalar whose gradient with respect to b is a. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
