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
    forward(0, 1);
  }

  /** {@code weightGradient = xᵀ · yGradient} and {@code xGradient = yGradient · weightᵀ}. */
  void backward() {
    backward(0, 1);
  }

  /** One of some pieces of {@link #forward()}. */
  void forward(int piece, int pieces) {
    piece(CblasNoTrans, CblasNoTrans, n, out, in, x, weight, y, piece, pieces);
  }

  /** One of some pieces of {@link #backward()}. */
  void backward(int piece, int pieces) {
    piece(CblasTrans, CblasNoTrans, in, out, n, x, yGradient, weightGradient, piece, pieces);
    if (xGradient != null) {
      piece(CblasNoTrans, CblasTrans, n, in, out, yGradient, weight, xGradient, piece, pieces);
    }
  }

  /** Cuts the longer side, because each piece reads the whole operand of the other side. */
  private static void piece(
      int transposeA,
      int transposeB,
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      FloatPointer b,
      FloatPointer c,
      int piece,
      int pieces) {
    int strideA = transposeA == CblasTrans ? rows : inner;
    int strideB = transposeB == CblasTrans ? inner : columns;
    int length = Math.max(rows, columns);
    int from = length * piece / pieces;
    int size = length * (piece + 1) / pieces - from;
    boolean byRows = rows > columns;
    long firstA = byRows ? (long) from * (transposeA == CblasTrans ? 1 : strideA) : 0;
    long firstB = byRows ? 0 : (long) from * (transposeB == CblasTrans ? strideB : 1);
    long firstC = byRows ? (long) from * columns : from;
    product(
        transposeA,
        transposeB,
        byRows ? size : rows,
        byRows ? columns : size,
        inner,
        a.getPointer(firstA),
        strideA,
        b.getPointer(firstB),
        strideB,
        0,
        c.getPointer(firstC),
        columns);
  }

  /** {@code c = a · b + beta · c}, of shape [rows × columns]. */
  static void product(
      int transposeA,
      int transposeB,
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      float beta,
      FloatPointer c,
      int strideC) {
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
        beta,
        c,
        strideC);
  }
}
