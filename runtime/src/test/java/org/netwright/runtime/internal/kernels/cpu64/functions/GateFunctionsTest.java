package org.netwright.runtime.internal.kernels.cpu64.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GateFunctionsTest {
  private static final int COUNT = 3001;

  /** Large, small, and beyond where the results are 0 and 1. */
  private final double[] x = new double[COUNT];

  private final GateFunctions functions = new GateFunctions(2 * COUNT);

  GateFunctionsTest() {
    Arrays.setAll(x, i -> Math.pow((i - COUNT / 2) / 300.0, 5)); // −3125 to 3125
    x[7] = Double.NaN;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void sigmoidAndTanhAreExact() {
    double[] sigmoids = x.clone();
    functions.sigmoid(sigmoids, COUNT);
    check(sigmoids, 0, GateFunctionsTest::sigmoid);
    double[] tanhs = x.clone();
    functions.tanh(tanhs, COUNT);
    check(tanhs, 0, Math::tanh);
  }

  @Test
  void bothInOneLoopAreExact() {
    for (int first : new int[] {COUNT, 0}) {
      double[] both = Arrays.copyOf(x, 2 * COUNT);
      System.arraycopy(x, 0, both, COUNT, COUNT);
      functions.sigmoidThenTanh(both, first, 2 * COUNT);
      check(both, 0, first == 0 ? Math::tanh : GateFunctionsTest::sigmoid);
      check(both, COUNT, Math::tanh);
    }
  }

  private void check(double[] given, int from, DoubleUnaryOperator exact) {
    for (int i = 0; i < COUNT; i++) {
      double expected = exact.applyAsDouble(x[i]);
      double actual = given[from + i];
      assertThat(
              Math.abs(actual - expected) <= 2e-15 * Math.abs(expected) + 1e-307
                  || (Double.isNaN(actual) && Double.isNaN(expected)))
          .as("of %s: %s, expected %s", x[i], actual, expected)
          .isTrue();
    }
  }
}
