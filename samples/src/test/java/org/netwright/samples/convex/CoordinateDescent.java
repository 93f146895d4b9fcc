package org.netwright.samples.convex;

import java.util.Arrays;

/**
 * Minimises {@code mean loss + l1 · Σ|w| + l2 · Σw²} of a linear model with an intercept, one
 * coefficient at a time, until none moves: slow and simple, to compare with.
 */
final class CoordinateDescent {
  private static final double PRECISION = 1e-13;

  private final double[][] x;
  private final double[] y;
  private final double l1;
  private final double l2;

  /** What the model gives for each row before the loss. */
  private final double[] output;

  /** The coefficients, and the intercept behind them. */
  private final double[] w;

  private CoordinateDescent(double[][] x, double[] y, double l1, double l2) {
    this.x = x;
    this.y = y;
    this.l1 = l1;
    this.l2 = l2;
    this.output = new double[y.length];
    this.w = new double[x[0].length + 1];
  }

  /** Returns coefficients and intercept for the mean of squared errors. */
  static double[] linear(double[][] x, double[] y, double l1, double l2) {
    return new CoordinateDescent(x, y, l1, l2).minimize(false);
  }

  /** Returns coefficients and intercept for binary cross entropy, y of zeros and ones. */
  static double[] logistic(double[][] x, double[] y, double l1, double l2) {
    return new CoordinateDescent(x, y, l1, l2).minimize(true);
  }

  private double[] minimize(boolean logistic) {
    double moved;
    do {
      moved = 0;
      for (int j = 0; j < w.length; j++) {
        moved = Math.max(moved, move(j, logistic));
      }
    } while (moved > PRECISION);
    return w;
  }

  /** Goes to where a parabola above the loss, through the point and its slope there, is least. */
  private double move(int j, boolean logistic) {
    double slope = 0;
    double curvature = 0;
    for (int i = 0; i < y.length; i++) {
      double residual = logistic ? 1 / (1 + Math.exp(-output[i])) - y[i] : 2 * (output[i] - y[i]);
      slope += residual * column(i, j) / y.length;
      curvature += (logistic ? 0.25 : 2) * column(i, j) * column(i, j) / y.length;
    }
    boolean isIntercept = j == w.length - 1;
    double old = w[j];
    double goal = curvature * old - slope;
    double shrunk = isIntercept ? goal : Math.signum(goal) * Math.max(Math.abs(goal) - l1, 0);
    w[j] = shrunk / (isIntercept ? curvature : curvature + 2 * l2);
    for (int i = 0; i < y.length; i++) {
      output[i] += (w[j] - old) * column(i, j);
    }
    return Math.abs(w[j] - old);
  }

  private double column(int row, int j) {
    return j == x[row].length ? 1 : x[row][j];
  }

  /** Solves {@code a · w = b} by Gaussian elimination with pivots; overwrites both. */
  static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      double number = b[pivot];
      b[pivot] = b[k];
      b[k] = number;
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
        b[i] -= factor * b[k];
      }
    }
    double[] w = Arrays.copyOf(b, n);
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        w[k] -= a[k][j] * w[j];
      }
      w[k] /= a[k][k];
    }
    return w;
  }
}
