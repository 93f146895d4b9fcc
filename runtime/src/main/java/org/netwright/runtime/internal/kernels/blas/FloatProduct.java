package org.netwright.runtime.internal.kernels.blas;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.NativeFloats;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Products of matrices that lie within larger memory, on the calling thread. The caller has begun
 * {@link BlasThreads}.
 */
public final class FloatProduct {
  /**
   * On processors with AVX-512, OpenBLAS does not copy the operands of a product of at most so many
   * multiplications, and is a third faster.
   */
  private static final long SMALL = 1_000_000;

  /** The columns of a small product are a multiple of this, which suits BLAS's inner loops. */
  private static final int UNIT = 16;

  /** The least number of columns of a small product: other processors copy operands for each. */
  private static final int LEAST = 32;

  private final NativeFloats left = new NativeFloats();
  private final NativeFloats right = new NativeFloats();
  private final NativeFloats out = new NativeFloats();
  private int leftForm;
  private int leftPitch;
  private int rightForm;
  private int rightPitch;

  /** Sets the left operand: where it begins, the distance of its rows, and how it is stored. */
  public FloatProduct left(FloatMemory memory, long index, int pitch, boolean transposed) {
    left.moveTo(memory.pointer().address(), index);
    leftPitch = pitch;
    leftForm = transposed ? CblasTrans : CblasNoTrans;
    return this;
  }

  /** Sets the right operand. */
  public FloatProduct right(FloatMemory memory, long index, int pitch, boolean transposed) {
    right.moveTo(memory.pointer().address(), index);
    rightPitch = pitch;
    rightForm = transposed ? CblasTrans : CblasNoTrans;
    return this;
  }

  /**
   * Writes {@code left · right + beta · result}, [rows × columns]; a few columns at a time if they
   * are then a small product.
   */
  public void write(
      int rows, int columns, int inner, float beta, FloatMemory memory, long index, int pitch) {
    int few = fewColumns(rows, inner);
    if (rightForm == CblasTrans || few == 0 || columns <= few) {
      out.moveTo(memory.pointer().address(), index);
      multiply(rows, columns, inner, beta, pitch);
      return;
    }
    long rightAddress = right.address();
    int parts = (columns - 1) / few + 1;
    for (int i = 0; i < parts; i++) {
      int first = PieceThreads.cut(columns, UNIT, i, parts);
      int end = PieceThreads.cut(columns, UNIT, i + 1, parts);
      right.moveTo(rightAddress, first);
      out.moveTo(memory.pointer().address(), index + first);
      multiply(rows, end - first, inner, beta, pitch);
    }
  }

  /** As {@link #write}, in one product however large it is. */
  public void writeWhole(
      int rows, int columns, int inner, float beta, FloatMemory memory, long index, int pitch) {
    out.moveTo(memory.pointer().address(), index);
    multiply(rows, columns, inner, beta, pitch);
  }

  /**
   * As {@link #write}, with the left operand stored as it is: a few rows at a time if these are
   * small products.
   */
  public void writeRows(
      int rows, int columns, int inner, float beta, FloatMemory memory, long index, int pitch) {
    int most = (int) (SMALL / ((long) columns * inner));
    if (most < LEAST) {
      most = rows;
    }
    long leftAddress = left.address();
    for (int first = 0; first < rows; first += most) {
      left.moveTo(leftAddress, (long) first * leftPitch);
      out.moveTo(memory.pointer().address(), index + (long) first * pitch);
      multiply(Math.min(most, rows - first), columns, inner, beta, pitch);
    }
  }

  /**
   * As {@link #write}, with the left operand stored transposed and the right one as it is: adds up
   * a part of the inner products at a time if these are small products.
   */
  public void writeInParts(
      int rows, int columns, int inner, float beta, FloatMemory memory, long index, int pitch) {
    int most = (int) (SMALL / ((long) rows * columns));
    if (most < LEAST) {
      most = inner;
    }
    out.moveTo(memory.pointer().address(), index);
    long leftAddress = left.address();
    long rightAddress = right.address();
    for (int first = 0; first < inner; first += most) {
      left.moveTo(leftAddress, (long) first * leftPitch);
      right.moveTo(rightAddress, (long) first * rightPitch);
      multiply(rows, columns, Math.min(most, inner - first), first == 0 ? beta : 1, pitch);
    }
  }

  /** Returns with how many columns a product is small, or 0 if those are too few to be worth it. */
  public static int fewColumns(int rows, int inner) {
    long few = SMALL / ((long) rows * inner) / UNIT * UNIT;
    return few < LEAST ? 0 : (int) few;
  }

  private void multiply(int rows, int columns, int inner, float beta, int pitch) {
    cblas_sgemm(
        CblasRowMajor,
        leftForm,
        rightForm,
        rows,
        columns,
        inner,
        1,
        left,
        leftPitch,
        right,
        rightPitch,
        beta,
        out,
        pitch);
  }

  /**
   * Adds numbers of one memory to another. OpenBLAS would use its own threads, which then watch for
   * more work and keep a core busy for milliseconds.
   */
  public void add(FloatMemory from, long first, FloatMemory to, long target, int length) {
    left.moveTo(from.pointer().address(), first);
    out.moveTo(to.pointer().address(), target);
    BlasThreads.begin();
    try {
      cblas_saxpy(length, 1, left, 1, out, 1);
    } finally {
      BlasThreads.end();
    }
  }
}
