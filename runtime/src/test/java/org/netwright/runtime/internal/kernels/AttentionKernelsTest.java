package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.CentralDifferences.dot;
import static org.netwright.runtime.internal.kernels.EngineType.ND4J_DOUBLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.internal.random.RandomBits;

/** Attention against nested loops, central differences and, in float, the reference. */
class AttentionKernelsTest {

  private static final List<AttentionCase> SMALL =
      List.of(
          AttentionCase.self(1, 1, 1, 1),
          AttentionCase.self(2, 3, 4, 1),
          AttentionCase.self(3, 4, 6, 2),
          AttentionCase.self(2, 5, 4, 2).asCausal(),
          AttentionCase.self(3, 4, 6, 3).withLengths(2, 4, 1),
          AttentionCase.self(3, 4, 4, 2).withLengths(3, 1, 4).asCausal(),
          AttentionCase.self(2, 4, 4, 2).withDropout(0.4),
          AttentionCase.cross(2, 3, 5, 4, 2),
          AttentionCase.cross(3, 2, 4, 6, 3).withLengths(3, 1, 4),
          AttentionCase.cross(2, 4, 3, 4, 2).withLengths(2, 3).withDropout(0.3));

  /** Of one tile and many, of one block and several, and enough for several threads. */
  private static final List<AttentionCase> LARGE =
      List.of(
          AttentionCase.self(16, 16, 16, 2),
          AttentionCase.self(5, 64, 128, 4),
          AttentionCase.self(5, 64, 128, 4).withRandomLengths(),
          AttentionCase.self(3, 150, 24, 2).asCausal(),
          AttentionCase.self(4, 150, 24, 2).withRandomLengths().asCausal(),
          AttentionCase.self(2, 1100, 8, 1).withRandomLengths(),
          AttentionCase.self(1, 2100, 4, 1),
          AttentionCase.cross(2, 7, 2500, 6, 2),
          AttentionCase.cross(2, 1100, 40, 6, 2).withRandomLengths(),
          AttentionCase.self(3, 70, 12, 3).withDropout(0.25).withRandomLengths().asCausal());

  private static List<AttentionCase> all() {
    List<AttentionCase> all = new ArrayList<>(SMALL);
    all.addAll(LARGE);
    return all;
  }

  /** The definition, with all probabilities of a head. */
  private static double[] expected(AttentionCase c, double[] query, double[] memory) {
    double[] out = new double[c.n() * c.queries() * c.width()];
    int d = c.width() / c.heads();
    for (int s = 0; s < c.n(); s++) {
      for (int head = 0; head < c.heads(); head++) {
        for (int i = 0; i < c.queriesOf(s); i++) {
          double[] e = new double[c.keysOf(s)];
          double sum = 0;
          for (int j = 0; j < e.length; j++) {
            double score = 0;
            for (int k = head * d; k < head * d + d; k++) {
              score += vector(c, query, memory, 0, s, i, k) * vector(c, query, memory, 1, s, j, k);
            }
            e[j] = c.causal() && j > i ? 0 : Math.exp(score / Math.sqrt(d));
            sum += e[j];
          }
          for (int j = 0; j < e.length; j++) {
            long index = (((long) s * c.heads() + head) * c.queries() + i) * c.keys() + j;
            boolean dropped = RandomBits.uniform(AttentionCase.SEED, index) < c.rate();
            double p = dropped ? 0 : e[j] / sum / (1 - c.rate());
            for (int k = head * d; k < head * d + d; k++) {
              out[(s * c.queries() + i) * c.width() + k] +=
                  p * vector(c, query, memory, 2, s, j, k);
            }
          }
        }
      }
    }
    return out;
  }

  /** An element of a query (0), key (1) or value (2). */
  private static double vector(
      AttentionCase c, double[] query, double[] memory, int part, int s, int step, int column) {
    if (c.self()) {
      return query[((s * c.keys() + step) * 3 + part) * c.width() + column];
    }
    return part == 0
        ? query[(s * c.queries() + step) * c.width() + column]
        : memory[((s * c.keys() + step) * 2 + part - 1) * c.width() + column];
  }

  @ParameterizedTest
  @EnumSource
  void mixesValuesByTheSoftmaxOfScores(EngineType engine) {
    for (AttentionCase c : all()) {
      double[] expected = expected(c, c.randomQuery(), c.randomMemory());
      engine.check(c.toString(), c.results(engine)[0], expected);
    }
  }

  @Test
  void gradientsAreThoseOfTheValue() {
    for (AttentionCase c : SMALL) {
      double[] x = c.randomQuery();
      double[] memory = c.randomMemory();
      double[] g = c.randomOutGradient();
      double[][] results = c.results(ND4J_DOUBLE, x, memory, g);
      CentralDifferences.check(results[1], x, p -> dot(g, c.out(ND4J_DOUBLE, p, memory)));
      if (!c.self()) {
        CentralDifferences.check(results[2], memory, p -> dot(g, c.out(ND4J_DOUBLE, x, p)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreThoseOfTheReference(EngineType engine) {
    for (AttentionCase c : all()) {
      check(c.toString(), engine, c.results(engine), c.results(ND4J_DOUBLE));
    }
  }

  private static void check(
      String name, EngineType engine, double[][] actual, double[][] expected) {
    engine.check(name, actual[0], expected[0]);
    engine.check(name + ", gradient", actual[1], expected[1]);
    engine.check(name + ", gradient of the memory", actual[2], expected[2]);
  }

  /** What padding contains is not looked at, nor are gradients that come in there. */
  @ParameterizedTest
  @EnumSource
  void paddingIsNotLookedAt(EngineType engine) {
    for (AttentionCase c :
        List.of(
            AttentionCase.self(4, 7, 6, 2).withLengths(3, 7, 1, 5),
            AttentionCase.self(4, 130, 6, 2).withRandomLengths().asCausal(),
            AttentionCase.cross(4, 3, 7, 6, 2).withLengths(3, 7, 1, 5))) {
      double[] x = c.randomQuery();
      double[] memory = c.randomMemory();
      double[] g = c.randomOutGradient();
      double[][] expected = c.results(engine, x, memory, g);
      if (c.self()) {
        breakPadding(c, x, 3 * c.width());
        breakPadding(c, g, c.width());
      } else {
        breakPadding(c, memory, 2 * c.width());
      }
      double[][] actual = c.results(engine, x, memory, g);
      for (int i = 0; i < 3; i++) {
        assertThat(actual[i]).as("%s, result %d", c, i).isEqualTo(expected[i]);
        assertThat(Arrays.stream(actual[i]).allMatch(Double::isFinite)).isTrue();
      }
      checkZeros(c, c.self() ? actual[1] : actual[2], c.self() ? 3 * c.width() : 2 * c.width());
    }
  }

  private static void breakPadding(AttentionCase c, double[] numbers, int pitch) {
    for (int i = 0; i < numbers.length; i++) {
      if (i / pitch % c.keys() >= c.keysOf(i / (pitch * c.keys()))) {
        numbers[i] = Double.NaN;
      }
    }
  }

  private static void checkZeros(AttentionCase c, double[] gradient, int pitch) {
    for (int i = 0; i < gradient.length; i++) {
      if (i / pitch % c.keys() >= c.keysOf(i / (pitch * c.keys()))) {
        assertThat(gradient[i]).as("%s, element %d", c, i).isZero();
      }
    }
  }

  /** Tensors are reused: a result may contain anything before it is written. */
  @ParameterizedTest
  @EnumSource
  void whatResultsContainedIsNotLookedAt(EngineType engine) {
    for (AttentionCase c : all()) {
      double[] g = c.randomOutGradient();
      try (AttentionCase.Layer layer = c.new Layer(engine, c.randomQuery(), c.randomMemory(), g)) {
        layer.breakResults();
        layer.forward();
        layer.backward();
        check(c.toString(), engine, layer.results(), c.results(engine));
      }
    }
  }

  /** A step of a causal layer does not depend on what comes later. */
  @ParameterizedTest
  @EnumSource
  void causalStepsDoNotLookAhead(EngineType engine) {
    AttentionCase c = AttentionCase.self(1, 100, 6, 2).asCausal();
    double[] x = c.randomQuery();
    double[] expected = c.out(engine, x, new double[0]);
    int half = x.length / 2;
    Arrays.fill(x, half, x.length, 5);
    double[] actual = c.out(engine, x, new double[0]);
    assertThat(Arrays.copyOf(actual, actual.length / 2))
        .isEqualTo(Arrays.copyOf(expected, actual.length / 2));
    assertThat(actual).isNotEqualTo(expected);
  }

  /** Rows of the softmax that overflow or vanish in float are computed from their largest score. */
  @ParameterizedTest
  @EnumSource
  void largeScoresStayFinite(EngineType engine) {
    for (AttentionCase c :
        List.of(
            AttentionCase.self(2, 9, 8, 2),
            AttentionCase.self(2, 9, 8, 2).asCausal().withLengths(4, 9),
            AttentionCase.self(1, 700, 4, 1).withDropout(0.5))) {
      for (double size : new double[] {8, 100, 1e8}) {
        double[] x = Batches.map(c.randomQuery(), v -> (float) (v * Math.sqrt(size)));
        double[] memory = new double[0];
        double[] g = c.randomOutGradient();
        double[][] actual = c.results(engine, x, memory, g);
        assertThat(Arrays.stream(actual).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite))
            .as("%s, %s", c, size)
            .isTrue();
        if (size < 1e4) {
          // A score of 100 has two digits fewer behind the point.
          double tolerance = engine.tolerance * Math.max(1, size);
          double[][] expected = c.results(ND4J_DOUBLE, x, memory, g);
          EngineType.check("out", actual[0], expected[0], tolerance);
          EngineType.check("gradient", actual[1], expected[1], tolerance);
        }
      }
    }
  }

  /** Equal scores give the mean of the values, however large or small the scores are. */
  @ParameterizedTest
  @EnumSource
  void equalScoresGiveTheMean(EngineType engine) {
    AttentionCase c = AttentionCase.self(1, 4, 1, 1);
    for (double score : new double[] {0, 60, -60, 1e4, -1e4, 1e30, -1e30}) {
      double query = Math.sqrt(Math.abs(score));
      double key = score / Math.max(query, 1);
      double[] x = {query, key, 1, query, key, 2, query, key, 3, query, key, 6};
      double[][] results = c.results(engine, x, new double[0], new double[] {1, 0, 0, 0});
      engine.check("score " + score, results[0], new double[] {3, 3, 3, 3});
      double[] ofValues = {results[1][2], results[1][5], results[1][8], results[1][11]};
      engine.check("score " + score, ofValues, new double[] {0.25, 0.25, 0.25, 0.25});
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumberIsNotHidden(EngineType engine) {
    AttentionCase c = AttentionCase.self(2, 3, 4, 2);
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] x = c.randomQuery();
      x[0] = broken;
      double[] out = c.out(engine, x, new double[0]);
      for (int i = 0; i < out.length; i++) {
        assertThat(Double.isNaN(out[i])).as("element %d", i).isEqualTo(i < 2);
      }
    }
  }

  /** The pass after one with dropout has none, unless it is asked for again. */
  @ParameterizedTest
  @EnumSource
  void dropoutIsForOnePass(EngineType engine) {
    AttentionCase c = AttentionCase.self(2, 6, 4, 2);
    double[] x = c.randomQuery();
    double[] g = c.randomOutGradient();
    AttentionCase dropping = c.withDropout(0.5);
    double[][] expected = c.results(engine, x, new double[0], g);
    try (AttentionCase.Layer layer = dropping.new Layer(engine, x, new double[0], g)) {
      layer.forward();
      layer.backward();
      assertThat(layer.results()[0]).isNotEqualTo(expected[0]);
      layer.forwardWithoutDropout();
      layer.backward();
      check("after dropout", engine, layer.results(), expected);
    }
  }

  @Test
  void theReferenceLeavesNoArrayOpen() throws ReflectiveOperationException {
    AttentionCase c = AttentionCase.self(2, 6, 4, 2).withLengths(3, 6).withDropout(0.5);
    AttentionCase cross = AttentionCase.cross(2, 6, 5, 4, 2);
    double[] g = c.randomOutGradient();
    for (EngineType engine : new EngineType[] {ND4J_DOUBLE, EngineType.ND4J_FLOAT}) {
      try (AttentionCase.Layer layer = c.new Layer(engine, c.randomQuery(), c.randomMemory(), g);
          AttentionCase.Layer other =
              cross.new Layer(engine, cross.randomQuery(), cross.randomMemory(), g)) {
        long before = 0;
        for (int i = 0; i < 50; i++) {
          if (i == 25) {
            before = OpenMemory.bytes();
          }
          layer.forward();
          layer.backward();
          other.forward();
          other.backward();
        }
        // Less than before is possible: the collector may take what other tests have left.
        assertThat(OpenMemory.bytes() - before).isNotPositive();
      }
    }
  }
}
