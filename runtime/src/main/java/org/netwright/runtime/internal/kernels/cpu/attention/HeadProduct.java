package org.netwright.runtime.internal.kernels.cpu.attention;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.NativeFloats;

/**
 * Products of the vectors of a head and of scores, on the calling thread. The caller has begun
 * {@link org.netwright.runtime.internal.kernels.blas.BlasThreads}.
 */
final class HeadProduct {
  private final AttentionShape shape;
  private final QueryBlock block;
  private final NativeFloats left = new NativeFloats();
  private final NativeFloats right = new NativeFloats();
  private final NativeFloats out = new NativeFloats();

  HeadProduct(AttentionShape shape, QueryBlock block) {
    this.shape = shape;
    this.block = block;
  }

  /** {@code scores = factor · keys · queriesᵀ}. */
  void scores(float factor, Heads queries, Heads keys, FloatMemory scores, long at) {
    multiply(
        CblasNoTrans,
        CblasTrans,
        block.keys,
        block.rows,
        shape.headWidth,
        factor,
        ofKeys(left, keys),
        keys.pitch,
        ofQueries(right, queries),
        queries.pitch,
        0,
        out.moveTo(scores.pointer().address(), at),
        block.rows);
  }

  /** {@code queries = factor · scoresᵀ · keys}. */
  void toQueries(float factor, FloatMemory scores, long at, Heads keys, Heads queries) {
    multiply(
        CblasTrans,
        CblasNoTrans,
        block.rows,
        shape.headWidth,
        block.keys,
        factor,
        left.moveTo(scores.pointer().address(), at),
        block.rows,
        ofKeys(right, keys),
        keys.pitch,
        0,
        ofQueries(out, queries),
        queries.pitch);
  }

  /** {@code keys = factor · scores · queries + beta · keys}. */
  void toKeys(float factor, FloatMemory scores, long at, Heads queries, float beta, Heads keys) {
    multiply(
        CblasNoTrans,
        CblasNoTrans,
        block.keys,
        shape.headWidth,
        block.rows,
        factor,
        left.moveTo(scores.pointer().address(), at),
        block.rows,
        ofQueries(right, queries),
        queries.pitch,
        beta,
        ofKeys(out, keys),
        keys.pitch);
  }

  private NativeFloats ofQueries(NativeFloats pointer, Heads queries) {
    long index = queries.index(block.sequence, block.head, block.first);
    return pointer.moveTo(queries.memory.pointer().address(), index);
  }

  private NativeFloats ofKeys(NativeFloats pointer, Heads keys) {
    long index = keys.index(block.sequence, block.head, 0);
    return pointer.moveTo(keys.memory.pointer().address(), index);
  }

  private static void multiply(
      int leftForm,
      int rightForm,
      int rows,
      int columns,
      int inner,
      float factor,
      NativeFloats a,
      int leftPitch,
      NativeFloats b,
      int rightPitch,
      float beta,
      NativeFloats c,
      int pitch) {
    cblas_sgemm(
        CblasRowMajor,
        leftForm,
        rightForm,
        rows,
        columns,
        inner,
        factor,
        a,
        leftPitch,
        b,
        rightPitch,
        beta,
        c,
        pitch);
  }
}
