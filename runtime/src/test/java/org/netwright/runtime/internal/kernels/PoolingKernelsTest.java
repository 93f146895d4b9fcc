package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** Pooling by windows, and what undoes it, against loops over single numbers. */
class PoolingKernelsTest {
  private static final int RANDOM_CASES = 150;

  /** A pooling with the sizes of its results. */
  @SuppressWarnings("ArrayRecordComponent") // cases are not compared
  private record Case(long[] shape, Window window, int outHeight, int outWidth) {
    int n() {
      return (int) shape[0];
    }

    int channels() {
      return (int) shape[1];
    }

    int height() {
      return shape.length == 3 ? 1 : (int) shape[2];
    }

    int width() {
      return (int) shape[shape.length - 1];
    }

    int length() {
      return n() * channels() * height() * width();
    }

    int outLength() {
      return n() * channels() * outHeight * outWidth;
    }

    long[] outShape() {
      return shape.length == 3
          ? new long[] {n(), channels(), outWidth}
          : new long[] {n(), channels(), outHeight, outWidth};
    }

    /** The index of what tap (i, j) of an output reads; −1 if it lies outside the image. */
    int index(int o, int i, int j) {
      int image = o / (outHeight * outWidth);
      int row =
          o / outWidth % outHeight * window.strideHeight()
              - window.top()
              + i * window.dilationHeight();
      int column = o % outWidth * window.strideWidth() - window.left() + j * window.dilationWidth();
      boolean inside = row >= 0 && row < height() && column >= 0 && column < width();
      return inside ? (image * height() + row) * width() + column : -1;
    }

    @Override
    public String toString() {
      return "%s → %d × %d by %s".formatted(Arrays.toString(shape), outHeight, outWidth, window);
    }
  }

  /** Windows that overlap or leave gaps, with padding at all sides; outputs that leave rows out. */
  private static Case random(Random random) {
    boolean signal = random.nextInt(4) == 0;
    int n = new int[] {1, 2, 5}[random.nextInt(3)];
    int channels = 1 + random.nextInt(4);
    int[] height = signal ? new int[] {1, 1, 1, 0, 1, 1} : side(random);
    int[] width = side(random);
    Window window =
        new Window(
            height[1], width[1], height[2], width[2], height[3], width[3], height[4], width[4]);
    long[] shape =
        signal ? new long[] {n, channels, width[0]} : new long[] {n, channels, height[0], width[0]};
    return new Case(shape, window, height[5], width[5]);
  }

  /** Size, window, stride, padding before, dilation and outputs, each of which reads something. */
  private static int[] side(Random random) {
    while (true) {
      int size = random.nextInt(8) == 0 ? 50 + random.nextInt(60) : 1 + random.nextInt(15);
      int window = 1 + random.nextInt(4);
      int stride = 1 + random.nextInt(4);
      int dilation = random.nextInt(4) == 0 ? 2 : 1;
      int reach = (window - 1) * dilation;
      int before = random.nextInt(reach + 1);
      int after = random.nextInt(reach + 1);
      int room = size + before + after - reach - 1;
      if (room < 0) {
        continue;
      }
      int outputs = room / stride + 1;
      boolean each = true;
      for (int o = 0; o < outputs; o++) {
        boolean any = false;
        for (int k = 0; k < window; k++) {
          int place = o * stride - before + k * dilation;
          any |= place >= 0 && place < size;
        }
        each &= any;
      }
      if (each) {
        return new int[] {size, window, stride, before, dilation, outputs};
      }
    }
  }

  private static Case[] cases() {
    Random random = new Random(3);
    Case[] all = new Case[RANDOM_CASES + 8];
    Arrays.setAll(all, i -> random(random));
    Window two = Window.of(2, 2).stride(2, 2);
    Window three = Window.of(3, 3).stride(2, 2).padding(1, 1);
    int i = RANDOM_CASES;
    all[i++] = new Case(new long[] {2, 3, 24, 24}, two, 12, 12);
    all[i++] = new Case(new long[] {2, 3, 25, 27}, two, 12, 13);
    all[i++] = new Case(new long[] {1, 2, 130, 131}, two, 65, 65);
    all[i++] = new Case(new long[] {1, 2, 130, 131}, three, 65, 66);
    all[i++] = new Case(new long[] {2, 1, 5, 3000}, three, 3, 1500);
    all[i++] = new Case(new long[] {5, 16, 40, 40}, two, 20, 20);
    all[i++] = new Case(new long[] {3, 2, 5000}, Window.of(1, 5).stride(1, 3), 1, 1666);
    all[i] = new Case(new long[] {2, 2, 60, 60}, Window.of(60, 60), 1, 1);
    return all;
  }

  private static double[] maxima(Case c, double[] x, int[] places) {
    double[] out = new double[c.outLength()];
    for (int o = 0; o < out.length; o++) {
      int best = -1;
      for (int i = 0; i < c.window.height(); i++) {
        for (int j = 0; j < c.window.width(); j++) {
          int index = c.index(o, i, j);
          if (index < 0 || (best >= 0 && Double.isNaN(x[best]))) {
            continue;
          }
          if (best < 0 || x[index] > x[best] || Double.isNaN(x[index])) {
            best = index;
          }
        }
      }
      places[o] = best;
      out[o] = x[best];
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void theGreatestOfEachWindow(EngineType engine) {
    for (Case c : cases()) {
      // Whole numbers, so that many are equal.
      double[] ties = Batches.map(Batches.random(1, c.length()), v -> Math.rint(2 * v));
      for (double[] x : new double[][] {Batches.random(2, c.length()), ties, broken(c)}) {
        checkMax(engine, c, x);
      }
    }
  }

  /** With NaN and infinities, and with windows that have nothing else. */
  private static double[] broken(Case c) {
    double[] x = Batches.random(5, c.length());
    Random random = new Random(6);
    double[] special = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0, 0};
    for (int i = 0; i < x.length; i++) {
      if (random.nextInt(4) == 0) {
        x[i] = special[random.nextInt(special.length)];
      }
    }
    Arrays.fill(x, 0, x.length / 3, Double.NEGATIVE_INFINITY);
    return x;
  }

  private static void checkMax(EngineType engine, Case c, double[] x) {
    double[] g = Batches.random(3, c.outLength());
    int[] places = new int[c.outLength()];
    double[] expected = maxima(c, x, places);
    double[] sums = new double[x.length];
    for (int o = 0; o < places.length; o++) {
      sums[places[o]] += g[o];
    }
    try (BatchTensor input = engine.batch(c.shape, x);
        BatchTensor out = engine.empty(c.outShape());
        BatchTensor outGradient = engine.batch(c.outShape(), g);
        BatchTensor xGradient = engine.empty(c.shape)) {
      engine.kernels.maxPool(input, c.window, out, c.n());
      EngineType.check(c.toString(), engine.read(out, c.n()), expected, 0);
      engine.kernels.maxPoolGradient(input, out, outGradient, c.window, xGradient, c.n());
      engine.check(c + ", gradient", engine.read(xGradient, c.n()), sums);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfEachWindow(EngineType engine) {
    for (Case c : cases()) {
      for (boolean countsPadding : new boolean[] {true, false}) {
        checkAverage(engine, c, countsPadding);
      }
    }
  }

  private static void checkAverage(EngineType engine, Case c, boolean countsPadding) {
    double[] x = Batches.random(1, c.length());
    double[] g = Batches.random(2, c.outLength());
    double[] expected = new double[c.outLength()];
    double[] sums = new double[x.length];
    int taps = c.window.height() * c.window.width();
    for (int o = 0; o < expected.length; o++) {
      int[] read = new int[taps];
      int count = 0;
      for (int tap = 0; tap < taps; tap++) {
        int index = c.index(o, tap / c.window.width(), tap % c.window.width());
        if (index >= 0) {
          read[count++] = index;
        }
      }
      int divisor = countsPadding ? taps : count;
      for (int k = 0; k < count; k++) {
        expected[o] += x[read[k]] / divisor;
        sums[read[k]] += g[o] / divisor;
      }
    }
    try (BatchTensor input = engine.batch(c.shape, x);
        BatchTensor out = engine.empty(c.outShape());
        BatchTensor outGradient = engine.batch(c.outShape(), g);
        BatchTensor xGradient = engine.empty(c.shape)) {
      engine.kernels.averagePool(input, c.window, countsPadding, out, c.n());
      engine.check(c + ", mean", engine.read(out, c.n()), expected);
      engine.kernels.averagePoolGradient(outGradient, c.window, countsPadding, xGradient, c.n());
      engine.check(c + ", gradient", engine.read(xGradient, c.n()), sums);
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreRepeatedAndAddedUp(EngineType engine) {
    long[][] shapes = {
      {1, 1, 1, 1}, {2, 3, 5, 7}, {5, 2, 9}, {2, 2, 40, 33}, {1, 1, 3, 1500}, {3, 16, 32, 32}
    };
    for (long[] shape : shapes) {
      for (int rows : shape.length == 3 ? new int[] {1} : new int[] {1, 2, 3}) {
        for (int columns : new int[] {1, 2, 5}) {
          checkUpsample(engine, shape, rows, columns);
        }
      }
    }
  }

  private static void checkUpsample(EngineType engine, long[] shape, int rows, int columns) {
    int n = (int) shape[0];
    int width = (int) shape[shape.length - 1];
    long[] outShape = shape.clone();
    outShape[shape.length - 1] *= columns;
    if (shape.length == 4) {
      outShape[2] *= rows;
    }
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] x = Batches.random(1, length);
    double[] g = Batches.random(2, length * rows * columns);
    double[] expected = new double[g.length];
    double[] sums = new double[length];
    for (int o = 0; o < expected.length; o++) {
      int row = o / (width * columns);
      int column = o % (width * columns);
      int index = row / rows * width + column / columns;
      expected[o] = x[index];
      sums[index] += g[o];
    }
    String name = "%s by %d × %d".formatted(Arrays.toString(shape), rows, columns);
    try (BatchTensor input = engine.batch(shape, x);
        BatchTensor out = engine.empty(outShape);
        BatchTensor outGradient = engine.batch(outShape, g);
        BatchTensor xGradient = engine.empty(shape)) {
      engine.kernels.upsample(input, rows, columns, out, n);
      EngineType.check(name, engine.read(out, n), expected, 0);
      engine.kernels.upsampleGradient(outGradient, rows, columns, xGradient, n);
      engine.check(name + ", gradient", engine.read(xGradient, n), sums);
    }
  }

  @Test
  void theReferenceLeavesNoArrayOpen() throws ReflectiveOperationException {
    EngineKernels kernels = new Nd4jKernels();
    Window window = Window.of(2, 2).stride(2, 2);
    for (EngineType engine : new EngineType[] {EngineType.ND4J_DOUBLE, EngineType.ND4J_FLOAT}) {
      assertThat(engine.type).isIn(DataType.DOUBLE, DataType.FLOAT);
      try (BatchTensor x = engine.empty(2, 3, 4, 6);
          BatchTensor out = engine.empty(2, 3, 2, 3);
          BatchTensor channels = engine.empty(2, 3)) {
        long before = 0;
        for (int i = 0; i < 50; i++) {
          if (i == 25) {
            before = OpenMemory.bytes();
          }
          kernels.maxPool(x, window, out, 2);
          kernels.maxPoolGradient(x, out, out, window, x, 2);
          kernels.averagePool(x, window, false, out, 2);
          kernels.averagePoolGradient(out, window, false, x, 2);
          kernels.globalAveragePool(x, true, channels, 2);
          kernels.globalAveragePoolGradient(channels, true, x, 2);
          kernels.globalMaxPool(x, true, channels, 2);
          kernels.globalMaxPoolGradient(x, channels, channels, true, x, 2);
          kernels.channelDropout(x, 0.5, 1, true, x, channels, 2);
          kernels.upsample(out, 2, 2, x, 2);
          kernels.upsampleGradient(x, 2, 2, out, 2);
        }
        // Less than before is possible: the collector may take what other tests have left.
        assertThat(OpenMemory.bytes() - before).isNotPositive();
      }
    }
  }
}
