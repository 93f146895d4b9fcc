package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Embeddings and what acts on their rows, in loops over single numbers. */
class EmbeddingKernelsTest {
  private static final int VOCABULARY = 40;
  private static final int PADDING = 3;

  /** Rows of a batch, ids in a row, width; some longer than a tile. */
  private static final int[][] SHAPES = {
    {1, 1, 1}, {5, 1, 4}, {30, 3, 7}, {200, 1, 33}, {4, 2, 2500}
  };

  static Stream<Arguments> shapes() {
    return Arrays.stream(SHAPES)
        .flatMap(
            shape ->
                Stream.of(
                    Arguments.of(Batches.cpu(DataType.FLOAT), DataType.FLOAT, shape),
                    Arguments.of(Batches.cpu(DataType.DOUBLE), DataType.DOUBLE, shape),
                    Arguments.of(new Nd4jKernels(), DataType.FLOAT, shape),
                    Arguments.of(new Nd4jKernels(), DataType.DOUBLE, shape)));
  }

  /** A table with ids that name some of its rows, and the gradient of these rows. */
  private static final class Case {
    final int n;
    final int width;
    final IdTensor ids;
    final ParameterVector parameters;
    final ParameterTensor table;
    final SparseGradient gradient;
    final BatchTensor outGradient;
    final double tolerance;

    Case(EngineKernels kernels, DataType type, int[] shape, OptionalInt padding) {
      this.n = shape[0];
      this.width = shape[2];
      this.tolerance = type == DataType.FLOAT ? 1e-4 : 1e-12;
      Random random = new Random(n + 31L * width);
      ids = new IdTensor(shape[1]);
      int[] all = ids.ids(n);
      for (int i = 0; i < count(); i++) {
        all[i] = random.nextInt(VOCABULARY);
      }
      ParameterLayout layout =
          ParameterLayout.builder()
              .add(
                  "t.weight",
                  ParameterRole.EMBEDDING,
                  Initializer.STANDARD_NORMAL.fans(1, 1),
                  VOCABULARY,
                  width)
              .build();
      parameters = new ParameterVector(layout, type, 5);
      table = parameters.value("t.weight");
      gradient = new SparseGradient("t.weight", type, width, padding);
      outGradient = new BatchTensor(type, (long) shape[1] * width);
      INDArray given = outGradient.rows(n);
      given.assign(Nd4j.rand(DataType.DOUBLE, given.shape()).subi(0.5));
      kernels.startEmbeddingGradient(ids, gradient, n);
      kernels.addEmbeddingGradient(ids, outGradient, gradient, n);
    }

    int count() {
      return n * ids.rowLength();
    }

    /** The gradient of each row that is named. */
    Map<Integer, double[]> expectedGradient(int padding) {
      double[] given = numbers(outGradient.rows(n));
      Map<Integer, double[]> sums = new LinkedHashMap<>();
      for (int i = 0; i < count(); i++) {
        int id = ids.ids(n)[i];
        if (id != padding) {
          double[] row = sums.computeIfAbsent(id, same -> new double[width]);
          for (int j = 0; j < width; j++) {
            row[j] += given[i * width + j];
          }
        }
      }
      return sums;
    }

    void checkGradient(Map<Integer, double[]> expected) {
      assertThat(IntStream.range(0, gradient.count()).map(gradient::row).boxed())
          .containsExactlyElementsOf(expected.keySet());
      expected.forEach(
          (id, row) -> {
            int place = gradient.placeOf(id);
            double[] given = numbers(gradient.values().rows(gradient.count()).getRow(place));
            assertThat(given).containsExactly(row, within(tolerance));
          });
    }

    double[] row(int id) {
      return numbers(table.array().getRow(id));
    }

    /** Rows that are named have changed as expected; the others have not changed at all. */
    void checkTable(double[][] before, Change change) {
      Map<Integer, double[]> gradients = expectedGradient(-1);
      for (int id = 0; id < VOCABULARY; id++) {
        double[] expected = before[id].clone();
        double[] g = gradients.get(id);
        if (g == null) {
          assertThat(row(id)).as("row %d", id).isEqualTo(expected);
        } else {
          for (int j = 0; j < width; j++) {
            expected[j] = change.of(expected[j], g[j], id * width + j);
          }
          assertThat(row(id)).as("row %d", id).containsExactly(expected, within(tolerance));
        }
      }
    }

    double[][] rows() {
      return IntStream.range(0, VOCABULARY).mapToObj(this::row).toArray(double[][]::new);
    }

    FlatTensor average(long seed) {
      FlatTensor average = Objects.requireNonNull(parameters.zerosOfTables().get("t.weight"));
      Random random = new Random(seed);
      for (long i = 0; i < average.length(); i++) {
        average.array().putScalar(i, random.nextDouble());
      }
      return average;
    }
  }

  private interface Change {
    double of(double p, double g, int index);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void rowsAreLookedUp(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    BatchTensor out = new BatchTensor(type, (long) shape[1] * c.width);
    kernels.embedding(c.ids, c.table, out, c.n);
    double[] given = numbers(out.rows(c.n));
    for (int i = 0; i < c.count(); i++) {
      assertThat(Arrays.copyOfRange(given, i * c.width, (i + 1) * c.width))
          .isEqualTo(c.row(c.ids.ids(c.n)[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAddUpInTheirRows(EngineKernels kernels, DataType type, int[] shape) {
    Case all = new Case(kernels, type, shape, OptionalInt.empty());
    all.checkGradient(all.expectedGradient(-1));
    Case padded = new Case(kernels, type, shape, OptionalInt.of(PADDING));
    padded.checkGradient(padded.expectedGradient(PADDING));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsOfMiniBatchesAddUp(EngineKernels kernels, DataType type, int[] shape) {
    Case first = new Case(kernels, type, shape, OptionalInt.of(PADDING));
    Case second =
        new Case(kernels, type, new int[] {shape[0], 2, shape[2]}, OptionalInt.of(PADDING));
    SparseGradient sum = first.gradient.newEmpty();
    sum.addRows(first.gradient);
    sum.addRows(second.gradient);
    // What was there before does not count.
    if (sum.count() > 0) {
      sum.values().rows(sum.count()).assign(Double.NaN);
    }
    kernels.clear(sum);
    kernels.accumulate(first.gradient, 0.25, sum);
    kernels.accumulate(second.gradient, 2, sum);
    Map<Integer, double[]> expected = new LinkedHashMap<>();
    first
        .expectedGradient(PADDING)
        .forEach((id, row) -> expected.put(id, Arrays.stream(row).map(x -> x * 0.25).toArray()));
    second
        .expectedGradient(PADDING)
        .forEach(
            (id, row) -> {
              double[] all = expected.computeIfAbsent(id, same -> new double[row.length]);
              Arrays.setAll(all, i -> all[i] + 2 * row[i]);
            });
    first.gradient.swap(sum);
    first.checkGradient(expected);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void twoInputsShareAGradient(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    IdTensor more = new IdTensor(1);
    int[] ids = more.ids(c.n);
    Arrays.setAll(ids, i -> i % 2 == 0 ? VOCABULARY - 1 : i % VOCABULARY);
    kernels.startEmbeddingGradient(c.ids, c.gradient, c.n);
    kernels.addEmbeddingRows(more, c.gradient, c.n);
    kernels.addEmbeddingGradient(c.ids, c.outGradient, c.gradient, c.n);
    BatchTensor ones = new BatchTensor(type, c.width);
    ones.rows(c.n).assign(1);
    kernels.addEmbeddingGradient(more, ones, c.gradient, c.n);
    Map<Integer, double[]> expected = c.expectedGradient(-1);
    for (int i = 0; i < c.n; i++) {
      double[] row = expected.computeIfAbsent(ids[i], id -> new double[c.width]);
      Arrays.setAll(row, j -> row[j] + 1);
    }
    c.checkGradient(expected);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void penaltiesActOnNamedRows(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    ParameterTensor base = c.table.copy();
    base.array().muli(0.25);
    double l1 = 0;
    double l2 = 0;
    Map<Integer, double[]> expected = c.expectedGradient(-1);
    for (Map.Entry<Integer, double[]> entry : expected.entrySet()) {
      double[] p = c.row(entry.getKey());
      for (int j = 0; j < c.width; j++) {
        l1 += Math.abs(p[j]);
        l2 += p[j] * p[j];
        entry.getValue()[j] +=
            0.1 * Math.signum(p[j])
                + 0.4 * p[j]
                + 0.3 * Math.signum(p[j])
                + 0.8 * p[j]
                + 1.2 * 0.75 * p[j];
      }
    }
    double relative = type == DataType.FLOAT ? 1e-5 : 1e-12;
    assertThat(kernels.l1(c.table, c.gradient, 0.1)).isCloseTo(0.1 * l1, within(relative * l1));
    assertThat(kernels.l2(c.table, c.gradient, 0.2)).isCloseTo(0.2 * l2, within(relative * l2));
    assertThat(kernels.l2Distance(c.table, base, c.gradient, 0.2))
        .isCloseTo(0.2 * 0.75 * 0.75 * l2, within(relative * l2));
    kernels.addL1Gradient(c.table, 0.1, c.gradient);
    kernels.addL2Gradient(c.table, 0.2, c.gradient);
    kernels.addElasticNetGradient(c.table, 0.3, 0.4, c.gradient);
    kernels.addL2DistanceGradient(c.table, base, 0.6, c.gradient);
    c.checkGradient(expected);
    base.closeCopy();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void updatesTouchNamedRowsOnly(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    double[][] before = c.rows();
    kernels.sgd(c.gradient, 0.3, c.table);
    c.checkTable(before, (p, g, i) -> p - 0.3 * g);

    before = c.rows();
    FlatTensor velocity = c.average(1);
    double[] v = numbers(velocity.array());
    kernels.momentum(c.gradient, 0.3, 0.9, false, velocity, c.table);
    c.checkTable(before, (p, g, i) -> p - 0.3 * (0.9 * v[i] + g));
    before = c.rows();
    double[] v2 = numbers(velocity.array());
    kernels.momentum(c.gradient, 0.3, 0.9, true, velocity, c.table);
    c.checkTable(before, (p, g, i) -> p - 0.3 * (g + 0.9 * (0.9 * v2[i] + g)));

    before = c.rows();
    FlatTensor mean = c.average(2);
    FlatTensor variance = c.average(3);
    double[] m = numbers(mean.array());
    double[] s = numbers(variance.array());
    kernels.adam(c.gradient, 0.1, 0.9, 0.99, 1e-2, 4, mean, variance, c.table);
    double rate = 0.1 * Math.sqrt(1 - Math.pow(0.99, 4)) / (1 - Math.pow(0.9, 4));
    c.checkTable(
        before,
        (p, g, i) ->
            p - rate * (0.9 * m[i] + 0.1 * g) / (Math.sqrt(0.99 * s[i] + 0.01 * g * g) + 1e-2));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatFollowsAnUpdateTouchesNamedRowsOnly(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    double[][] before = c.rows();
    kernels.scale(c.gradient, 0.5, c.table);
    c.checkTable(before, (p, g, i) -> 0.5 * p);

    before = c.rows();
    StepSizes steps = new StepSizes();
    steps.uniform(0.2);
    kernels.softThreshold(c.gradient, 0.5, steps, c.table);
    c.checkTable(before, (p, g, i) -> Math.signum(p) * Math.max(Math.abs(p) - 0.1, 0));

    before = c.rows();
    FlatTensor variance = c.average(4);
    double[] s = numbers(variance.array());
    steps.adaptive(0.2, c.parameters.zeros(), same -> variance, 1.5, 0.3);
    kernels.softThreshold(c.gradient, 0.5, steps, c.table);
    c.checkTable(
        before,
        (p, g, i) -> {
          double t = 0.5 * 0.2 / ((Math.sqrt(s[i]) + 0.3) * 1.5);
          return Math.signum(p) * Math.max(Math.abs(p) - t, 0);
        });

    before = c.rows();
    kernels.nonNegative(c.gradient, c.table);
    c.checkTable(before, (p, g, i) -> Math.max(p, 0));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsAreClipped(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.empty());
    Map<Integer, double[]> expected = c.expectedGradient(-1);
    double squares =
        expected.values().stream().flatMapToDouble(Arrays::stream).map(g -> g * g).sum();
    assertThat(kernels.sumOfSquares(c.gradient)).isCloseTo(squares, within(1e-4 * squares));
    kernels.scale(0.5, c.gradient);
    kernels.clipByValue(0.1, c.gradient);
    expected
        .values()
        .forEach(row -> Arrays.setAll(row, j -> Math.max(-0.1, Math.min(0.1, 0.5 * row[j]))));
    c.checkGradient(expected);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aBatchOfPaddingAloneChangesNothing(EngineKernels kernels, DataType type, int[] shape) {
    Case c = new Case(kernels, type, shape, OptionalInt.of(PADDING));
    Arrays.fill(c.ids.ids(c.n), PADDING);
    double[][] before = c.rows();
    kernels.startEmbeddingGradient(c.ids, c.gradient, c.n);
    kernels.addEmbeddingGradient(c.ids, c.outGradient, c.gradient, c.n);
    assertThat(c.gradient.count()).isZero();
    assertThat(kernels.l1(c.table, c.gradient, 1)).isZero();
    kernels.addL2Gradient(c.table, 1, c.gradient);
    assertThat(kernels.sumOfSquares(c.gradient)).isZero();
    kernels.scale(2, c.gradient);
    kernels.clipByValue(1, c.gradient);
    kernels.sgd(c.gradient, 1, c.table);
    kernels.momentum(c.gradient, 1, 0.9, false, c.average(1), c.table);
    kernels.adam(c.gradient, 1, 0.9, 0.9, 1e-8, 1, c.average(1), c.average(2), c.table);
    kernels.scale(c.gradient, 0, c.table);
    assertThat(c.rows()).isDeepEqualTo(before);
  }

  private static double[] numbers(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }
}
