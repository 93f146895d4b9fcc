package org.netwright.runtime.internal.kernels.cpu.attention;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Attention. The heads of the sequences are shared by threads; each is computed by itself, so that
 * its digits do not depend on which thread does it.
 *
 * <p>Of the probabilities, [n × heads × queries × keys], only a block for each thread exists at a
 * time: the gradient computes them again.
 */
public final class Attentions implements PieceThreads.Work {
  /** The least number of multiplications of a piece. */
  private static final long PIECE = 1 << 20;

  /** Parts of the scratch memory begin at multiples of this, a cache line. */
  private static final int ALIGNMENT = 16;

  private final AttentionShape shape = new AttentionShape();
  private final AttentionCall call = new AttentionCall();
  private final FloatScratch memory = new FloatScratch();
  private final AttentionPiece[] pieces = new AttentionPiece[PieceThreads.PROCESSORS];
  private int count;
  private boolean gradient;
  private long blockLength;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory scratch;

  /** Lets each step attend to the steps of the same sequence. */
  public void self(
      BatchTensor x, @Nullable Lengths lengths, Attention attention, BatchTensor out, int n) {
    attention.begin(x.size(0), x.size(0), lengths);
    setSelf(x, attention, out, n);
    run(false);
  }

  /** Writes the gradient of {@link #self}. */
  public void selfGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor xGradient,
      int n) {
    setSelf(x, attention, out, n);
    set(call.outGradient, outGradient, shape.queries, 0, 1);
    set(call.queryGradient, xGradient, shape.queries, 0, 3);
    set(call.keyGradient, xGradient, shape.keys, 1, 3);
    set(call.valueGradient, xGradient, shape.keys, 2, 3);
    run(true);
  }

  private void setSelf(BatchTensor x, Attention attention, BatchTensor out, int n) {
    set(attention, true, out, n);
    set(call.queries, x, shape.queries, 0, 3);
    set(call.keys, x, shape.keys, 1, 3);
    set(call.values, x, shape.keys, 2, 3);
  }

  /** Lets each step attend to the steps of another sequence. */
  public void cross(
      BatchTensor query,
      BatchTensor attended,
      @Nullable Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    attention.begin(query.size(0), attended.size(0), lengths);
    setCross(query, attended, attention, out, n);
    run(false);
  }

  /** Writes the gradients of {@link #cross}. */
  public void crossGradient(
      BatchTensor query,
      BatchTensor attended,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor queryGradient,
      BatchTensor attendedGradient,
      int n) {
    setCross(query, attended, attention, out, n);
    set(call.outGradient, outGradient, shape.queries, 0, 1);
    set(call.queryGradient, queryGradient, shape.queries, 0, 1);
    set(call.keyGradient, attendedGradient, shape.keys, 0, 2);
    set(call.valueGradient, attendedGradient, shape.keys, 1, 2);
    run(true);
  }

  private void setCross(
      BatchTensor query, BatchTensor attended, Attention attention, BatchTensor out, int n) {
    set(attention, false, out, n);
    set(call.queries, query, shape.queries, 0, 1);
    set(call.keys, attended, shape.keys, 0, 2);
    set(call.values, attended, shape.keys, 1, 2);
  }

  private void set(Attention attention, boolean self, BatchTensor out, int n) {
    int width = Math.toIntExact(out.rowLength() / attention.queries());
    shape.set(attention, width / attention.heads(), self, n);
    set(call.out, out, shape.queries, 0, 1);
    call.normalizers = attention.normalizers().floats(n);
  }

  private void set(Heads heads, BatchTensor tensor, int steps, int part, int parts) {
    heads.set(tensor, shape.n, steps, shape.headWidth, shape.heads, part, parts);
  }

  private void run(boolean newGradient) {
    gradient = newGradient;
    long most = Math.min(PieceThreads.PROCESSORS, shape.units());
    count = (int) Math.max(1, Math.min(most, shape.multiplications() / PIECE));
    long scores = (long) shape.rows() * shape.keys;
    blockLength = (scores + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    scratch = memory.require((gradient ? 2L : 1L) * count * blockLength);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new AttentionPiece(shape, call);
      }
    }
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(this, count, threads);
    } finally {
      BlasThreads.end();
    }
  }

  @Override
  public void piece(int index) {
    int end = PieceThreads.cut(shape.units(), 1, index + 1, count);
    for (int unit = PieceThreads.cut(shape.units(), 1, index, count); unit < end; unit++) {
      if (gradient) {
        long at = 2L * index * blockLength;
        pieces[index].gradients(unit, scratch, at, at + blockLength);
      } else {
        pieces[index].outputs(unit, scratch, index * blockLength);
      }
    }
  }

  /** Frees scratch memory. */
  public void close() {
    memory.close();
  }
}
