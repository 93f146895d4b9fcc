package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LossKernels;

class LossKernelsTest {

  /**
   * A loss kernel, its gradient, both at once, and the loss of one row in Java, times what the mean
   * divides by.
   */
  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  enum Loss {
    MEAN_SQUARED_ERROR(
        (k, p, y, n) -> k.meanSquaredError(p, y, n),
        (k, p, y, g, n) -> k.meanSquaredErrorGradient(p, y, g, n),
        (k, p, y, g, n) -> k.meanSquaredErrorWithGradient(p, y, g, n),
        (p, y) -> meanOf(p, y, (a, b) -> (a - b) * (a - b))),
    MEAN_ABSOLUTE_ERROR(
        (k, p, y, n) -> k.meanAbsoluteError(p, y, n),
        (k, p, y, g, n) -> k.meanAbsoluteErrorGradient(p, y, g, n),
        (k, p, y, g, n) -> k.meanAbsoluteErrorWithGradient(p, y, g, n),
        (p, y) -> meanOf(p, y, (a, b) -> Math.abs(a - b))),
    HUBER(
        (k, p, y, n) -> k.huber(p, y, 0.6, n),
        (k, p, y, g, n) -> k.huberGradient(p, y, 0.6, g, n),
        (k, p, y, g, n) -> k.huberWithGradient(p, y, 0.6, g, n),
        (p, y) -> meanOf(p, y, LossKernelsTest::huber)),
    CROSS_ENTROPY(
        (k, p, y, n) -> k.crossEntropy(p, y, 0.1, n),
        (k, p, y, g, n) -> k.crossEntropyGradient(p, y, 0.1, g, n),
        (k, p, y, g, n) -> k.crossEntropyWithGradient(p, y, 0.1, g, n),
        (p, y) -> crossEntropy(p, y, 0.1)),
    BINARY_CROSS_ENTROPY(
        (k, p, y, n) -> k.binaryCrossEntropy(p, y, n),
        (k, p, y, g, n) -> k.binaryCrossEntropyGradient(p, y, g, n),
        (k, p, y, g, n) -> k.binaryCrossEntropyWithGradient(p, y, g, n),
        (p, y) -> meanOf(p, y, LossKernelsTest::binaryCrossEntropy));

    private final Value value;
    private final Gradient gradient;
    private final Both both;
    private final OfRow reference;

    Loss(Value value, Gradient gradient, Both both, OfRow reference) {
      this.value = value;
      this.gradient = gradient;
      this.both = both;
      this.reference = reference;
    }

    double value(DataType type, int n, double[] prediction, double[] target) {
      return value(KERNELS, batch(type, n, prediction), batch(type, n, target), n);
    }

    double value(EngineKernels kernels, BatchTensor prediction, BatchTensor target, int n) {
      return value.of(kernels, prediction, target, n);
    }

    double[] gradient(DataType type, int n, double[] prediction, double[] target) {
      return gradient(KERNELS, batch(type, n, prediction), batch(type, n, target), n);
    }

    double[] gradient(EngineKernels kernels, BatchTensor prediction, BatchTensor target, int n) {
      BatchTensor result = empty(prediction.dataType(), (int) prediction.rowLength());
      gradient.of(kernels, prediction, target, result, n);
      return read(result, n);
    }

    double valueWithGradient(
        EngineKernels kernels,
        BatchTensor prediction,
        BatchTensor target,
        BatchTensor result,
        int n) {
      return both.of(kernels, prediction, target, result, n);
    }

    double reference(int n, double[] prediction, double[] target) {
      return Arrays.stream(ofRows(n, prediction, target)).sum() / n;
    }

    /** The loss of each row alone. */
    double[] ofRows(int n, double[] prediction, double[] target) {
      int width = prediction.length / n;
      double[] losses = new double[n];
      for (int row = 0; row < n; row++) {
        int from = row * width;
        losses[row] =
            reference.of(
                Arrays.copyOfRange(prediction, from, from + width),
                Arrays.copyOfRange(target, from, from + width));
      }
      return losses;
    }

    /** Targets that the loss takes, away from kinks. */
    double[] targets(int n, double[] prediction) {
      double[] random = random(9, prediction.length);
      return switch (this) {
        case CROSS_ENTROPY -> rowsOfSumOne(n, map(random, Math::abs));
        case BINARY_CROSS_ENTROPY -> map(random, v -> (float) (1 / (1 + Math.exp(-v))));
        case HUBER, MEAN_ABSOLUTE_ERROR -> {
          double[] differences = {0.3, -0.3, 2, -1.5, 0.5};
          double[] target = new double[prediction.length];
          Arrays.setAll(target, i -> (float) (prediction[i] + differences[i % 5]));
          yield target;
        }
        case MEAN_SQUARED_ERROR -> random;
      };
    }

    String kernel() {
      String[] words = name().toLowerCase(Locale.ROOT).split("_");
      return words[0]
          + Arrays.stream(words)
              .skip(1)
              .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
              .collect(Collectors.joining());
    }
  }

  private interface Value {
    double of(EngineKernels kernels, BatchTensor prediction, BatchTensor target, int n);
  }

  private interface Gradient {
    void of(
        EngineKernels k, BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n);
  }

  private interface Both {
    double of(
        EngineKernels k, BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n);
  }

  private interface OfRow {
    double of(double[] prediction, double[] target);
  }

  private interface OfElement {
    double of(double prediction, double target);
  }

  private static final int[][] SHAPES = {{1, 1}, {1, 6}, {5, 1}, {7, 3}, {1500, 13}};

  @ParameterizedTest
  @EnumSource
  void valueIsThatOfTheFormula(Loss loss) {
    for (int[] shape : SHAPES) {
      double[] prediction = map(random(1, shape[0] * shape[1]), v -> 2 * v);
      double[] target = loss.targets(shape[0], prediction);
      double expected = loss.reference(shape[0], prediction, target);
      // In FLOAT, too: the inputs are exact floats and the rest happens in double.
      for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
        assertThat(loss.value(type, shape[0], prediction, target))
            .as("%s %s", type, Arrays.toString(shape))
            .isCloseTo(expected, Offset.offset(1e-12 * Math.max(1, expected)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsThatOfTheValue(Loss loss) {
    for (int[] shape : new int[][] {{1, 1}, {1, 4}, {5, 3}}) {
      double[] prediction = random(1, shape[0] * shape[1]);
      double[] target = loss.targets(shape[0], prediction);
      CentralDifferences.check(
          loss.gradient(DataType.DOUBLE, shape[0], prediction, target),
          prediction,
          p -> loss.value(DataType.DOUBLE, shape[0], p, target));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientInFloatAgreesWithDouble(Loss loss) {
    for (int[] shape : SHAPES) {
      double[] prediction = random(1, shape[0] * shape[1]);
      double[] target = loss.targets(shape[0], prediction);
      double[] inDouble = loss.gradient(DataType.DOUBLE, shape[0], prediction, target);
      double[] inFloat = loss.gradient(DataType.FLOAT, shape[0], prediction, target);
      // With one class there is nothing to learn: the gradient is rounding noise.
      if (loss != Loss.CROSS_ENTROPY || shape[1] > 1) {
        assertClose(inFloat, inDouble, tolerance(DataType.FLOAT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumberIsNotHidden(Loss loss) {
    double[] prediction = {0.5, -0.5, Double.NaN, 0.25, 3, -3};
    double[] target = {1, 0, 1, 0, 0, 1};
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      assertThat(loss.value(type, 3, prediction, target)).isNaN();
      double[] gradient = loss.gradient(type, 3, prediction, target);
      assertThat(gradient[2]).isNaN();
      // Only cross entropy has the elements of a row depend on each other.
      assertThat(Double.isNaN(gradient[3])).isEqualTo(loss == Loss.CROSS_ENTROPY);
      for (int other : new int[] {0, 1, 4, 5}) {
        assertThat(gradient[other]).isFinite();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_ABSOLUTE_ERROR", "HUBER"})
  void anInfiniteDifferenceHasTheGradientOfALargeOne(Loss loss) {
    double bound = loss == Loss.HUBER ? 0.6 : 1;
    double[] prediction = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertThat(loss.gradient(DataType.DOUBLE, 1, prediction, new double[2]))
        .containsExactly(bound / 2, -bound / 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"CROSS_ENTROPY", "BINARY_CROSS_ENTROPY"})
  void largeLogitsDoNotOverflow(Loss loss) {
    double[] logits = {1e4, -1e4, 0, -800, 800, 90};
    double[] target = {1, 0, 0, 0, 1, 0};
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      double expected = loss.reference(2, logits, target);
      assertThat(loss.value(type, 2, logits, target))
          .isCloseTo(expected, Percentage.withPercentage(1e-10));
      assertThat(loss.gradient(type, 2, logits, target)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void aConfidentRightAnswerKeepsTheDigitsOfItsSmallLoss() {
    double loss =
        Loss.BINARY_CROSS_ENTROPY.value(DataType.FLOAT, 1, new double[] {40}, new double[] {1});
    assertThat(loss).isCloseTo(Math.exp(-40), Percentage.withPercentage(1e-10));
  }

  @Test
  void aPerfectPredictionHasNoAbsoluteErrorAndNoGradient() {
    double[] same = {1, -2, 0};
    assertThat(Loss.MEAN_ABSOLUTE_ERROR.gradient(DataType.FLOAT, 1, same, same))
        .containsExactly(0, 0, 0);
  }

  @Test
  void lossesOfFloatsAreSummedInDouble() {
    // In float the sum of 1.5 million terms of 0.01 would be off in an early digit.
    int n = 1_500_000;
    try (BatchTensor prediction = new BatchTensor(DataType.FLOAT, 1);
        BatchTensor target = new BatchTensor(DataType.FLOAT, 1)) {
      prediction.rows(n).assign(0.1f);
      target.rows(n).assign(0);
      double expected = (double) 0.1f * 0.1f;
      assertThat(KERNELS.meanSquaredError(prediction, target, n))
          .isCloseTo(expected, Percentage.withPercentage(1e-7));
    }
  }

  @Test
  void everyLossIsInTheTable() {
    assertThat(
            Arrays.stream(LossKernels.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> !name.endsWith("Gradient"))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Loss.values()).map(Loss::kernel).toList());
  }

  private static double meanOf(double[] prediction, double[] target, OfElement loss) {
    double sum = 0;
    for (int i = 0; i < prediction.length; i++) {
      sum += loss.of(prediction[i], target[i]);
    }
    return sum / prediction.length;
  }

  private static double huber(double prediction, double target) {
    double size = Math.abs(prediction - target);
    return size <= 0.6 ? size * size / 2 : 0.6 * (size - 0.3);
  }

  private static double binaryCrossEntropy(double z, double y) {
    return Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double crossEntropy(double[] logits, double[] target, double smoothing) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double logSum = max + Math.log(Arrays.stream(logits).map(z -> Math.exp(z - max)).sum());
    double loss = 0;
    for (int c = 0; c < logits.length; c++) {
      double q = (1 - smoothing) * target[c] + smoothing / logits.length;
      loss -= q * (logits[c] - logSum);
    }
    return loss;
  }

  private static double[] rowsOfSumOne(int n, double[] weights) {
    int width = weights.length / n;
    double[] result = new double[weights.length];
    for (int row = 0; row < n; row++) {
      double sum = Arrays.stream(weights, row * width, (row + 1) * width).sum();
      for (int i = row * width; i < (row + 1) * width; i++) {
        result[i] = (float) (weights[i] / sum);
      }
    }
    return result;
  }
}
