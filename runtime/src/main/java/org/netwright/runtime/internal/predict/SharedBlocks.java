package org.netwright.runtime.internal.predict;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Blocks of rows that several threads share, each with a pass of its own. The blocks are those that
 * one thread would compute, so that the results are the same to the bit. A block for which no pass
 * is free is left to the caller, which never waits for a pass. OpenBLAS's number of threads limits
 * how many share them.
 *
 * @param <P> what predicts
 */
final class SharedBlocks<P> implements PieceThreads.Work {
  /** Computes one block. */
  interface Work<P> {
    void run(P predictor, int block);
  }

  /** So many blocks are shared at once. */
  private static final int ROUND = 1024;

  private final P own;
  private final Lender<P> others;
  private final Work<P> work;
  private final Thread caller = Thread.currentThread();
  private final AtomicReferenceArray<@Nullable Throwable> failures =
      new AtomicReferenceArray<>(ROUND);
  private final AtomicReferenceArray<@Nullable Boolean> done = new AtomicReferenceArray<>(ROUND);

  /** The first block of the round that failed. */
  private final AtomicInteger firstFailure = new AtomicInteger();

  private int round;

  private SharedBlocks(P own, Lender<P> others, Work<P> work) {
    this.own = own;
    this.others = others;
    this.work = work;
  }

  /**
   * Computes blocks.
   *
   * @param own of the calling thread
   * @param others of other passes; null if there are none
   * @throws RuntimeException what the first block threw that failed; none after it counts
   */
  static <P> void run(int count, P own, @Nullable Lender<P> others, Work<P> work) {
    if (others == null || count < 2) {
      for (int block = 0; block < count; block++) {
        work.run(own, block);
      }
      return;
    }
    for (int first = 0; first < count; first += ROUND) {
      new SharedBlocks<>(own, others, work).run(first, Math.min(ROUND, count - first));
    }
  }

  private void run(int first, int count) {
    round = first;
    firstFailure.set(count);
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(this, count, threads);
    } finally {
      BlasThreads.end();
    }
    for (int i = 0; i < firstFailure.get(); i++) {
      if (done.get(i) == null) {
        run(own, i);
      }
    }
    if (firstFailure.get() < count) {
      Throwable failure = failures.get(firstFailure.get());
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  @Override
  public void piece(int index) {
    if (index > firstFailure.get()) {
      return;
    }
    if (Thread.currentThread() == caller) {
      run(own, index);
    } else {
      others.tryLend(predictor -> run(predictor, index));
    }
  }

  private void fail(int index, Throwable e) {
    failures.set(index, e);
    firstFailure.accumulateAndGet(index, Math::min);
  }

  private void run(P predictor, int index) {
    done.set(index, true);
    try {
      work.run(predictor, round + index);
    } catch (OutOfMemoryError e) {
      if (Thread.currentThread() != caller) {
        // The pass of the caller may have the memory already.
        done.set(index, null);
        return;
      }
      fail(index, e);
    } catch (RuntimeException | Error e) {
      fail(index, e);
    }
  }
}
