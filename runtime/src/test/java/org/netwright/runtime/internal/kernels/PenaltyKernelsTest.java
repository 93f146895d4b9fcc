package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;
import static org.netwright.runtime.internal.kernels.Batches.weight;

import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

class PenaltyKernelsTest {
  /** Columns of the norms 5 and 13, rows of the norms √34 and √160. */
  private static final double[] W = {3, 5, 4, -12};

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theGroupLassoSumsNormsTimesTheRootOfTheirSize(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    assertThat(KERNELS.groupLasso(w, 0.5, Axis.OUTPUT))
        .isCloseTo(0.5 * Math.sqrt(2) * (5 + 13), within(1e-12));
    assertThat(KERNELS.groupLasso(w, 0.5, Axis.INPUT))
        .isCloseTo(0.5 * Math.sqrt(2) * (Math.sqrt(34) + Math.sqrt(160)), within(1e-12));

    ParameterTensor gradient = weight(type, 2, 2, 1, 1, 1, 1);
    KERNELS.addGroupLassoGradient(w, 0.5, Axis.OUTPUT, gradient);
    double factor = 0.5 * Math.sqrt(2);
    assertClose(
        read(gradient.array()),
        new double[] {
          1 + factor * 3 / 5, 1 + factor * 5 / 13, 1 + factor * 4 / 5, 1 - factor * 12 / 13
        },
        tolerance(type));
  }

  @Test
  void aGroupOfZerosHasNoGradient() {
    ParameterTensor gradient = weight(DataType.DOUBLE, 2, 2, 1, 2, 3, 4);
    ParameterTensor w = weight(DataType.DOUBLE, 2, 2, 0, 5, 0, -12);
    KERNELS.addGroupLassoGradient(w, 0.5, Axis.OUTPUT, gradient);
    KERNELS.addOrthogonalGradient(w, 0.5, Axis.OUTPUT, gradient);
    assertThat(gradient.array().getDouble(0, 0)).isEqualTo(1);
    assertThat(gradient.array().getDouble(1, 0)).isEqualTo(3);
    assertThat(KERNELS.orthogonal(w, 0.5, Axis.OUTPUT)).isZero();
  }

  /** Keras: factor · 0.5 · Σ|product without diagonal| / (size · (size − 1) / 2). */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theOrthogonalPenaltyIsTheMeanCosine(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    assertThat(KERNELS.orthogonal(w, 0.3, Axis.OUTPUT))
        .isCloseTo(0.3 * Math.abs(3 * 5 - 4 * 12) / (5.0 * 13), within(1e-12));
    assertThat(KERNELS.orthogonal(w, 0.3, Axis.INPUT))
        .isCloseTo(0.3 * Math.abs(3 * 4 - 5 * 12) / Math.sqrt(34 * 160), within(1e-12));
    // Three rows: pairs with the cosines 0, 1/√2 and 1/√2.
    ParameterTensor three = weight(type, 3, 2, 1, 0, 0, 2, 3, 3);
    double product = 2 * (0 + Math.sqrt(0.5) + Math.sqrt(0.5));
    assertThat(KERNELS.orthogonal(three, 0.3, Axis.INPUT))
        .isCloseTo(0.3 * 0.5 * product / (3 * 2 / 2.0), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theDistanceIsThatFromTheBase(DataType type) {
    ParameterTensor w = weight(type, 2, 2, W);
    ParameterTensor base = weight(type, 2, 2, 2, 5, 6, -9);
    assertThat(KERNELS.l2Distance(w, base, 0.5)).isCloseTo(0.5 * (1 + 0 + 4 + 9), within(1e-12));
    ParameterTensor gradient = weight(type, 2, 2, 1, 1, 1, 1);
    KERNELS.addL2DistanceGradient(w, base, 0.5, gradient);
    assertClose(read(gradient.array()), new double[] {2, 1, -1, -2}, tolerance(type));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void activityPenaltiesAreMeansOverTheRows(DataType type) {
    BatchTensor x = batch(type, 2, 3, -4, 0, 5, 1, -1);
    assertThat(KERNELS.activityL1(x, 0.1, 2)).isCloseTo(0.1 * 14 / 2, within(1e-12));
    assertThat(KERNELS.activityL2(x, 0.1, 2)).isCloseTo(0.1 * 52 / 2, within(1e-12));
    BatchTensor gradient = batch(type, 2, 1, 1, 1, 1, 1, 1);
    KERNELS.addActivityL1Gradient(x, 0.1, gradient, 2);
    double[] expected = {1.05, 0.95, 1, 1.05, 1.05, 0.95};
    assertClose(read(gradient, 2), expected, tolerance(type));
    KERNELS.addActivityL2Gradient(x, 0.1, gradient, 2);
    assertClose(read(gradient, 2), new double[] {1.35, 0.55, 1, 1.55, 1.15, 0.85}, tolerance(type));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithCentralDifferences(Axis axis) {
    check(
        w -> KERNELS.groupLasso(w, 0.3, axis),
        (w, g) -> KERNELS.addGroupLassoGradient(w, 0.3, axis, g));
    check(
        w -> KERNELS.orthogonal(w, 0.3, axis),
        (w, g) -> KERNELS.addOrthogonalGradient(w, 0.3, axis, g));
    ParameterTensor base = weight(DataType.DOUBLE, 4, 3, random(9, 12));
    check(
        w -> KERNELS.l2Distance(w, base, 0.3),
        (w, g) -> KERNELS.addL2DistanceGradient(w, base, 0.3, g));
  }

  private static void check(
      ToDoubleFunction<ParameterTensor> value, BiConsumer<ParameterTensor, ParameterTensor> add) {
    double[] p = random(4, 12);
    ParameterTensor gradient = weight(DataType.DOUBLE, 4, 3, new double[12]);
    add.accept(weight(DataType.DOUBLE, 4, 3, p), gradient);
    CentralDifferences.check(
        read(gradient.array()), p, q -> value.applyAsDouble(weight(DataType.DOUBLE, 4, 3, q)));
  }
}
