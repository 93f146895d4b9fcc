package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.bias;
import static org.netwright.runtime.internal.kernels.Batches.empty;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;
import static org.netwright.runtime.internal.kernels.Batches.weight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Every product is tried with one output and with several, from {@code columns} inputs. */
class LinearKernelsTest {
  private static final int[] OUTPUTS = {1, 4, 11};

  @ParameterizedTest
  @MethodSource("org.netwright.runtime.internal.kernels.Batches#typesAndShapes")
  void linear(DataType type, int n, int in) {
    for (int out : OUTPUTS) {
      double[] x = random(1, n * in);
      double[] w = random(2, in * out);
      double[] b = random(3, out);
      BatchTensor result = empty(type, out);

      KERNELS.linear(batch(type, n, x), weight(type, in, out, w), result, n);
      double[] product = product(x, w, n, in, out);
      assertClose(read(result, n), product, tolerance(type));

      KERNELS.linear(batch(type, n, x), weight(type, in, out, w), bias(type, b), result, n);
      for (int i = 0; i < product.length; i++) {
        product[i] += b[i % out];
      }
      assertClose(read(result, n), product, tolerance(type));
    }
  }

  @ParameterizedTest
  @MethodSource("org.netwright.runtime.internal.kernels.Batches#typesAndShapes")
  void linearGradient(DataType type, int n, int in) {
    for (int out : OUTPUTS) {
      double[] x = random(1, n * in);
      double[] g = random(2, n * out);
      double[] biasSums = new double[out];
      for (int i = 0; i < g.length; i++) {
        biasSums[i % out] += g[i];
      }
      double[] expected = product(transpose(x, n, in), g, in, n, out);
      ParameterTensor weightGradient = weight(type, in, out, random(5, in * out));
      ParameterTensor biasGradient = bias(type, random(6, out));

      KERNELS.linearGradient(batch(type, n, x), batch(type, n, g), weightGradient, biasGradient, n);
      assertClose(read(weightGradient.array()), expected, tolerance(type));
      assertClose(read(biasGradient.array()), biasSums, tolerance(type));

      weightGradient.array().assign(9);
      KERNELS.linearGradient(batch(type, n, x), batch(type, n, g), weightGradient, n);
      assertClose(read(weightGradient.array()), expected, tolerance(type));
    }
  }

  @ParameterizedTest
  @MethodSource("org.netwright.runtime.internal.kernels.Batches#typesAndShapes")
  void linearInputGradient(DataType type, int n, int in) {
    for (int out : OUTPUTS) {
      double[] g = random(1, n * out);
      double[] w = random(2, in * out);
      BatchTensor result = empty(type, in);
      KERNELS.linearInputGradient(batch(type, n, g), weight(type, in, out, w), result, n);
      double[] expected = product(g, transpose(w, in, out), n, out, in);
      assertClose(read(result, n), expected, tolerance(type));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void linearGradientsAreThoseOfTheProduct(int n) {
    int in = 3;
    int out = 2;
    double[] x = random(1, n * in);
    double[] w = random(2, in * out);
    double[] b = random(3, out);
    double[] g = random(4, n * out);
    ParameterTensor weightGradient = weight(DataType.DOUBLE, in, out, new double[in * out]);
    ParameterTensor biasGradient = bias(DataType.DOUBLE, new double[out]);
    BatchTensor xGradient = empty(DataType.DOUBLE, in);
    BatchTensor outGradient = batch(DataType.DOUBLE, n, g);
    KERNELS.linearGradient(
        batch(DataType.DOUBLE, n, x), outGradient, weightGradient, biasGradient, n);
    KERNELS.linearInputGradient(outGradient, weight(DataType.DOUBLE, in, out, w), xGradient, n);

    CentralDifferences.check(
        read(xGradient, n), x, p -> CentralDifferences.dot(g, linear(p, w, b, n)));
    CentralDifferences.check(
        read(weightGradient.array()), w, p -> CentralDifferences.dot(g, linear(x, p, b, n)));
    CentralDifferences.check(
        read(biasGradient.array()), b, p -> CentralDifferences.dot(g, linear(x, w, p, n)));
  }

  /** The steps of sequences are so many rows: to the bit, because they lie in memory as rows do. */
  @ParameterizedTest
  @EnumSource
  void eachStepIsARow(EngineType engine) {
    for (int[] shape : new int[][] {{1, 1, 1}, {2, 3, 4}, {1, 6, 1}, {5, 1, 7}, {16, 70, 33}}) {
      int n = shape[0];
      int steps = shape[1];
      int in = shape[2];
      for (int out : OUTPUTS) {
        List<double[]> expected = results(engine, new long[] {(long) n * steps}, in, out);
        List<double[]> actual = results(engine, new long[] {n, steps}, in, out);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(actual.get(i)).as("result %d", i).isEqualTo(expected.get(i));
        }
      }
    }
  }

  /** Calls all linear operations on batches of rows, [n × in] or [n × steps × in]. */
  private static List<double[]> results(EngineType engine, long[] rows, int in, int out) {
    int n = (int) rows[0];
    long[] wide = LongStream.concat(LongStream.of(rows), LongStream.of(in)).toArray();
    long[] narrow = LongStream.concat(LongStream.of(rows), LongStream.of(out)).toArray();
    int count = (int) Arrays.stream(rows).reduce(1, (a, b) -> a * b);
    ParameterTensor w = weight(engine.type, in, out, random(2, in * out));
    ParameterTensor b = engine.parameter(random(3, out));
    ParameterTensor weightGradient = weight(engine.type, in, out, random(5, in * out));
    ParameterTensor biasGradient = engine.parameter(random(6, out));
    List<double[]> results = new ArrayList<>();
    try (BatchTensor x = engine.batch(wide, random(1, count * in));
        BatchTensor g = engine.batch(narrow, random(4, count * out));
        BatchTensor result = engine.empty(narrow);
        BatchTensor xGradient = engine.empty(wide)) {
      engine.kernels.linear(x, w, b, result, n);
      results.add(engine.read(result, n));
      engine.check("linear", results.get(0), linear(engine, x, w, b, n));
      engine.kernels.linear(x, w, result, n);
      results.add(engine.read(result, n));
      engine.kernels.linearGradient(x, g, weightGradient, biasGradient, n);
      results.add(read(weightGradient.array()));
      results.add(read(biasGradient.array()));
      engine.kernels.linearGradientWithElasticNet(
          x, g, w, 0.1, 0.2, weightGradient, biasGradient, n);
      results.add(read(weightGradient.array()));
      results.add(read(biasGradient.array()));
      engine.kernels.linearInputGradient(g, w, xGradient, n);
      results.add(engine.read(xGradient, n));
    }
    return results;
  }

  /** The product of each step by itself. */
  private static double[] linear(
      EngineType engine, BatchTensor x, ParameterTensor w, ParameterTensor b, int n) {
    int in = (int) w.array().size(0);
    int out = (int) w.array().size(1);
    double[] all = engine.read(x, n);
    double[] biases = read(b.array());
    double[] result = product(all, read(w.array()), all.length / in, in, out);
    Arrays.setAll(result, i -> result[i] + biases[i % out]);
    return result;
  }

  @ParameterizedTest
  @MethodSource("org.netwright.runtime.internal.kernels.Batches#typesAndShapes")
  void add(DataType type, int n, int columns) {
    double[] a = random(1, n * columns);
    double[] b = random(2, n * columns);
    double[] expected = new double[a.length];
    Arrays.setAll(expected, i -> a[i] + b[i]);

    BatchTensor out = empty(type, columns);
    KERNELS.add(batch(type, n, a), batch(type, n, b), out, n);
    assertClose(read(out, n), expected, tolerance(type));

    BatchTensor first = batch(type, n, a);
    KERNELS.add(first, batch(type, n, b), first, n);
    assertClose(read(first, n), expected, tolerance(type));

    BatchTensor second = batch(type, n, b);
    KERNELS.add(batch(type, n, a), second, second, n);
    assertClose(read(second, n), expected, tolerance(type));
  }

  private static double[] linear(double[] x, double[] w, double[] b, int n) {
    int out = b.length;
    int in = w.length / out;
    BatchTensor result = empty(DataType.DOUBLE, out);
    KERNELS.linear(
        batch(DataType.DOUBLE, n, x),
        weight(DataType.DOUBLE, in, out, w),
        bias(DataType.DOUBLE, b),
        result,
        n);
    return read(result, n);
  }

  private static double[] product(double[] a, double[] b, int rows, int inner, int columns) {
    double[] c = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < inner; k++) {
          c[i * columns + j] += a[i * inner + k] * b[k * columns + j];
        }
      }
    }
    return c;
  }

  private static double[] transpose(double[] a, int rows, int columns) {
    double[] result = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = a[i * columns + j];
      }
    }
    return result;
  }
}
