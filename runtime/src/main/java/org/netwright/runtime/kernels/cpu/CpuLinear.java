package org.netwright.runtime.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sdot;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.LinearKernels;
import org.netwright.runtime.parameters.ParameterTensor;

/**
 * Products by BLAS: of a matrix and a vector where either has one row or one column, which takes
 * half the time of the general one.
 */
interface CpuLinear extends LinearKernels, Tiled {

  /** The product is added to the bias: BLAS would otherwise begin by writing zeros. */
  @Override
  default void linear(
      BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n) {
    tiles().repeat(bias.floats(), width(out), out.floats(n), n);
    linear(x, weight, 1, out, n);
  }

  @Override
  default void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n) {
    linear(x, weight, 0, out, n);
  }

  private static void linear(
      BatchTensor x, ParameterTensor weight, float beta, BatchTensor out, int n) {
    multiply(
        n,
        width(out),
        width(x),
        x.floats(n).pointer(),
        false,
        weight.floats().pointer(),
        false,
        beta,
        out.floats(n).pointer());
  }

  @Override
  default void linearGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, n);
    int outputs = width(outGradient);
    FloatPointer g = outGradient.floats(n).pointer();
    FloatPointer ones = tiles().ones(n);
    FloatPointer sums = biasGradient.floats().pointer();
    if (outputs == 1) {
      biasGradient.floats().put(0, cblas_sdot(n, g, 1, ones, 1));
    } else {
      cblas_sgemv(CblasRowMajor, CblasTrans, n, outputs, 1, g, outputs, ones, 1, 0, sums, 1);
    }
  }

  @Override
  default void linearGradient(
      BatchTensor x, BatchTensor outGradient, ParameterTensor weightGradient, int n) {
    multiply(
        width(x),
        width(outGradient),
        n,
        x.floats(n).pointer(),
        true,
        outGradient.floats(n).pointer(),
        false,
        0,
        weightGradient.floats().pointer());
  }

  @Override
  default void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n) {
    multiply(
        n,
        width(xGradient),
        width(outGradient),
        outGradient.floats(n).pointer(),
        false,
        weight.floats().pointer(),
        true,
        0,
        xGradient.floats(n).pointer());
  }

  @Override
  default void add(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    tiles()
        .combine(
            a.floats(n), b.floats(n), out.floats(n), n * out.rowLength(), 0, CpuLinear::addTile);
  }

  private static void addTile(float[] x, float[] y, float parameter, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      y[i] += x[i];
    }
  }

  /** {@code c = a · b + beta · c}, of shape [rows × columns]; a or b may lie transposed. */
  private static void multiply(
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      boolean transposedA,
      FloatPointer b,
      boolean transposedB,
      float beta,
      FloatPointer c) {
    int aWidth = transposedA ? rows : inner;
    int bWidth = transposedB ? inner : columns;
    int aForm = transposedA ? CblasTrans : CblasNoTrans;
    int bForm = transposedB ? CblasTrans : CblasNoTrans;
    if (columns == 1) {
      int aHeight = transposedA ? inner : rows;
      cblas_sgemv(CblasRowMajor, aForm, aHeight, aWidth, 1, a, aWidth, b, 1, beta, c, 1);
    } else if (rows == 1) {
      int bHeight = transposedB ? columns : inner;
      int flipped = transposedB ? CblasNoTrans : CblasTrans;
      cblas_sgemv(CblasRowMajor, flipped, bHeight, bWidth, 1, b, bWidth, a, 1, beta, c, 1);
    } else {
      cblas_sgemm(
          CblasRowMajor,
          aForm,
          bForm,
          rows,
          columns,
          inner,
          1,
          a,
          aWidth,
          b,
          bWidth,
          beta,
          c,
          columns);
    }
  }

  private static int width(BatchTensor tensor) {
    return (int) tensor.rowLength();
  }
}
