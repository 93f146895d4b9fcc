package org.netwright.runtime.internal.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.memory.NativeFloats;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Products of matrices by BLAS: of a matrix and a vector where either has one row or one column,
 * which takes half the time of the general one. A product runs on the calling thread; if it is
 * large, it is cut into pieces that several threads share.
 *
 * <p>How a product is cut depends on its shape and the number of processors, not on how many
 * threads share it, so that the result is the same to the bit on a busy machine. BLAS's digits
 * depend on the cut: it sums differently at the edges of a matrix.
 */
final class MatrixProducts implements PieceThreads.Work {
  /** OpenBLAS itself keeps products of at most this many multiplications on the calling thread. */
  private static final long SMALL = 100_000;

  /**
   * The least number of multiplications of a piece: they take much longer than handing it to
   * another thread.
   */
  private static final long PIECE = 1 << 21;

  /** As {@link #PIECE}, for a product with a vector, which is bound by memory. */
  private static final long VECTOR_PIECE = 1 << 18;

  /** The rows or columns of a piece are a multiple of this, which suits BLAS's inner loops. */
  private static final int UNIT = 32;

  private final Operands[] operands = Operands.forPieces();
  private int rows;
  private int columns;
  private int inner;
  private long a;
  private boolean transposedA;
  private long b;
  private boolean transposedB;
  private float beta;
  private long c;
  private int pieces;

  /** What pieces of a vector's product add up, each but the first for itself. */
  private FloatPointer sums = new FloatPointer(1);

  /** Pointers that a piece moves to its part of the operands. */
  private static final class Operands {
    final NativeFloats a = new NativeFloats();
    final NativeFloats b = new NativeFloats();
    final NativeFloats c = new NativeFloats();

    static Operands[] forPieces() {
      Operands[] all = new Operands[PieceThreads.PROCESSORS];
      Arrays.setAll(all, i -> new Operands());
      return all;
    }
  }

  /** {@code c = a · b + beta · c}, of shape [rows × columns]; a or b may be stored transposed. */
  void multiply(
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      boolean transposedA,
      FloatPointer b,
      boolean transposedB,
      float beta,
      FloatPointer c) {
    this.rows = rows;
    this.columns = columns;
    this.inner = inner;
    this.a = a.address();
    this.transposedA = transposedA;
    this.b = b.address();
    this.transposedB = transposedB;
    this.beta = beta;
    this.c = c.address();
    long multiplications = (long) rows * columns * inner;
    if (multiplications <= SMALL) {
      block(0, rows, 0, columns, operands[0]);
      return;
    }
    int threads = BlasThreads.begin();
    try {
      pieces = pieces(multiplications);
      if (isCutInside() && pieces > 1) {
        multiplyVector(threads);
      } else {
        PieceThreads.run(this, pieces, threads);
      }
    } finally {
      BlasThreads.end();
    }
  }

  /**
   * Whether each piece has some rows of b, and a part of the sums: these rows lie next to each
   * other in memory, which is all that such a product waits for.
   */
  private boolean isCutInside() {
    return rows == 1 && !transposedB && inner >= columns;
  }

  private void multiplyVector(int threads) {
    long length = (long) columns * (pieces - 1);
    if (sums.capacity() < length) {
      FloatPointer longer = new FloatPointer(length);
      sums.close();
      sums = longer;
    }
    PieceThreads.run(this, pieces, threads);
    for (int i = 1; i < pieces; i++) {
      FloatPointer part = operands[i].c.moveTo(sums.address(), (long) columns * (i - 1));
      cblas_saxpy(columns, 1, part, 1, operands[0].c.moveTo(c, 0), 1);
    }
  }

  private int pieces(long multiplications) {
    long least = rows == 1 || columns == 1 ? VECTOR_PIECE : PIECE;
    int length = isCutInside() ? inner : Math.max(rows, columns);
    long most = Math.min(multiplications / least, length / UNIT);
    return (int) Math.max(1, Math.min(most, PieceThreads.PROCESSORS));
  }

  /**
   * Cuts the longer side, because each piece reads the whole operand of the other side; or a
   * vector's product inside.
   */
  @Override
  public void piece(int index) {
    if (isCutInside() && pieces > 1) {
      vector(index);
      return;
    }
    int length = Math.max(rows, columns);
    int from = PieceThreads.cut(length, UNIT, index, pieces);
    int size = PieceThreads.cut(length, UNIT, index + 1, pieces) - from;
    if (rows > columns) {
      block(from, size, 0, columns, operands[index]);
    } else {
      block(0, rows, from, size, operands[index]);
    }
  }

  private void vector(int index) {
    int from = PieceThreads.cut(inner, UNIT, index, pieces);
    int size = PieceThreads.cut(inner, UNIT, index + 1, pieces) - from;
    Operands own = operands[index];
    FloatPointer x = own.a.moveTo(a, from);
    FloatPointer y = own.b.moveTo(b, (long) from * columns);
    FloatPointer out =
        index == 0
            ? own.c.moveTo(c, 0)
            : own.c.moveTo(sums.address(), (long) columns * (index - 1));
    cblas_sgemv(
        CblasRowMajor,
        CblasTrans,
        size,
        columns,
        1,
        y,
        columns,
        x,
        1,
        index == 0 ? beta : 0,
        out,
        1);
  }

  /** Computes m rows and n columns of the product. */
  private void block(int firstRow, int m, int firstColumn, int n, Operands own) {
    int aWidth = transposedA ? rows : inner;
    int bWidth = transposedB ? inner : columns;
    FloatPointer x = own.a.moveTo(a, transposedA ? firstRow : (long) firstRow * aWidth);
    FloatPointer y = own.b.moveTo(b, transposedB ? (long) firstColumn * bWidth : firstColumn);
    FloatPointer out = own.c.moveTo(c, (long) firstRow * columns + firstColumn);
    int aForm = transposedA ? CblasTrans : CblasNoTrans;
    int bForm = transposedB ? CblasTrans : CblasNoTrans;
    if (columns == 1) {
      int height = transposedA ? inner : m;
      int width = transposedA ? m : inner;
      cblas_sgemv(CblasRowMajor, aForm, height, width, 1, x, aWidth, y, 1, beta, out, 1);
    } else if (rows == 1) {
      int height = transposedB ? n : inner;
      int width = transposedB ? inner : n;
      int flipped = transposedB ? CblasNoTrans : CblasTrans;
      cblas_sgemv(CblasRowMajor, flipped, height, width, 1, y, bWidth, x, 1, beta, out, 1);
    } else {
      cblas_sgemm(
          CblasRowMajor, aForm, bForm, m, n, inner, 1, x, aWidth, y, bWidth, beta, out, columns);
    }
  }
}
