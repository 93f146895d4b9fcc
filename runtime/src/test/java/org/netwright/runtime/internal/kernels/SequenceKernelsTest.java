package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;

/** Positions and pooling over steps, against loops over single numbers. */
class SequenceKernelsTest {

  /** [n × steps × features]: small, long, wide, and enough for several threads. */
  private static final int[][] SHAPES = {
    {1, 1, 1}, {3, 4, 5}, {2, 3, 4}, {5, 700, 3}, {2, 3, 3000}, {9, 64, 128}, {40, 50, 64}
  };

  private static Lengths lengths(int n, int steps) {
    Lengths lengths = new Lengths(steps);
    Random random = new Random(n + steps);
    int[] rows = lengths.rows(n);
    for (int i = 0; i < n; i++) {
      rows[i] = i == 0 ? steps : i == 1 ? 1 : 1 + random.nextInt(steps);
    }
    return lengths;
  }

  private static String name(int[] shape) {
    return Arrays.toString(shape);
  }

  private static long[] longs(int... shape) {
    return Arrays.stream(shape).asLongStream().toArray();
  }

  @ParameterizedTest
  @EnumSource
  void addsTheSameTableToEachSequence(EngineType engine) {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      int length = shape[1] * shape[2];
      double[] x = Batches.random(1, n * length);
      double[] table = Batches.random(2, length);
      double[] expected = new double[x.length];
      double[] sums = new double[length];
      for (int i = 0; i < x.length; i++) {
        expected[i] = x[i] + table[i % length];
        sums[i % length] += x[i];
      }
      ParameterTensor positions = Batches.weight(engine.type, shape[1], shape[2], table);
      ParameterTensor gradient = Batches.weight(engine.type, shape[1], shape[2], table);
      try (BatchTensor input = engine.batch(longs(shape), x);
          BatchTensor out = engine.empty(longs(shape))) {
        engine.kernels.addPositions(input, positions, out, n);
        engine.check(name(shape), engine.read(out, n), expected);
        engine.kernels.addPositionsGradient(input, gradient, n);
        engine.check(name(shape), Batches.read(gradient.array()), sums);
        engine.kernels.addPositions(input, positions, input, n);
        assertThat(engine.read(input, n)).isEqualTo(engine.read(out, n));
      }
    }
  }

  /** A batch may have fewer steps than the table. */
  @ParameterizedTest
  @EnumSource
  void addsTheBeginningOfALongerTable(EngineType engine) {
    int n = 3;
    int length = 4 * 5;
    double[] x = Batches.random(1, n * length);
    double[] table = Batches.random(2, 6 * 5);
    double[] expected = new double[x.length];
    double[] sums = new double[table.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = x[i] + table[i % length];
      sums[i % length] += x[i];
    }
    ParameterTensor positions = Batches.weight(engine.type, 6, 5, table);
    ParameterTensor gradient = Batches.weight(engine.type, 6, 5, table);
    try (BatchTensor input = engine.batch(new long[] {n, 4, 5}, x);
        BatchTensor out = engine.empty(n, 4, 5)) {
      engine.kernels.addPositions(input, positions, out, n);
      engine.check("sum", engine.read(out, n), expected);
      engine.kernels.addPositionsGradient(input, gradient, n);
      engine.check("gradient", Batches.read(gradient.array()), sums);
    }
  }

  @ParameterizedTest
  @EnumSource
  void addsSinusoids(EngineType engine) {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      double[] x = Batches.random(1, n * shape[1] * shape[2]);
      double[] expected = x.clone();
      for (int i = 0; i < x.length; i++) {
        int step = i / shape[2] % shape[1];
        int feature = i % shape[2];
        double angle = step / Math.pow(10_000, (feature - feature % 2) / (double) shape[2]);
        expected[i] += feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
      try (BatchTensor input = engine.batch(longs(shape), x);
          BatchTensor out = engine.empty(longs(shape))) {
        engine.kernels.addSinusoids(input, out, n);
        engine.check(name(shape), engine.read(out, n), expected);
        engine.kernels.addSinusoids(input, input, n);
        assertThat(engine.read(input, n)).isEqualTo(engine.read(out, n));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOfTheSteps(EngineType engine) {
    for (int[] shape : SHAPES) {
      int n = shape[0];
      int steps = shape[1];
      int features = shape[2];
      Lengths lengths = lengths(n, steps);
      double[] x = Batches.random(1, n * steps * features);
      double[] g = Batches.random(2, n * features);
      double[] expected = new double[g.length];
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int sequence = i / (steps * features);
        int place = sequence * features + i % features;
        if (i / features % steps < lengths.get(sequence)) {
          expected[place] += x[i] / lengths.get(sequence);
          gradient[i] = g[place] / lengths.get(sequence);
        } else {
          x[i] = Double.NaN;
        }
      }
      try (BatchTensor input = engine.batch(longs(shape), x);
          BatchTensor out = engine.empty(n, features);
          BatchTensor outGradient = engine.batch(longs(n, features), g);
          BatchTensor xGradient = engine.empty(longs(shape))) {
        engine.kernels.globalAveragePool(input, lengths, out, n);
        engine.check(name(shape), engine.read(out, n), expected);
        engine.kernels.globalAveragePoolGradient(lengths, outGradient, xGradient, n);
        engine.check(name(shape), engine.read(xGradient, n), gradient);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theGreatestOfTheSteps(EngineType engine) {
    for (int[] shape : SHAPES) {
      double[] x = Batches.random(1, shape[0] * shape[1] * shape[2]);
      checkMax(engine, shape, x);
      checkMax(engine, shape, Batches.map(x, Math::rint));
      Random random = new Random(4);
      for (int i = 0; i < x.length; i += 1 + random.nextInt(30)) {
        x[i] = i % 3 == 0 ? Double.NaN : i % 3 == 1 ? 1e30f : Double.NEGATIVE_INFINITY;
      }
      checkMax(engine, shape, x);
    }
  }

  private static void checkMax(EngineType engine, int[] shape, double[] x) {
    int n = shape[0];
    int steps = shape[1];
    int features = shape[2];
    Lengths lengths = lengths(n, steps);
    int[] places = new int[n * features];
    Arrays.fill(places, -1);
    for (int i = 0; i < x.length; i++) {
      int sequence = i / (steps * features);
      int place = sequence * features + i % features;
      int best = places[place];
      if (i / features % steps < lengths.get(sequence)
          && (best < 0 || x[i] > x[best] || (Double.isNaN(x[i]) && !Double.isNaN(x[best])))) {
        places[place] = i;
      }
    }
    double[] g = Batches.random(2, places.length);
    double[] expected = new double[places.length];
    double[] gradient = new double[x.length];
    for (int i = 0; i < places.length; i++) {
      expected[i] = x[places[i]];
      gradient[places[i]] = g[i];
    }
    try (BatchTensor input = engine.batch(longs(shape), x);
        BatchTensor out = engine.empty(n, features);
        BatchTensor outGradient = engine.batch(longs(n, features), g);
        BatchTensor xGradient = engine.empty(longs(shape))) {
      engine.kernels.globalMaxPool(input, lengths, out, n);
      EngineType.check(name(shape), engine.read(out, n), expected, 0);
      engine.kernels.globalMaxPoolGradient(input, lengths, outGradient, xGradient, n);
      EngineType.check(name(shape), engine.read(xGradient, n), gradient, 0);
    }
  }

  /** Normalisation by layers works on each step by itself. */
  @ParameterizedTest
  @EnumSource
  void eachStepIsNormalised(EngineType engine) {
    for (int[] shape : SHAPES) {
      int rows = shape[0] * shape[1];
      List<double[]> expected = normalised(engine, rows, shape[2]);
      List<double[]> actual = normalised(engine, shape);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i)).as("%s, result %d", name(shape), i).isEqualTo(expected.get(i));
      }
    }
  }

  private static List<double[]> normalised(EngineType engine, int... shape) {
    int n = shape[0];
    int width = shape[shape.length - 1];
    int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    EngineKernels kernels = engine.kernels;
    ParameterTensor scale = engine.parameter(Batches.random(2, width));
    ParameterTensor shift = engine.parameter(Batches.random(3, width));
    ParameterTensor scaleGradient = engine.parameter(new double[width]);
    ParameterTensor shiftGradient = engine.parameter(new double[width]);
    List<double[]> results = new ArrayList<>();
    try (BatchTensor x = engine.batch(longs(shape), Batches.random(1, length));
        BatchTensor g = engine.batch(longs(shape), Batches.random(4, length));
        BatchTensor out = engine.empty(longs(shape))) {
      kernels.layerNorm(x, scale, shift, 1e-5, out, n);
      results.add(engine.read(out, n));
      kernels.layerNormGradient(x, g, 1e-5, scaleGradient, shiftGradient, n);
      results.add(Batches.read(scaleGradient.array()));
      results.add(Batches.read(shiftGradient.array()));
      kernels.layerNormInputGradient(x, scale, g, 1e-5, out, n);
      results.add(engine.read(out, n));
      kernels.rmsNorm(x, scale, 1e-5, out, n);
      results.add(engine.read(out, n));
      kernels.rmsNormGradient(x, g, 1e-5, scaleGradient, n);
      results.add(Batches.read(scaleGradient.array()));
      kernels.rmsNormInputGradient(x, scale, g, 1e-5, out, n);
      results.add(engine.read(out, n));
    }
    return results;
  }

  @Test
  void theReferenceLeavesNoArrayOpen() throws ReflectiveOperationException {
    EngineType engine = EngineType.ND4J_DOUBLE;
    Lengths lengths = lengths(3, 4);
    ParameterTensor table = Batches.weight(engine.type, 4, 5, Batches.random(2, 20));
    try (BatchTensor x = engine.batch(longs(3, 4, 5), Batches.random(1, 60));
        BatchTensor out = engine.empty(3, 4, 5);
        BatchTensor pooled = engine.empty(3, 5)) {
      long before = 0;
      for (int i = 0; i < 50; i++) {
        if (i == 25) {
          before = OpenMemory.bytes();
        }
        engine.kernels.addPositions(x, table, out, 3);
        engine.kernels.addPositionsGradient(x, table, 3);
        engine.kernels.addSinusoids(x, out, 3);
        engine.kernels.globalAveragePool(x, lengths, pooled, 3);
        engine.kernels.globalAveragePoolGradient(lengths, pooled, out, 3);
        engine.kernels.globalMaxPool(x, lengths, pooled, 3);
        engine.kernels.globalMaxPoolGradient(x, lengths, pooled, out, 3);
      }
      // Less than before is possible: the collector may take what other tests have left.
      assertThat(OpenMemory.bytes() - before).isNotPositive();
    }
  }
}
