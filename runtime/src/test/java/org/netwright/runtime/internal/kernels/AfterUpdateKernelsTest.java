package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;
import static org.netwright.runtime.internal.kernels.Batches.weight;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Proximal steps, constraints and the clipping of gradients. */
class AfterUpdateKernelsTest {
  /** Columns of the norms 5 and 13. */
  private static final double[] W = {3, 5, 4, -12};

  /** What lies before {@link Batches#weight} in its vector. */
  private static final int OFFSET = 3;

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theSoftThresholdMovesTowardsZeroAndStopsThere(DataType type) {
    ParameterTensor w = weight(type, 2, 3, 1, -1, 0.25, -0.25, -0.0, 0.1);
    KERNELS.softThreshold(0.5, uniform(0.5), w);
    assertThat(read(w.array())).containsExactly(0.75, -0.75, 0.0, 0.0, 0.0, 0.0);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void itTakesEachParametersOwnStep(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    // 0.8 / (√v · 2 + 1) for v of 0, 1, 4 and 9
    KERNELS.softThreshold(10, adaptive(type, 0, 1, 4, 9), w);
    assertClose(
        read(w.array()),
        new double[] {0, 5 - 8.0 / 3, 4 - 8.0 / 5, -12 + 8.0 / 7},
        tolerance(type));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theGroupThresholdTakesWholeGroups(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    double threshold = 2 * Math.sqrt(2) * 2;
    KERNELS.groupSoftThreshold(2, uniform(2), Axis.OUTPUT, w);
    double kept = 1 - threshold / 13;
    assertClose(read(w.array()), new double[] {0, 5 * kept, 0, -12 * kept}, tolerance(type));
    assertThat(1 / read(w.array())[0]).as("0, not −0").isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** No point near the result has less of {@code Σ (x − w)² / (2t) + κ ‖x‖}. */
  @ParameterizedTest
  @EnumSource
  void withStepsOfTheirOwnGroupsGoToTheMinimum(Axis axis) {
    double[] w = random(3, 12);
    double[] variance = Batches.map(random(4, 12), v -> v * v);
    double[] steps = Batches.map(variance, v -> 0.8 / (Math.sqrt(v) * 2 + 1));
    for (double strength : new double[] {0.05, 0.3, 1, 3}) {
      ParameterTensor weight = weight(DataType.DOUBLE, 4, 3, w);
      KERNELS.groupSoftThreshold(strength, adaptive(DataType.DOUBLE, variance), axis, weight);
      double[] x = read(weight.array());
      double least = objective(x, w, steps, strength, axis);
      Random random = new Random(5);
      for (int move = 0; move < 500; move++) {
        double[] moved = Batches.map(x, v -> v + 1e-3 * random.nextGaussian());
        assertThat(objective(moved, w, steps, strength, axis)).isGreaterThan(least);
      }
    }
  }

  private static double objective(
      double[] x, double[] w, double[] steps, double strength, Axis axis) {
    double sum = KERNELS.groupLasso(weight(DataType.DOUBLE, 4, 3, x), strength, axis);
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - w[i]) * (x[i] - w[i]) / (2 * steps[i]);
    }
    return sum;
  }

  @Test
  void withoutStrengthOrStepNothingMoves() {
    for (StepSizes steps : new StepSizes[] {uniform(0.5), adaptive(DataType.FLOAT, 0, 1, 4, 9)}) {
      ParameterTensor w = weight(DataType.FLOAT, 2, 2, W);
      KERNELS.softThreshold(0, steps, w);
      KERNELS.groupSoftThreshold(0, steps, Axis.INPUT, w);
      assertThat(read(w.array())).containsExactly(W);
    }
    ParameterTensor w = weight(DataType.FLOAT, 2, 2, W);
    KERNELS.softThreshold(3, uniform(0), w);
    KERNELS.groupSoftThreshold(3, uniform(0), Axis.OUTPUT, w);
    assertThat(read(w.array())).containsExactly(W);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void normsAreKeptWithinTheirBounds(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    KERNELS.maxNorm(6.5, Axis.OUTPUT, w);
    assertThat(read(w.array())).as("5 is within the bound").containsExactly(3, 2.5, 4, -6);
    KERNELS.unitNorm(Axis.OUTPUT, w);
    assertClose(read(w.array()), new double[] {0.6, 5 / 13.0, 0.8, -12 / 13.0}, tolerance(type));
    ParameterTensor other = weight(type, 2, 2, W);
    // Keras: rate · clip(norm, min, max) + (1 − rate) · norm
    KERNELS.minMaxNorm(6, 8, 0.5, Axis.OUTPUT, other);
    double first = (0.5 * 6 + 0.5 * 5) / 5;
    double second = (0.5 * 8 + 0.5 * 13) / 13;
    assertClose(
        read(other.array()),
        new double[] {3 * first, 5 * second, 4 * first, -12 * second},
        tolerance(type));
    KERNELS.maxNorm(1, Axis.INPUT, other);
    double[] rows = read(other.array());
    assertThat(Math.hypot(rows[0], rows[1])).isBetween(1 - 1e-6, 1 + 1e-6);
    assertThat(Math.hypot(rows[2], rows[3])).isBetween(1 - 1e-6, 1 + 1e-6);
  }

  @Test
  void groupsOfZerosStay() {
    ParameterTensor w = weight(DataType.DOUBLE, 2, 2, 0, 5, 0, -12);
    KERNELS.unitNorm(Axis.OUTPUT, w);
    KERNELS.minMaxNorm(0.5, 1, 1, Axis.OUTPUT, w);
    assertThat(w.array().getDouble(0, 0)).isZero();
    assertThat(w.array().getDouble(1, 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void whatIsNegativeBecomesZero(DataType type) {
    ParameterTensor w = weight(type, 2, 2, -1, 2, Double.NaN, -0.5);
    KERNELS.nonNegative(w);
    assertThat(read(w.array())).containsExactly(0, 2, Double.NaN, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void gradientsAreClipped(DataType type) {
    FlatTensor flat = flat(type, 3, -4, 0.5, 12);
    KERNELS.clipByValue(4, flat);
    assertThat(read(flat.array())).containsExactly(3, -4, 0.5, 4);
    assertThat(KERNELS.sumOfSquares(flat)).isCloseTo(9 + 16 + 0.25 + 16, within(tolerance(type)));
    KERNELS.scale(0.5, flat);
    assertThat(read(flat.array())).containsExactly(1.5, -2, 0.25, 2);

    ParameterTensor one = weight(type, 2, 2, 3, 0, 4, 0);
    KERNELS.clipByNorm(1, one);
    assertClose(read(one.array()), new double[] {0.6, 0, 0.8, 0}, tolerance(type));
    FlatTensor broken = flat(type, Double.NaN, 9, 0, 0);
    KERNELS.clipByValue(1, broken);
    assertThat(read(broken.array())).containsExactly(Double.NaN, 1, 0, 0);
  }

  private static StepSizes uniform(double step) {
    StepSizes steps = new StepSizes();
    steps.uniform(step);
    return steps;
  }

  /** 0.8 / (√variance · 2 + 1), for a parameter that {@link Batches#weight} has made. */
  private static StepSizes adaptive(DataType type, double... variance) {
    double[] all = new double[OFFSET + variance.length];
    System.arraycopy(variance, 0, all, OFFSET, variance.length);
    StepSizes steps = new StepSizes();
    steps.adaptive(0.8, flat(type, all), gradient -> flat(type, variance), 2, 1);
    return steps;
  }

  private static FlatTensor flat(DataType type, double... values) {
    ParameterLayout layout =
        ParameterLayout.builder()
            .add("all", ParameterRole.BIAS, Initializer.ZEROS.fans(1, values.length), values.length)
            .build();
    FlatTensor flat = new ParameterVector(layout, type, 0).zeros();
    flat.array().assign(Nd4j.createFromArray(values));
    return flat;
  }
}
