package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.bias;
import static org.netwright.runtime.internal.kernels.Batches.empty;
import static org.netwright.runtime.internal.kernels.Batches.map;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;
import static org.netwright.runtime.internal.kernels.Batches.weight;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

class RegularizationKernelsTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void penaltiesOfWeightsAndBiases(DataType type) {
    double[] p = random(1, 35);
    double sumOfSizes = Arrays.stream(p).map(Math::abs).sum();
    double sumOfSquares = Arrays.stream(p).map(v -> v * v).sum();
    for (ParameterTensor parameter : List.of(weight(type, 5, 7, p), bias(type, p))) {
      assertThat(KERNELS.l1(parameter, 0.01)).isCloseTo(0.01 * sumOfSizes, within(1e-13));
      assertThat(KERNELS.l2(parameter, 0.01)).isCloseTo(0.01 * sumOfSquares, within(1e-13));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void gradientsAreAddedToWhatIsThere(DataType type) {
    double[] p = random(1, 35);
    p[3] = 0;
    double[] before = random(2, 35);
    ParameterTensor gradient = weight(type, 5, 7, before);
    KERNELS.addL1Gradient(weight(type, 5, 7, p), 0.25, gradient);
    double[] expected = new double[35];
    Arrays.setAll(expected, i -> before[i] + 0.25 * Math.signum(p[i]));
    assertClose(read(gradient.array()), expected, tolerance(type));

    KERNELS.addL2Gradient(weight(type, 5, 7, p), 0.25, gradient);
    Arrays.setAll(expected, i -> expected[i] + 0.5 * p[i]);
    assertClose(read(gradient.array()), expected, tolerance(type));
  }

  @Test
  void gradientsAreThoseOfThePenalties() {
    double[] p = map(random(1, 6), v -> v + Math.copySign(0.1, v));
    ParameterTensor gradient = weight(DataType.DOUBLE, 2, 3, new double[6]);
    KERNELS.addL1Gradient(weight(DataType.DOUBLE, 2, 3, p), 0.3, gradient);
    CentralDifferences.check(
        read(gradient.array()), p, q -> KERNELS.l1(weight(DataType.DOUBLE, 2, 3, q), 0.3));

    gradient.array().assign(0);
    KERNELS.addL2Gradient(weight(DataType.DOUBLE, 2, 3, p), 0.3, gradient);
    CentralDifferences.check(
        read(gradient.array()), p, q -> KERNELS.l2(weight(DataType.DOUBLE, 2, 3, q), 0.3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void dropoutTakesItsShareAndKeepsTheMean(double rate) {
    int n = 4000;
    int width = 50;
    BatchTensor mask = empty(DataType.DOUBLE, width);
    BatchTensor x = batch(DataType.DOUBLE, n, random(1, n * width));
    BatchTensor out = empty(DataType.DOUBLE, width);
    KERNELS.dropout(x, rate, 42, out, mask, n);
    double[] factors = read(mask, n);
    double kept = 1 / (1 - rate);
    assertThat(Arrays.stream(factors).allMatch(f -> f == 0 || f == kept)).isTrue();
    double share = Arrays.stream(factors).filter(f -> f == 0).count() / (double) factors.length;
    // Five standard deviations of a share of 200,000.
    assertThat(share)
        .isCloseTo(rate, within(5 * Math.sqrt(rate * (1 - rate) / factors.length) + 1e-15));
    double[] expected = read(x, n);
    Arrays.setAll(expected, i -> expected[i] * factors[i]);
    assertThat(Arrays.equals(read(out, n), expected)).isTrue();
  }

  @Test
  void dropoutDependsOnTheSeedAlone() {
    assertThat(mask(DataType.DOUBLE, 7, 20)).containsExactly(mask(DataType.DOUBLE, 7, 20));
    assertThat(mask(DataType.FLOAT, 7, 20)).containsExactly(mask(DataType.DOUBLE, 7, 20));
    assertThat(mask(DataType.FLOAT, 7, 20)).startsWith(mask(DataType.FLOAT, 7, 5));
    assertThat(mask(DataType.FLOAT, 8, 20)).isNotEqualTo(mask(DataType.FLOAT, 7, 20));
  }

  @Test
  void dropoutWorksInPlaceAndItsGradientTakesTheMask() {
    int n = 6;
    double[] x = random(1, n * 3);
    double[] g = random(2, n * 3);
    BatchTensor values = batch(DataType.FLOAT, n, x);
    BatchTensor mask = empty(DataType.FLOAT, 3);
    KERNELS.dropout(values, 0.5, 1, values, mask, n);
    double[] factors = read(mask, n);
    double[] expected = new double[x.length];
    Arrays.setAll(expected, i -> x[i] * factors[i]);
    assertThat(read(values, n)).containsExactly(expected);

    BatchTensor gradient = batch(DataType.FLOAT, n, g);
    KERNELS.dropoutGradient(mask, gradient, gradient, n);
    Arrays.setAll(expected, i -> g[i] * factors[i]);
    assertThat(read(gradient, n)).containsExactly(expected);
  }

  private static double[] mask(DataType type, long seed, int n) {
    BatchTensor mask = empty(type, 8);
    KERNELS.dropout(batch(type, n, random(1, n * 8)), 0.5, seed, empty(type, 8), mask, n);
    return read(mask, n);
  }
}
