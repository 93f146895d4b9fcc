package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionMetricsTest {
  @Test
  void followsItsFormulas() {
    RegressionMetrics metrics =
        RegressionMetrics.of(new double[] {1, 2, 3, 6}, new double[] {1, 4, 3, 4});
    assertThat(metrics.n()).isEqualTo(4);
    assertThat(metrics.mse()).isEqualTo(8.0 / 4);
    assertThat(metrics.rmse()).isEqualTo(Math.sqrt(2));
    assertThat(metrics.mae()).isEqualTo(4.0 / 4);
    assertThat(metrics.r2()).isEqualTo(1 - 8.0 / 14);
    assertThat(metrics).hasToString("R² 0.4286, RMSE 1.414, MAE 1.000, 4 rows");
  }

  @Test
  void countsRowsNotValues() {
    assertThat(RegressionMetrics.of(new double[6], new double[6], 3).n()).isEqualTo(2);
  }

  @Test
  void knowsConstantsWhoseMeanIsRounded() {
    for (double constant : new double[] {0.1, 0.7, 1e16 / 3, 1e-5}) {
      for (int rows = 1; rows < 50; rows++) {
        double[] actual = new double[rows];
        Arrays.fill(actual, constant);
        double[] predicted = actual.clone();
        assertThat(RegressionMetrics.of(actual, predicted).r2()).isEqualTo(1);
        predicted[rows / 2] *= 1.001;
        assertThat(RegressionMetrics.of(actual, predicted).r2()).isEqualTo(0);
      }
    }
  }

  @Test
  void treatsASingleRowAsConstant() {
    assertThat(RegressionMetrics.of(new double[] {3}, new double[] {3}).r2()).isEqualTo(1);
    assertThat(RegressionMetrics.of(new double[] {3}, new double[] {4}).r2()).isEqualTo(0);
  }

  @Test
  void isPerfectToTheBitForAnyNumberOfOutputs() {
    double[] values = new double[30];
    Arrays.setAll(values, Math::sin);
    assertThat(RegressionMetrics.of(values, values, 10).r2()).isEqualTo(1);
  }

  @Test
  void losesNoPrecisionInLongSums() {
    // After the first error, the square of each other is below half a unit in the last place of
    // the sum: a plain sum would stay at 1.
    double[] predicted = new double[1_000_001];
    Arrays.fill(predicted, 1e-8);
    predicted[0] = 1;
    double sum =
        RegressionMetrics.of(new double[predicted.length], predicted).mse() * predicted.length;
    assertThat(sum).isCloseTo(1 + 1e6 * 1e-16, within(1e-15));
  }

  static Stream<Arguments> badCalls() {
    double[] four = {1, 2, 3, 4};
    double[] large = {1, 1e308, 2, -1e308};
    String tooLarge =
        "expected values whose squares have a finite sum, got larger ones for output ";
    return Stream.of(
        Arguments.of(
            four,
            new double[3],
            1,
            "expected actual and predicted of the same length, got 4 and 3"),
        Arguments.of(four, four, 0, "expected at least 1 output, got 0"),
        Arguments.of(four, four, 3, "expected whole rows of 3 outputs, got 4 values"),
        Arguments.of(
            four,
            new double[] {1, 2, 3, Double.NEGATIVE_INFINITY},
            2,
            "expected finite predicted, got -Infinity in row 1, column 1 (counted from 0)"),
        Arguments.of(four, new double[] {1, 2, 1e200, 4}, 1, tooLarge + 0),
        Arguments.of(large, large, 2, tooLarge + 1),
        // Each output's squares are finite, their sum is not.
        Arguments.of(new double[2], new double[] {1.2e154, 1.2e154}, 2, tooLarge + 1));
  }

  @ParameterizedTest
  @MethodSource("badCalls")
  void reportsInvalidArguments(double[] actual, double[] predicted, int outputs, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegressionMetrics.of(actual, predicted, outputs))
        .withMessage(message);
  }
}
