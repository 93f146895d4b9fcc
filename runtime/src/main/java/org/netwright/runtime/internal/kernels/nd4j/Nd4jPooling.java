package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.PoolingKernels;
import org.netwright.runtime.generated.Window;

/** Pooling by windows as loops over single numbers, in double. */
interface Nd4jPooling extends PoolingKernels {

  @Override
  default void maxPool(BatchTensor x, Window window, BatchTensor out, int n) {
    WindowLoop loop = WindowLoop.of(x, window, out);
    double[] values = JavaNumbers.of(x, n);
    double[] results = new double[Math.toIntExact(n * out.rowLength())];
    for (int o = 0; o < results.length; o++) {
      results[o] = values[loop.greatest(values, o)];
    }
    JavaNumbers.write(results, out, n);
  }

  @Override
  default void maxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Window window,
      BatchTensor xGradient,
      int n) {
    WindowLoop loop = WindowLoop.of(x, window, out);
    double[] values = JavaNumbers.of(x, n);
    double[] g = JavaNumbers.of(outGradient, n);
    double[] sums = new double[values.length];
    for (int o = 0; o < g.length; o++) {
      sums[loop.greatest(values, o)] += g[o];
    }
    JavaNumbers.write(sums, xGradient, n);
  }

  @Override
  default void averagePool(
      BatchTensor x, Window window, boolean countsPadding, BatchTensor out, int n) {
    WindowLoop loop = WindowLoop.of(x, window, out);
    double[] values = JavaNumbers.of(x, n);
    double[] results = new double[Math.toIntExact(n * out.rowLength())];
    for (int o = 0; o < results.length; o++) {
      int position = o;
      loop.visit(o, i -> results[position] += values[i]);
      results[o] /= loop.divisor(o, countsPadding);
    }
    JavaNumbers.write(results, out, n);
  }

  @Override
  default void averagePoolGradient(
      BatchTensor outGradient, Window window, boolean countsPadding, BatchTensor xGradient, int n) {
    WindowLoop loop = WindowLoop.of(xGradient, window, outGradient);
    double[] g = JavaNumbers.of(outGradient, n);
    double[] sums = new double[Math.toIntExact(n * xGradient.rowLength())];
    for (int o = 0; o < g.length; o++) {
      double share = g[o] / loop.divisor(o, countsPadding);
      loop.visit(o, i -> sums[i] += share);
    }
    JavaNumbers.write(sums, xGradient, n);
  }

  @Override
  default void upsample(BatchTensor x, int rows, int columns, BatchTensor out, int n) {
    double[] values = JavaNumbers.of(x, n);
    double[] results = new double[Math.toIntExact(n * out.rowLength())];
    int width = width(out);
    for (int o = 0; o < results.length; o++) {
      results[o] = values[source(o, width, rows, columns)];
    }
    JavaNumbers.write(results, out, n);
  }

  @Override
  default void upsampleGradient(
      BatchTensor outGradient, int rows, int columns, BatchTensor xGradient, int n) {
    double[] g = JavaNumbers.of(outGradient, n);
    double[] sums = new double[Math.toIntExact(n * xGradient.rowLength())];
    int width = width(outGradient);
    for (int o = 0; o < g.length; o++) {
      sums[source(o, width, rows, columns)] += g[o];
    }
    JavaNumbers.write(sums, xGradient, n);
  }

  /** Returns the index of the element that becomes {@code o}. The rows of all images are one. */
  private static int source(int o, int width, int rows, int columns) {
    int row = o / width / rows;
    return row * (width / columns) + o % width / columns;
  }

  private static int width(BatchTensor images) {
    return images.size(images.dimensions() - 1);
  }
}
