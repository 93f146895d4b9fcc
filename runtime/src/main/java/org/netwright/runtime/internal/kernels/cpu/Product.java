package org.netwright.runtime.internal.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.NativeFloats;

/**
 * Products of matrices that lie within larger memory, on the calling thread. The caller has begun
 * {@link org.netwright.runtime.internal.kernels.blas.BlasThreads}.
 */
final class Product {
  private final NativeFloats left = new NativeFloats();
  private final NativeFloats right = new NativeFloats();
  private final NativeFloats out = new NativeFloats();
  private int leftForm;
  private int leftPitch;
  private int rightForm;
  private int rightPitch;

  /** Sets the left operand: where it begins, the distance of its rows, and how it is stored. */
  Product left(FloatMemory memory, long index, int pitch, boolean transposed) {
    left.moveTo(memory.pointer().address(), index);
    leftPitch = pitch;
    leftForm = transposed ? CblasTrans : CblasNoTrans;
    return this;
  }

  /** Sets the right operand. */
  Product right(FloatMemory memory, long index, int pitch, boolean transposed) {
    right.moveTo(memory.pointer().address(), index);
    rightPitch = pitch;
    rightForm = transposed ? CblasTrans : CblasNoTrans;
    return this;
  }

  /** Writes {@code left · right + beta · result}, [rows × columns]. */
  void write(
      int rows, int columns, int inner, float beta, FloatMemory memory, long index, int pitch) {
    out.moveTo(memory.pointer().address(), index);
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

  /** Adds numbers of one memory to another. */
  void add(FloatMemory from, long first, FloatMemory to, long target, int length) {
    left.moveTo(from.pointer().address(), first);
    out.moveTo(to.pointer().address(), target);
    cblas_saxpy(length, 1, left, 1, out, 1);
  }
}
