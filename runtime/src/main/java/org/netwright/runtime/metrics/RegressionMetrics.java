package org.netwright.runtime.metrics;

import java.util.Locale;

/**
 * Measures how far predicted values are from actual values.
 *
 * <pre>{@code
 * RegressionMetrics metrics = RegressionMetrics.of(actual, predicted);
 * System.out.println(metrics); // R² 0.4521, RMSE 53.12, MAE 43.05, 442 rows
 * }</pre>
 *
 * <p>With several outputs, each row has a value for each of them. The metrics are then means over
 * the outputs, with equal weights: scikit-learn's {@code multioutput="uniform_average"}.
 *
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/model_evaluation.html#regression-metrics">scikit-learn:
 *     regression metrics</a>
 */
public final class RegressionMetrics {
  private final int n;
  private final double mse;
  private final double mae;
  private final double r2;

  private RegressionMetrics(int n, double mse, double mae, double r2) {
    this.n = n;
    this.mse = mse;
    this.mae = mae;
    this.r2 = r2;
  }

  /**
   * Compares the values of one output.
   *
   * @param actual the actual value of each row
   * @param predicted the value that was predicted for each row
   * @throws IllegalArgumentException if the arrays are empty or differ in length, a value is NaN or
   *     infinite, or the values are so large that their squares are not finite
   */
  public static RegressionMetrics of(double[] actual, double[] predicted) {
    return of(actual, predicted, 1);
  }

  /**
   * Compares the values of several outputs.
   *
   * @param actual [rows × outputs], row by row
   * @param predicted [rows × outputs], row by row
   * @param outputs at least 1
   * @throws IllegalArgumentException if the arrays are empty, differ in length or do not hold
   *     complete rows, a value is NaN or infinite, or the values are so large that their squares
   *     are not finite
   */
  public static RegressionMetrics of(double[] actual, double[] predicted, int outputs) {
    if (outputs < 1) {
      throw new IllegalArgumentException("expected at least 1 output, got " + outputs);
    }
    Arguments.requireSameLength("actual", actual.length, "predicted", predicted.length);
    if (actual.length % outputs != 0) {
      throw new IllegalArgumentException(
          "expected whole rows of %d outputs, got %d values".formatted(outputs, actual.length));
    }
    Arguments.requireFinite("actual", actual, outputs);
    Arguments.requireFinite("predicted", predicted, outputs);
    double squared = 0;
    double absolute = 0;
    double explained = 0;
    for (int output = 0; output < outputs; output++) {
      Output own = Output.of(actual, predicted, output, outputs);
      squared += own.meanSquared;
      requireFinite(squared, output);
      absolute += own.meanAbsolute;
      explained += own.r2;
    }
    return new RegressionMetrics(
        actual.length / outputs, squared / outputs, absolute / outputs, explained / outputs);
  }

  /** Returns how many rows were compared. */
  public int n() {
    return n;
  }

  /**
   * Returns the mean squared error, {@code Σ (actual - predicted)² / n}: at least 0, where 0 is
   * best.
   */
  public double mse() {
    return mse;
  }

  /**
   * Returns the root of {@link #mse()}, in the unit of the values: at least 0, where 0 is best.
   * With several outputs it is the root of their mean; scikit-learn's {@code
   * root_mean_squared_error} is the mean of their roots.
   */
  public double rmse() {
    return Math.sqrt(mse);
  }

  /**
   * Returns the mean absolute error, {@code Σ |actual - predicted| / n}: at least 0, where 0 is
   * best.
   */
  public double mae() {
    return mae;
  }

  /**
   * Returns R², the coefficient of determination, {@code 1 - Σ (actual - predicted)² / Σ (actual -
   * mean of actual)²}: the share of the actual values' variance that is explained.
   *
   * <p>If the actual values of an output are all the same, for example those of a single row, their
   * variance is 0: R² is then 1 if all predictions are equal to them and 0 otherwise, as in
   * scikit-learn.
   *
   * @return at most 1, which is perfect; 0 is no better than predicting the mean, less is worse
   */
  public double r2() {
    return r2;
  }

  /** Returns one line, such as {@code R² 0.4521, RMSE 53.12, MAE 43.05, 442 rows}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "R² %.4f, RMSE %.4g, MAE %.4g, %d rows", r2, rmse(), mae, n);
  }

  private static void requireFinite(double squares, int output) {
    if (!Double.isFinite(squares)) {
      throw new IllegalArgumentException(
          "expected values whose squares have a finite sum, got larger ones for output %d"
              .formatted(output));
    }
  }

  /** The sums over one output. */
  private record Output(double meanSquared, double meanAbsolute, double r2) {
    static Output of(double[] actual, double[] predicted, int output, int outputs) {
      CompensatedSum sum = new CompensatedSum();
      CompensatedSum squared = new CompensatedSum();
      CompensatedSum absolute = new CompensatedSum();
      boolean constant = true;
      for (int i = output; i < actual.length; i += outputs) {
        double error = actual[i] - predicted[i];
        sum.add(actual[i]);
        squared.add(error * error);
        absolute.add(Math.abs(error));
        constant &= actual[i] == actual[output];
      }
      int n = actual.length / outputs;
      // The mean of equal values need not be equal to them: 0.1, three times.
      double variation = constant ? 0 : squaredDistances(actual, sum.value() / n, output, outputs);
      double unexplained = squared.value();
      requireFinite(unexplained + variation, output);
      return new Output(unexplained / n, absolute.value() / n, r2(unexplained, variation));
    }

    private static double squaredDistances(double[] actual, double mean, int output, int outputs) {
      CompensatedSum squares = new CompensatedSum();
      for (int i = output; i < actual.length; i += outputs) {
        double distance = actual[i] - mean;
        squares.add(distance * distance);
      }
      return squares.value();
    }

    private static double r2(double unexplained, double variation) {
      if (variation == 0) {
        return unexplained == 0 ? 1 : 0;
      }
      return 1 - unexplained / variation;
    }
  }
}
