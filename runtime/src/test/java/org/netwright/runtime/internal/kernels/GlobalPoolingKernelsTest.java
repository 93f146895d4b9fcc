package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.random.RandomBits;

/** What treats all elements of a channel alike, against loops over single numbers. */
class GlobalPoolingKernelsTest {

  /** A row, images, signals, long planes, many channels, and enough for several threads. */
  private static final long[][] SHAPES = {
    {1, 1},
    {5, 7},
    {2, 3, 5},
    {1, 3, 7, 9},
    {2, 5, 1, 1},
    {2, 2, 50, 70},
    {1, 1, 9000},
    {2, 3000, 2},
    {2, 2, 3000},
    {3, 300, 7},
    {40, 64, 5, 7},
    {20, 16, 16, 16}
  };

  private static int length(long... shape) {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private static int channels(long[] shape, boolean first) {
    return (int) (first ? shape[1] : shape[shape.length - 1]);
  }

  /** Which of [n × channels] an element belongs to. */
  private static int channelOf(int i, long[] shape, boolean first) {
    int row = length(shape) / (int) shape[0];
    int channels = channels(shape, first);
    int within = i % row;
    return i / row * channels + (first ? within / (row / channels) : within % channels);
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfEachChannel(EngineType engine) {
    for (long[] shape : SHAPES) {
      for (boolean first : new boolean[] {true, false}) {
        int n = (int) shape[0];
        int channels = channels(shape, first);
        int positions = length(shape) / n / channels;
        double[] x = Batches.random(1, length(shape));
        double[] g = Batches.random(2, n * channels);
        double[] expected = new double[n * channels];
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          int channel = channelOf(i, shape, first);
          expected[channel] += x[i] / positions;
          gradient[i] = g[channel] / positions;
        }
        long[] pooled = {n, channels};
        try (BatchTensor input = engine.batch(shape, x);
            BatchTensor out = engine.empty(pooled);
            BatchTensor outGradient = engine.batch(pooled, g);
            BatchTensor xGradient = engine.empty(shape)) {
          engine.kernels.globalAveragePool(input, first, out, n);
          engine.check(name(shape, first), engine.read(out, n), expected);
          engine.kernels.globalAveragePoolGradient(outGradient, first, xGradient, n);
          engine.check(name(shape, first), engine.read(xGradient, n), gradient);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGreatestOfEachChannel(EngineType engine) {
    for (long[] shape : SHAPES) {
      for (boolean first : new boolean[] {true, false}) {
        double[] x = Batches.random(1, length(shape));
        checkMax(engine, shape, first, x);
        checkMax(engine, shape, first, Batches.map(x, Math::rint));
        Arrays.fill(x, 0, x.length / 2, Double.NEGATIVE_INFINITY);
        Random random = new Random(4);
        for (int i = 0; i < x.length; i += 1 + random.nextInt(30)) {
          x[i] = i % 3 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        checkMax(engine, shape, first, x);
      }
    }
  }

  private static void checkMax(EngineType engine, long[] shape, boolean first, double[] x) {
    int n = (int) shape[0];
    int channels = channels(shape, first);
    double[] g = Batches.random(2, n * channels);
    int[] places = new int[n * channels];
    Arrays.fill(places, -1);
    for (int i = 0; i < x.length; i++) {
      int channel = channelOf(i, shape, first);
      int best = places[channel];
      if (best < 0 || x[i] > x[best] || (Double.isNaN(x[i]) && !Double.isNaN(x[best]))) {
        places[channel] = i;
      }
    }
    double[] expected = new double[places.length];
    double[] gradient = new double[x.length];
    for (int i = 0; i < places.length; i++) {
      expected[i] = x[places[i]];
      gradient[places[i]] = g[i];
    }
    long[] pooled = {n, channels};
    try (BatchTensor input = engine.batch(shape, x);
        BatchTensor out = engine.empty(pooled);
        BatchTensor outGradient = engine.batch(pooled, g);
        BatchTensor xGradient = engine.empty(shape)) {
      engine.kernels.globalMaxPool(input, first, out, n);
      EngineType.check(name(shape, first), engine.read(out, n), expected, 0);
      engine.kernels.globalMaxPoolGradient(input, out, outGradient, first, xGradient, n);
      EngineType.check(name(shape, first), engine.read(xGradient, n), gradient, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wholeChannelsAreDropped(EngineType engine) {
    double rate = 0.4;
    for (long[] shape : SHAPES) {
      for (boolean first : new boolean[] {true, false}) {
        int n = (int) shape[0];
        int channels = channels(shape, first);
        double[] x = Batches.random(1, length(shape));
        double[] factors = new double[n * channels];
        Arrays.setAll(factors, i -> RandomBits.uniform(42, i) < rate ? 0 : 1 / (1 - rate));
        double[] expected = new double[x.length];
        Arrays.setAll(expected, i -> x[i] * factors[channelOf(i, shape, first)]);
        try (BatchTensor input = engine.batch(shape, x);
            BatchTensor out = engine.empty(shape);
            BatchTensor mask = engine.empty(n, channels)) {
          engine.kernels.channelDropout(input, rate, 42, first, out, mask, n);
          engine.check("mask", engine.read(mask, n), factors);
          double[] result = engine.read(out, n);
          engine.check(name(shape, first), result, expected);
          engine.kernels.channelDropoutGradient(mask, input, first, out, n);
          assertThat(Arrays.equals(engine.read(out, n), result)).as("the gradient").isTrue();
          engine.kernels.channelDropout(input, rate, 42, first, input, mask, n);
          assertThat(Arrays.equals(engine.read(input, n), result)).as("in place").isTrue();
        }
      }
    }
  }

  /** A row is a single channel: it is kept or dropped as a whole. */
  @ParameterizedTest
  @EnumSource
  void wholeRowsAreDropped(EngineType engine) {
    long[] shape = {400, 3, 2};
    try (BatchTensor input = engine.batch(shape, Batches.random(1, 2400));
        BatchTensor out = engine.empty(shape);
        BatchTensor mask = engine.empty(400, 1)) {
      engine.kernels.channelDropout(input, 0.25, 7, true, out, mask, 400);
      double[] result = engine.read(out, 400);
      long dropped = 0;
      for (int row = 0; row < 400; row++) {
        double[] numbers = Arrays.copyOfRange(result, row * 6, row * 6 + 6);
        boolean none = Arrays.stream(numbers).allMatch(v -> v == 0);
        assertThat(none || Arrays.stream(numbers).noneMatch(v -> v == 0)).isTrue();
        dropped += none ? 1 : 0;
      }
      // Five standard deviations.
      assertThat(Math.abs(dropped - 100)).isLessThan(44);
    }
  }

  private static String name(long[] shape, boolean first) {
    return Arrays.toString(shape) + (first ? ", channels first" : ", channels last");
  }
}
