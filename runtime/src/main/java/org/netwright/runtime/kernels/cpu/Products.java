package org.netwright.runtime.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/** Products of matrices by BLAS. */
final class Products {
  private Products() {}

  /** {@code c = a · b + beta · c}, of shape [rows × columns]; a or b may lie transposed. */
  static void multiply(
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
}
