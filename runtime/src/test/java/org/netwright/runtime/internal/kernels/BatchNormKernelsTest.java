package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.CentralDifferences.dot;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** Batch normalisation against loops over single numbers, and central differences. */
class BatchNormKernelsTest {
  private static final double EPSILON = 1e-5;

  /** Single numbers, vectors, signals, images, planes around the lengths that are copied alone. */
  private static final long[][] SHAPES = {
    {1, 1},
    {1, 5},
    {5, 1},
    {33, 7},
    {2, 5000},
    {2, 3, 4},
    {5, 3, 31},
    {5, 3, 32},
    {1, 4, 1, 1},
    {3, 5, 7, 9},
    {2, 2100, 2},
    {2, 2, 50, 61},
    {3, 2, 5000},
    {64, 8, 16, 16},
    {40, 64, 7, 7},
    {70, 64, 4, 4},
    {5, 1, 200, 200}
  };

  /** The results of all operations. */
  @SuppressWarnings("ArrayRecordComponent") // results are not compared as a whole
  private record Results(
      double[] out, double[] mean, double[] variance, double[] gradient, double[][] parameters) {}

  private static int length(long... shape) {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private static int channels(long[] shape, boolean first) {
    return (int) (first ? shape[1] : shape[shape.length - 1]);
  }

  private static int channelOf(int i, long[] shape, boolean first) {
    int row = length(shape) / (int) shape[0];
    int channels = channels(shape, first);
    return first ? i % row / (row / channels) : i % channels;
  }

  /**
   * The formulas, without parameters if these are null. Of the mean, what is lost in rounding is
   * kept.
   */
  private static Results formulas(
      long[] shape, boolean first, double epsilon, double[] x, double[] g, double[][] affine) {
    int channels = channels(shape, first);
    int m = x.length / channels;
    double[] mean = new double[channels];
    double[] rest = new double[channels];
    double[] variance = new double[channels];
    for (int i = 0; i < x.length; i++) {
      mean[channelOf(i, shape, first)] += x[i] / m;
    }
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i, shape, first);
      rest[c] += (x[i] - mean[c]) / m;
    }
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i, shape, first);
      double distance = x[i] - mean[c] - rest[c];
      variance[c] += distance * distance / m;
    }
    double[] normalized = new double[x.length];
    double[] out = new double[x.length];
    double[][] parameters = new double[2][channels];
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i, shape, first);
      normalized[i] = (x[i] - mean[c] - rest[c]) / Math.sqrt(variance[c] + epsilon);
      out[i] = affine == null ? normalized[i] : normalized[i] * affine[0][c] + affine[1][c];
      parameters[0][c] += g[i] * normalized[i];
      parameters[1][c] += g[i];
    }
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int c = channelOf(i, shape, first);
      double scale = affine == null ? 1 : affine[0][c];
      gradient[i] =
          scale
              / Math.sqrt(variance[c] + epsilon)
              * (g[i] - parameters[1][c] / m - normalized[i] * parameters[0][c] / m);
    }
    return new Results(out, mean, variance, gradient, parameters);
  }

  /** Calls all operations, also with the gradient written over that of the output. */
  private static Results results(
      EngineType engine,
      long[] shape,
      boolean first,
      double epsilon,
      double[] x,
      double[] g,
      double[][] affine) {
    int n = (int) shape[0];
    int channels = channels(shape, first);
    EngineKernels kernels = engine.kernels;
    double[] wrong = new double[channels];
    Arrays.fill(wrong, 77);
    ParameterTensor mean = engine.parameter(wrong);
    ParameterTensor variance = engine.parameter(wrong);
    ParameterTensor scaleGradient = engine.parameter(wrong);
    ParameterTensor shiftGradient = engine.parameter(wrong);
    try (BatchTensor input = engine.batch(shape, x);
        BatchTensor outGradient = engine.batch(shape, g);
        BatchTensor out = engine.empty(shape);
        BatchTensor gradient = engine.empty(shape)) {
      if (affine == null) {
        kernels.batchNorm(input, first, epsilon, out, mean, variance, n);
        kernels.batchNormGradient(input, outGradient, mean, variance, first, epsilon, gradient, n);
        kernels.batchNormParameterGradient(
            input, outGradient, mean, variance, first, epsilon, scaleGradient, shiftGradient, n);
        kernels.batchNormGradient(
            input, outGradient, mean, variance, first, epsilon, outGradient, n);
      } else {
        ParameterTensor scale = engine.parameter(affine[0]);
        ParameterTensor shift = engine.parameter(affine[1]);
        kernels.batchNorm(input, scale, shift, first, epsilon, out, mean, variance, n);
        kernels.batchNormParameterGradient(
            input, outGradient, mean, variance, first, epsilon, scaleGradient, shiftGradient, n);
        double[] alone = Batches.read(scaleGradient.array());
        kernels.batchNormGradient(
            input,
            scale,
            outGradient,
            mean,
            variance,
            first,
            epsilon,
            gradient,
            scaleGradient,
            shiftGradient,
            n);
        engine.check("with x", Batches.read(scaleGradient.array()), alone);
        kernels.batchNormGradient(
            input,
            scale,
            outGradient,
            mean,
            variance,
            first,
            epsilon,
            outGradient,
            scaleGradient,
            shiftGradient,
            n);
      }
      EngineType.check("in place", engine.read(outGradient, n), engine.read(gradient, n), 0);
      return new Results(
          engine.read(out, n),
          Batches.read(mean.array()),
          Batches.read(variance.array()),
          engine.read(gradient, n),
          new double[][] {
            Batches.read(scaleGradient.array()), Batches.read(shiftGradient.array())
          });
    }
  }

  private static void check(
      EngineType engine, long[] shape, boolean first, double epsilon, double[] x) {
    int channels = channels(shape, first);
    double[] g = Batches.random(2, x.length);
    double[][] affine = {
      Batches.map(Batches.random(3, channels), v -> (float) (1 + 0.5 * v)),
      Batches.random(4, channels)
    };
    for (double[][] parameters : new double[][][] {affine, null}) {
      Results expected = formulas(shape, first, epsilon, x, g, parameters);
      Results actual = results(engine, shape, first, epsilon, x, g, parameters);
      String name = Arrays.toString(shape) + (first ? ", first, " : ", last, ");
      engine.check(name + "out", actual.out, expected.out);
      // Its error is small beside the deviation.
      double deviation = Math.sqrt(Arrays.stream(expected.variance).max().orElseThrow());
      EngineType.check(
          name + "mean", actual.mean, expected.mean, engine.tolerance * Math.max(1, deviation));
      engine.check(name + "variance", actual.variance, expected.variance);
      engine.check(name + "scale", actual.parameters[0], expected.parameters[0]);
      engine.check(name + "shift", actual.parameters[1], expected.parameters[1]);
      engine.check(name + "gradient", actual.gradient, expected.gradient);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFormulas(EngineType engine) {
    for (long[] shape : SHAPES) {
      check(engine, shape, true, EPSILON, Batches.random(1, length(shape)));
      check(engine, shape, false, EPSILON, Batches.random(1, length(shape)));
    }
  }

  /** The digits of large offsets are those of the inputs; a mean in float has fewer. */
  @ParameterizedTest
  @EnumSource
  void elementsFarFromZeroKeepTheirDigits(EngineType engine) {
    long[][] shapes = {{33, 7}, {64, 3, 5, 5}, {16, 3, 8, 8}, {3, 2, 5000}, {70, 64, 4, 4}};
    for (long[] shape : shapes) {
      for (double offset : new double[] {1e4, -3e5}) {
        double[] x = Batches.map(Batches.random(1, length(shape)), v -> (float) (offset + v));
        check(engine, shape, true, EPSILON, x);
        check(engine, shape, false, EPSILON, x);
      }
    }
  }

  /** The first element has a part of its own in the computation of the mean. */
  @ParameterizedTest
  @EnumSource
  void anOutlierCostsNoDigits(EngineType engine) {
    for (long[] shape : new long[][] {{64, 3}, {20, 3, 8, 8}, {3, 2, 5000}}) {
      for (int place : new int[] {0, length(shape) - 1}) {
        double[] x = Batches.random(1, length(shape));
        x[place] = 12_345;
        check(engine, shape, true, EPSILON, x);
      }
    }
  }

  /** A variance of 0 would be lost in rounding. */
  @ParameterizedTest
  @EnumSource
  void equalElementsGiveTheShift(EngineType engine) {
    for (double element : new double[] {0, 0.3f, -1e30f, 1e-40f, Float.MAX_VALUE}) {
      for (long[] shape : new long[][] {{5, 3}, {2, 3, 5, 5}, {4, 3, 700}, {1, 3}}) {
        double[] x = new double[length(shape)];
        Arrays.fill(x, element);
        double[][] affine = {{1, 2, 3}, {0.5, -0.25, 8}};
        double[] g = Batches.random(2, x.length);
        Results results = results(engine, shape, true, EPSILON, x, g, affine);
        for (int i = 0; i < x.length; i++) {
          assertThat(results.out[i]).isEqualTo(affine[1][channelOf(i, shape, true)]);
        }
        assertThat(results.variance).containsOnly(0);
        assertThat(results.mean).containsOnly(element);
        assertThat(Arrays.stream(results.parameters[0]).allMatch(v -> v == 0)).isTrue();
      }
    }
  }

  /** The mean decides alone: whatever the element, the output is the shift. */
  @ParameterizedTest
  @EnumSource
  void channelsOfOneElementHaveNoGradient(EngineType engine) {
    double[] x = Batches.random(1, 40);
    double[] g = Batches.random(2, 40);
    double[][] affine = {Batches.random(3, 40), Batches.random(4, 40)};
    Results results = results(engine, new long[] {1, 40, 1, 1}, true, EPSILON, x, g, affine);
    assertThat(Arrays.stream(results.gradient).allMatch(v -> v == 0)).isTrue();
    assertThat(results.out).isEqualTo(affine[1]);
    assertThat(results.mean).isEqualTo(x);
  }

  /** Squares whose sum, or which themselves, a float does not hold. */
  @ParameterizedTest
  @EnumSource
  void largeAndSmallNumbersKeepTheirDigits(EngineType engine) {
    for (long[] shape : new long[][] {{33, 3}, {4, 3, 700}}) {
      double[] random = Batches.random(1, length(shape));
      for (double factor : new double[] {0x1p60, 0x1p-55}) {
        double[] x = Batches.map(random, v -> v * factor);
        double[] g = Batches.random(2, x.length);
        double epsilon = factor > 1 ? EPSILON : factor * factor / 16;
        Results expected = formulas(shape, true, epsilon, x, g, null);
        Results actual = results(engine, shape, true, epsilon, x, g, null);
        engine.check("out", actual.out, expected.out);
        engine.check("scale", actual.parameters[0], expected.parameters[0]);
        engine.check(
            "gradient",
            Batches.map(actual.gradient, v -> v * factor),
            Batches.map(expected.gradient, v -> v * factor));
      }
    }
  }

  /** Also a variance that a float does not hold: no finite output hides it. */
  @ParameterizedTest
  @EnumSource
  void notANumberStaysInItsChannel(EngineType engine) {
    double huge = engine.type == DataType.DOUBLE ? 1e200 : 1e30;
    for (double broken : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, huge}) {
      for (long[] shape : new long[][] {{5, 3}, {2, 3, 5, 5}, {4, 3, 700}}) {
        double[] x = Batches.random(1, length(shape));
        int place = length(shape) / (int) shape[0] / 3 + 1 % (length(shape) / 15);
        x[place] = broken;
        int channel = channelOf(place, shape, true);
        double[][] affine = {{1, 2, 3}, {0.5, -0.25, 8}};
        double[] g = Batches.random(2, x.length);
        Results results = results(engine, shape, true, EPSILON, x, g, affine);
        for (int i = 0; i < x.length; i++) {
          boolean own = channelOf(i, shape, true) == channel;
          assertThat(Double.isNaN(results.out[i])).as("out %d", i).isEqualTo(own);
          assertThat(Double.isNaN(results.gradient[i])).as("gradient %d", i).isEqualTo(own);
        }
        for (int c = 0; c < 3; c++) {
          assertThat(Double.isNaN(results.parameters[0][c])).isEqualTo(c == channel);
          assertThat(Double.isFinite(results.variance[c])).isEqualTo(c != channel);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void predictionsUseTheStatisticsThatAreGiven(EngineType engine) {
    for (long[] shape : SHAPES) {
      for (boolean first : new boolean[] {true, false}) {
        int n = (int) shape[0];
        int channels = channels(shape, first);
        double[] x = Batches.random(1, length(shape));
        double[] mean = Batches.random(2, channels);
        double[] variance = Batches.map(Batches.random(3, channels), v -> (float) (v * v));
        double[] scale = Batches.random(4, channels);
        double[] shift = Batches.random(5, channels);
        double[] expected = new double[x.length];
        double[] plain = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          int c = channelOf(i, shape, first);
          plain[i] = (x[i] - mean[c]) / Math.sqrt(variance[c] + 1e-3);
          expected[i] = plain[i] * scale[c] + shift[c];
        }
        ParameterTensor means = engine.parameter(mean);
        ParameterTensor variances = engine.parameter(variance);
        try (BatchTensor input = engine.batch(shape, x);
            BatchTensor out = engine.empty(shape)) {
          engine.kernels.normalize(input, means, variances, first, 1e-3, out, n);
          engine.check(Arrays.toString(shape), engine.read(out, n), plain);
          engine.kernels.normalize(
              input,
              engine.parameter(scale),
              engine.parameter(shift),
              means,
              variances,
              first,
              1e-3,
              input,
              n);
          engine.check(Arrays.toString(shape), engine.read(input, n), expected);
        }
        assertThat(Batches.read(means.array())).isEqualTo(mean);
        assertThat(Batches.read(variances.array())).isEqualTo(variance);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runningStatisticsMoveTowardsThoseOfTheBatch(EngineType engine) {
    double[] mean = Batches.random(1, 5);
    double[] variance = Batches.map(Batches.random(2, 5), v -> (float) (v * v));
    double[] oldMean = Batches.random(3, 5);
    double[] oldVariance = Batches.map(Batches.random(4, 5), v -> (float) (v * v));
    for (double momentum : new double[] {0.1, 1}) {
      ParameterTensor runningMean = engine.parameter(oldMean);
      ParameterTensor runningVariance = engine.parameter(oldVariance);
      engine.kernels.updateStatistics(
          engine.parameter(mean),
          engine.parameter(variance),
          runningMean,
          runningVariance,
          3,
          momentum,
          2);
      double[] newMean = new double[5];
      double[] newVariance = new double[5];
      Arrays.setAll(newMean, c -> (1 - momentum) * oldMean[c] + momentum * mean[c]);
      Arrays.setAll(
          newVariance, c -> (1 - momentum) * oldVariance[c] + momentum * variance[c] * 6 / 5);
      engine.check("mean", Batches.read(runningMean.array()), newMean);
      engine.check("variance", Batches.read(runningVariance.array()), newVariance);
    }
  }

  /** A single element has no variance, and statistics that are broken would be so for ever. */
  @ParameterizedTest
  @EnumSource
  void runningStatisticsStayAsTheyWere(EngineType engine) {
    double[] fine = {1, 2, 3};
    double greatest = engine.type == DataType.DOUBLE ? Double.MAX_VALUE : Float.MAX_VALUE;
    double[][] broken = {
      {1, Double.NaN, 3}, {1, 2, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, 2, 3}
    };
    for (double[] numbers : broken) {
      unchanged(engine, numbers, fine, 2);
      unchanged(engine, fine, numbers, 2);
    }
    unchanged(engine, fine, new double[] {1, greatest, 1}, 2);
    unchanged(engine, fine, fine, 1);
  }

  private static void unchanged(EngineType engine, double[] mean, double[] variance, int n) {
    double[] old = {4, 5, 6};
    ParameterTensor runningMean = engine.parameter(old);
    ParameterTensor runningVariance = engine.parameter(old);
    engine.kernels.updateStatistics(
        engine.parameter(mean),
        engine.parameter(variance),
        runningMean,
        runningVariance,
        1,
        0.1,
        n);
    assertThat(Batches.read(runningMean.array())).isEqualTo(old);
    assertThat(Batches.read(runningVariance.array())).isEqualTo(old);
  }

  @Test
  void gradientsAreThoseOfTheValue() {
    EngineType engine = EngineType.ND4J_DOUBLE;
    for (long[] shape : new long[][] {{4, 3}, {2, 3, 4}, {2, 2, 3, 3}}) {
      for (boolean first : new boolean[] {true, false}) {
        int channels = channels(shape, first);
        double[] x = Batches.random(1, length(shape));
        double[] g = Batches.random(2, x.length);
        double[][] affine = {Batches.random(3, channels), Batches.random(4, channels)};
        Results results = results(engine, shape, first, 0.01, x, g, affine);
        CentralDifferences.check(
            results.gradient,
            x,
            moved -> dot(g, results(engine, shape, first, 0.01, moved, g, affine).out));
        CentralDifferences.check(
            results.parameters[0],
            affine[0],
            scale ->
                dot(
                    g,
                    results(engine, shape, first, 0.01, x, g, new double[][] {scale, affine[1]})
                        .out));
        CentralDifferences.check(
            results.parameters[1],
            affine[1],
            shift ->
                dot(
                    g,
                    results(engine, shape, first, 0.01, x, g, new double[][] {affine[0], shift})
                        .out));
      }
    }
  }

  @Test
  void theReferenceLeavesNoArrayOpen() throws ReflectiveOperationException {
    EngineKernels kernels = new Nd4jKernels();
    for (EngineType engine : new EngineType[] {EngineType.ND4J_DOUBLE, EngineType.ND4J_FLOAT}) {
      ParameterTensor scale = engine.parameter(Batches.random(1, 3));
      ParameterTensor mean = engine.parameter(Batches.random(1, 3));
      ParameterTensor variance = engine.parameter(1, 2, 3);
      try (BatchTensor x = engine.empty(5, 3, 4, 3);
          BatchTensor out = engine.empty(5, 3, 4, 3)) {
        long before = 0;
        for (int i = 0; i < 60; i++) {
          boolean first = i % 2 == 0;
          if (i == 30) {
            before = OpenMemory.bytes();
          }
          kernels.batchNorm(x, scale, scale, first, 1e-5, out, mean, variance, 5);
          kernels.updateStatistics(mean, variance, mean, variance, 12, 0.1, 5);
          kernels.normalize(x, scale, scale, mean, variance, first, 1e-5, out, 5);
          kernels.batchNormGradient(
              x, scale, out, mean, variance, first, 1e-5, out, scale, scale, 5);
          kernels.batchNormParameterGradient(x, out, mean, variance, first, 1e-5, scale, scale, 5);
          kernels.batchNormGradient(x, out, mean, variance, first, 1e-5, out, 5);
          kernels.groupNorm(x, scale, scale, 3, 1e-5, out, 5);
          kernels.groupNormGradient(x, out, 1, 1e-5, scale, scale, 5);
          kernels.groupNormInputGradient(x, scale, out, 3, 1e-5, out, 5);
          kernels.rmsNorm(x, scale, 1e-5, out, 5);
          kernels.rmsNormGradient(x, out, 1e-5, scale, 5);
          kernels.rmsNormInputGradient(x, scale, out, 1e-5, out, 5);
        }
        // Less than before is possible: the collector may take what other tests have left.
        assertThat(OpenMemory.bytes() - before).isNotPositive();
      }
    }
  }
}
