package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.empty;
import static org.netwright.runtime.internal.kernels.Batches.map;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.kernels.LossKernelsTest.Loss;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** With weights w of the rows, a loss is Σ w·l / Σ w, and the gradient that of this number. */
class WeightedLossKernelsTest {
  private static final EngineKernels ND4J = new Nd4jKernels();
  private static final EngineKernels CPU = Batches.cpu(DataType.FLOAT);

  /** Rows in one tile of the engine CPU and in several, tiles in one row and in several. */
  private static final int[][] SHAPES = {
    {1, 1}, {5, 1}, {7, 3}, {4100, 1}, {1500, 13}, {3, 2048}, {3, 5000}, {2, 300}
  };

  static Stream<Arguments> losses() {
    return Arrays.stream(Loss.values())
        .flatMap(
            loss ->
                Stream.of(
                    Arguments.of(loss, ND4J, DataType.FLOAT),
                    Arguments.of(loss, ND4J, DataType.DOUBLE),
                    Arguments.of(loss, CPU, DataType.FLOAT),
                    Arguments.of(loss, Batches.cpu(DataType.DOUBLE), DataType.DOUBLE)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void valueIsThatOfTheFormula(Loss loss, EngineKernels kernels, DataType type) {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      double[] prediction = map(random(1, n * shape[1]), v -> 2 * v);
      double[] target = loss.targets(n, prediction);
      double[] weights = weights(n);
      double expected = mean(loss.ofRows(n, prediction, target), weights);
      BatchTensor targets = weighted(batch(type, n, target), weights);
      double value = loss.value(kernels, batch(type, n, prediction), targets, n);
      // The engine CPU computes exponentials in float.
      double percent = kernels == CPU ? 2e-4 : 1e-10;
      assertThat(value)
          .as(Arrays.toString(shape))
          .isCloseTo(expected, Percentage.withPercentage(percent));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsThatOfTheValue(Loss loss) {
    for (int[] shape : new int[][] {{1, 4}, {5, 3}, {6, 1}}) {
      int n = shape[0];
      double[] prediction = random(1, n * shape[1]);
      double[] target = loss.targets(n, prediction);
      BatchTensor targets = weighted(batch(DataType.DOUBLE, n, target), weights(n));
      CentralDifferences.check(
          loss.gradient(ND4J, batch(DataType.DOUBLE, n, prediction), targets, n),
          prediction,
          p -> loss.value(ND4J, batch(DataType.DOUBLE, n, p), targets, n));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientInFloatAgreesWithDouble(Loss loss) {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      if (loss == Loss.CROSS_ENTROPY && shape[1] == 1) {
        continue; // With one class the gradient is rounding noise.
      }
      double[] prediction = random(1, n * shape[1]);
      double[] target = loss.targets(n, prediction);
      double[] weights = weights(n);
      BatchTensor inDouble = weighted(batch(DataType.DOUBLE, n, target), weights);
      BatchTensor inFloat = weighted(batch(DataType.FLOAT, n, target), weights);
      double[] expected = loss.gradient(ND4J, batch(DataType.DOUBLE, n, prediction), inDouble, n);
      BatchTensor predictions = batch(DataType.FLOAT, n, prediction);
      for (EngineKernels kernels : List.of(ND4J, CPU)) {
        assertClose(
            loss.gradient(kernels, predictions, inFloat, n), expected, tolerance(DataType.FLOAT));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void valueWithGradientIsBoth(Loss loss, EngineKernels kernels, DataType type) {
    int n = 70;
    double[] prediction = random(1, n * 3);
    BatchTensor predictions = batch(type, n, prediction);
    BatchTensor targets = weighted(batch(type, n, loss.targets(n, prediction)), weights(n));
    BatchTensor gradient = empty(type, 3);
    assertThat(loss.valueWithGradient(kernels, predictions, targets, gradient, n))
        .isEqualTo(loss.value(kernels, predictions, targets, n));
    assertThat(read(gradient, n)).isEqualTo(loss.gradient(kernels, predictions, targets, n));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void wholeWeightsAreRepetitions(Loss loss, EngineKernels kernels, DataType type) {
    int n = 9;
    double[] prediction = random(1, n * 2);
    double[] target = loss.targets(n, prediction);
    double[] weights = {1, 0, 3, 2, 0, 0, 5, 1, 1};
    int total = 13;
    double[] repeated = repeat(prediction, weights, total);
    double[] repeatedTarget = repeat(target, weights, total);
    BatchTensor predictions = batch(type, n, prediction);
    BatchTensor targets = weighted(batch(type, n, target), weights);
    BatchTensor allPredictions = batch(type, total, repeated);
    BatchTensor allTargets = batch(type, total, repeatedTarget);

    assertThat(loss.value(kernels, predictions, targets, n))
        .isCloseTo(
            loss.value(kernels, allPredictions, allTargets, total),
            Percentage.withPercentage(kernels == CPU ? 1e-4 : 1e-10));
    double[] each = loss.gradient(kernels, allPredictions, allTargets, total);
    double[] expected = new double[prediction.length];
    int at = 0;
    for (int row = 0; row < n; row++) {
      for (int times = 0; times < weights[row]; times++, at += 2) {
        expected[row * 2] += each[at];
        expected[row * 2 + 1] += each[at + 1];
      }
    }
    assertClose(loss.gradient(kernels, predictions, targets, n), expected, tolerance(type));
  }

  @ParameterizedTest
  @EnumSource
  void theEngineCpuMakesNoGarbage(Loss loss) {
    int n = 9;
    double[] prediction = random(1, n * 2);
    BatchTensor predictions = batch(DataType.FLOAT, n, prediction);
    BatchTensor targets =
        weighted(batch(DataType.FLOAT, n, loss.targets(n, prediction)), weights(n));
    BatchTensor gradient = empty(DataType.FLOAT, 2);
    for (int i = 0; i < 20_000; i++) {
      loss.valueWithGradient(CPU, predictions, targets, gradient, n);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      loss.valueWithGradient(CPU, predictions, targets, gradient, n);
    }
    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000).isZero();
  }

  private static double mean(double[] losses, double[] weights) {
    double sum = 0;
    for (int row = 0; row < losses.length; row++) {
      sum += weights[row] * losses[row];
    }
    return sum / Arrays.stream(weights).sum();
  }

  /** From 0.01 to 2.51, one in five of them 0. */
  private static double[] weights(int n) {
    double[] weights = new double[n];
    Arrays.setAll(weights, row -> row % 5 == 3 ? 0 : 0.01 + (row * 7 % 11) / 4.0);
    return weights;
  }

  private static BatchTensor weighted(BatchTensor target, double[] weights) {
    RowWeights rows = new RowWeights();
    Arrays.stream(weights).forEach(rows::add);
    target.rowWeights(rows);
    return target;
  }

  private static double[] repeat(double[] rows, double[] times, int total) {
    double[] repeated = new double[total * 2];
    int at = 0;
    for (int row = 0; row < times.length; row++) {
      for (int i = 0; i < times[row]; i++, at += 2) {
        System.arraycopy(rows, row * 2, repeated, at, 2);
      }
    }
    return repeated;
  }
}
