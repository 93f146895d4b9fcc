package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.empty;
import static org.netwright.runtime.internal.kernels.Batches.map;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.ActivationKernels;
import org.netwright.runtime.generated.BatchTensor;

class ActivationKernelsTest {

  /** An activation kernel, its gradient, and the same in Java. */
  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private enum Activation {
    RELU(
        (k, x, out, n) -> k.relu(x, out, n),
        (k, from, g, xg, n) -> k.reluGradient(from, g, xg, n),
        From.OUTPUT,
        x -> Math.max(x, 0)),
    LEAKY_RELU(
        (k, x, out, n) -> k.leakyRelu(x, 0.1, out, n),
        (k, from, g, xg, n) -> k.leakyReluGradient(from, g, 0.1, xg, n),
        From.OUTPUT,
        x -> x > 0 ? x : 0.1 * x),
    TANH(
        (k, x, out, n) -> k.tanh(x, out, n),
        (k, from, g, xg, n) -> k.tanhGradient(from, g, xg, n),
        From.OUTPUT,
        Math::tanh),
    SIGMOID(
        (k, x, out, n) -> k.sigmoid(x, out, n),
        (k, from, g, xg, n) -> k.sigmoidGradient(from, g, xg, n),
        From.OUTPUT,
        x -> 1 / (1 + Math.exp(-x))),
    GELU(
        (k, x, out, n) -> k.gelu(x, out, n),
        (k, from, g, xg, n) -> k.geluGradient(from, g, xg, n),
        From.INPUT,
        x -> x * 0.5 * (1 + Erf.erf(x / Math.sqrt(2)))),
    ELU(
        (k, x, out, n) -> k.elu(x, 0.7, out, n),
        (k, from, g, xg, n) -> k.eluGradient(from, g, 0.7, xg, n),
        From.OUTPUT,
        x -> x > 0 ? x : 0.7 * Math.expm1(x)),
    SOFTPLUS(
        (k, x, out, n) -> k.softplus(x, out, n),
        (k, from, g, xg, n) -> k.softplusGradient(from, g, xg, n),
        From.INPUT,
        x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
    SILU(
        (k, x, out, n) -> k.silu(x, out, n),
        (k, from, g, xg, n) -> k.siluGradient(from, g, xg, n),
        From.INPUT,
        x -> x / (1 + Math.exp(-x)));

    private final Forward forward;
    private final Gradient gradient;
    private final From from;
    private final DoubleUnaryOperator function;

    Activation(Forward forward, Gradient gradient, From from, DoubleUnaryOperator function) {
      this.forward = forward;
      this.gradient = gradient;
      this.from = from;
      this.function = function;
    }

    double[] apply(DataType type, int n, double... x) {
      BatchTensor out = empty(type, x.length / n);
      forward.apply(KERNELS, batch(type, n, x), out, n);
      return read(out, n);
    }

    double[] gradient(DataType type, int n, double[] x, double[] outGradient) {
      double[] seen = from == From.INPUT ? x : apply(type, n, x);
      BatchTensor xGradient = empty(type, x.length / n);
      gradient.apply(KERNELS, batch(type, n, seen), batch(type, n, outGradient), xGradient, n);
      return read(xGradient, n);
    }

    /** The kernel's name in the interface, as in leakyRelu. */
    String kernel() {
      String joined = name().replace("_", "").toLowerCase(Locale.ROOT);
      return joined.equals("leakyrelu") ? "leakyRelu" : joined;
    }
  }

  private enum From {
    INPUT,
    OUTPUT
  }

  private interface Forward {
    void apply(EngineKernels kernels, BatchTensor x, BatchTensor out, int n);
  }

  private interface Gradient {
    void apply(
        EngineKernels k, BatchTensor from, BatchTensor outGradient, BatchTensor xGradient, int n);
  }

  private static final int[][] SHAPES = {{1, 1}, {1, 6}, {5, 1}, {7, 3}, {1500, 13}};

  @ParameterizedTest
  @EnumSource
  void valuesAreThoseOfTheFormula(Activation activation) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (int[] shape : SHAPES) {
        double[] x = map(random(1, shape[0] * shape[1]), v -> 3 * v);
        assertClose(
            activation.apply(type, shape[0], x), map(x, activation.function), tolerance(type));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsThatOfTheFunction(Activation activation) {
    for (int[] shape : new int[][] {{1, 1}, {5, 3}, {101, 2}}) {
      int length = shape[0] * shape[1];
      double[] x = awayFromZero(length);
      double[] g = random(2, length);
      // Sums of independent elements: the differences are taken one by one, in one go.
      double h = 1e-5;
      double[] above = activation.apply(DataType.DOUBLE, shape[0], map(x, v -> v + h));
      double[] below = activation.apply(DataType.DOUBLE, shape[0], map(x, v -> v - h));
      double[] numeric = new double[length];
      Arrays.setAll(numeric, i -> g[i] * (above[i] - below[i]) / (2 * h));
      assertClose(activation.gradient(DataType.DOUBLE, shape[0], x, g), numeric, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientInFloatAgreesWithDouble(Activation activation) {
    for (int[] shape : SHAPES) {
      double[] x = awayFromZero(shape[0] * shape[1]);
      double[] g = random(2, x.length);
      assertClose(
          activation.gradient(DataType.FLOAT, shape[0], x, g),
          activation.gradient(DataType.DOUBLE, shape[0], x, g),
          tolerance(DataType.FLOAT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void worksInPlace(Activation activation) {
    int n = 7;
    double[] x = random(1, n * 3);
    double[] g = random(2, n * 3);
    BatchTensor values = batch(DataType.DOUBLE, n, x);
    activation.forward.apply(KERNELS, values, values, n);
    assertThat(read(values, n)).containsExactly(activation.apply(DataType.DOUBLE, n, x));

    BatchTensor from = activation.from == From.OUTPUT ? values : batch(DataType.DOUBLE, n, x);
    BatchTensor gradient = batch(DataType.DOUBLE, n, g);
    activation.gradient.apply(KERNELS, from, gradient, gradient, n);
    assertThat(read(gradient, n)).containsExactly(activation.gradient(DataType.DOUBLE, n, x, g));
  }

  @ParameterizedTest
  @EnumSource
  void largeInputsDoNotOverflow(Activation activation) {
    double[] x = {-1e4, -800, -100, -40, 0, 40, 100, 800, 1e4};
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      assertClose(activation.apply(type, 3, x), map(x, activation.function), tolerance(type));
      assertThat(Arrays.stream(activation.gradient(type, 3, x, map(x, v -> 1))))
          .allSatisfy(slope -> assertThat(slope).isBetween(-0.2, 1.2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumberIsNotHidden(Activation activation) {
    assertThat(activation.apply(DataType.FLOAT, 1, 1, Double.NaN)[1]).isNaN();
  }

  @Test
  void smallSoftplusKeepsItsDigits() {
    double[] actual = Activation.SOFTPLUS.apply(DataType.DOUBLE, 1, -35, -36.5);
    assertThat(actual[0] / Math.exp(-35)).isBetween(1 - 1e-12, 1 + 1e-12);
    assertThat(actual[1] / Math.exp(-36.5)).isBetween(1 - 1e-12, 1 + 1e-12);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1, 2.5, 1e9})
  void leakyReluTakesAnySlope(double negativeSlope) {
    double[] x = {2, -3, 0.5, 0, Double.POSITIVE_INFINITY, -1e-3};
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      BatchTensor out = empty(type, 2);
      KERNELS.leakyRelu(batch(type, 3, x), negativeSlope, out, 3);
      double[] expected = map(x, v -> v > 0 ? v : negativeSlope * v);
      double[] actual = read(out, 3);
      BatchTensor gradient = empty(type, 2);
      BatchTensor ones = batch(type, 3, 1, 1, 1, 1, 1, 1);
      KERNELS.leakyReluGradient(out, ones, negativeSlope, gradient, 3);
      double[] slopes = read(gradient, 3);
      for (int i = 0; i < x.length; i++) {
        double slope = x[i] > 0 ? 1 : negativeSlope;
        assertThat(actual[i]).isCloseTo(expected[i], withPercentage(1e-5));
        assertThat(slopes[i]).isCloseTo(slope, withPercentage(1e-5));
        if (x[i] > 0) {
          assertThat(actual[i]).isEqualTo(x[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RELU", "LEAKY_RELU", "ELU"})
  void infinityStaysInfinite(Activation activation) {
    assertThat(activation.apply(DataType.FLOAT, 1, Double.POSITIVE_INFINITY))
        .containsExactly(Double.POSITIVE_INFINITY);
  }

  @Test
  void slopesAtZeroAreThoseOfPyTorch() {
    double[] zero = {0};
    double[] one = {1};
    assertThat(Activation.RELU.gradient(DataType.DOUBLE, 1, zero, one)).containsExactly(0);
    assertThat(Activation.LEAKY_RELU.gradient(DataType.DOUBLE, 1, zero, one)).containsExactly(0.1);
    assertThat(Activation.ELU.gradient(DataType.DOUBLE, 1, zero, one)).containsExactly(0.7);
  }

  @Test
  void everyActivationIsInTheTable() {
    assertThat(
            Arrays.stream(ActivationKernels.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.endsWith("Gradient"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Activation.values()).map(Activation::kernel).toList());
  }

  /** Keeps away from the kink at 0. */
  private static double[] awayFromZero(int length) {
    Random random = new Random(3);
    return random
        .doubles(length)
        .map(u -> (float) ((0.05 + 3 * u) * (random.nextBoolean() ? 1 : -1)))
        .toArray();
  }
}
