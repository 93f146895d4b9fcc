package org.netwright.benchmarks.netwright;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The matrix products of one linear layer, all row-major.
 *
 * @param x [n × in]
 * @param xGradient [n × in], null for the first layer, which needs none
 * @param weight [in × out]
 * @param weightGradient [in × out]
 * @param y [n × out]
 * @param yGradient [n × out]
 */
record LayerProducts(
    int n,
    int in,
    int out,
    FloatPointer x,
    @Nullable FloatPointer xGradient,
    FloatPointer weight,
    FloatPointer weightGradient,
    FloatPointer y,
    FloatPointer yGradient) {

  /** {@code y = x · weight}. */
  void forward() {
    product(CblasNoTrans, CblasNoTrans, n, out, in, x, in, weight, out, y);
  }

  /** {@code weightGradient = xᵀ · yGradient} and {@code xGradient = yGradient · weightᵀ}. */
  void backward() {
    product(CblasTrans, CblasNoTrans, in, out, n, x, in, yGradient, out, weightGradient);
    if (xGradient != null) {
      product(CblasNoTrans, CblasTrans, n, in, out, yGradient, out, weight, out, xGradient);
    }
  }

  private static void product(
      int transposeA,
      int transposeB,
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      FloatPointer c) {
    cblas_sgemm(
        CblasRowMajor,
        transposeA,
        transposeB,
        rows,
        columns,
        inner,
        1,
        a,
        strideA,
        b,
        strideB,
        0,
        c,
        columns);
  }
}
