package org.netwright.runtime.internal.kernels;

import static org.netwright.runtime.internal.kernels.Batches.KERNELS;
import static org.netwright.runtime.internal.kernels.Batches.assertClose;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.bias;
import static org.netwright.runtime.internal.kernels.Batches.empty;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;
import static org.netwright.runtime.internal.kernels.Batches.tolerance;
import static org.netwright.runtime.internal.kernels.Batches.weight;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
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
