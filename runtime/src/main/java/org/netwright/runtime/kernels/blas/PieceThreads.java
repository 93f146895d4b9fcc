package org.netwright.runtime.kernels.blas;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share work with the thread that asks for it: each takes the next piece until none is
 * left. The caller waits for another thread only if that thread has begun a piece.
 *
 * <p>There is one set of threads, which works for one caller at a time; other callers do their
 * pieces themselves. No garbage is made.
 */
public final class PieceThreads {
  /** Work in pieces that do not depend on each other. */
  public interface Work {
    /** Does one piece; several threads call it at the same time. */
    void piece(int index);
  }

  /** The number of processors, which is also the largest useful number of pieces. */
  public static final int PROCESSORS = Math.min(Runtime.getRuntime().availableProcessors(), 64);

  /** How long a thread watches for the next work before it sleeps, in nanoseconds. */
  private static final long WATCH = 100_000;

  private static final int COUNT_SHIFT = 16;
  private static final int EPOCH_SHIFT = 32;
  private static final int MASK = (1 << COUNT_SHIFT) - 1;

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  /** The number of the work, how many pieces it has, and the next of them, in one word. */
  private static final AtomicLong STATE = new AtomicLong();

  private static final AtomicInteger UNFINISHED = new AtomicInteger();
  private static final AtomicReference<@Nullable Throwable> FAILURE = new AtomicReference<>();

  /** Written before the state is, and read after a piece has been claimed from it. */
  private static Work work = index -> {};

  private static Helper @Nullable [] helpers;
  private static volatile @Nullable Thread waiting;

  private PieceThreads() {}

  /**
   * Does all pieces of some work, together with other threads if they are free, and returns when
   * they are done.
   *
   * @param threads at most how many threads take part, the caller among them
   */
  public static void run(Work newWork, int pieces, int threads) {
    if (pieces < 2 || threads < 2 || PROCESSORS < 2 || !TAKEN.compareAndSet(false, true)) {
      for (int i = 0; i < pieces; i++) {
        newWork.piece(i);
      }
      return;
    }
    try {
      share(newWork, pieces, threads);
    } finally {
      TAKEN.set(false);
    }
  }

  private static void share(Work newWork, int pieces, int threads) {
    work = newWork;
    FAILURE.set(null);
    UNFINISHED.set(pieces);
    long epoch = (STATE.get() >>> EPOCH_SHIFT) + 1;
    STATE.set(epoch << EPOCH_SHIFT | (long) pieces << COUNT_SHIFT);
    Helper[] all = helpers();
    for (int i = 0; i < Math.min(all.length, Math.min(pieces, threads) - 1); i++) {
      all[i].wake();
    }
    for (int piece = claim(); piece >= 0; piece = claim()) {
      doPiece(piece);
    }
    await();
    Throwable thrown = FAILURE.get();
    if (thrown != null) {
      throw new IllegalStateException("a piece of a product failed", thrown);
    }
  }

  /**
   * Returns where a piece begins: pieces of about the same length, each a multiple of a unit except
   * the last.
   */
  public static int cut(int length, int unit, int piece, int pieces) {
    int units = (length - 1) / unit + 1;
    return (int) Math.min(length, (long) units * piece / pieces * unit);
  }

  private static Helper[] helpers() {
    if (helpers == null) {
      helpers = new Helper[PROCESSORS - 1];
      for (int i = 0; i < helpers.length; i++) {
        helpers[i] = new Helper(i + 1);
      }
    }
    return helpers;
  }

  /** Returns the next piece, or -1. The work cannot end before a claimed piece is done. */
  private static int claim() {
    long state = STATE.get();
    while (isLeft(state)) {
      if (STATE.compareAndSet(state, state + 1)) {
        return (int) state & MASK;
      }
      state = STATE.get();
    }
    return -1;
  }

  private static boolean isLeft(long state) {
    return ((int) state & MASK) < ((int) (state >>> COUNT_SHIFT) & MASK);
  }

  private static void doPiece(int piece) {
    try {
      work.piece(piece);
    } catch (Throwable e) {
      FAILURE.set(e);
    }
    if (UNFINISHED.decrementAndGet() == 0) {
      Thread caller = waiting;
      if (caller != null) {
        LockSupport.unpark(caller);
      }
    }
  }

  private static void await() {
    long start = System.nanoTime();
    while (UNFINISHED.get() > 0) {
      if (System.nanoTime() - start < WATCH) {
        Thread.onSpinWait();
      } else {
        waiting = Thread.currentThread();
        if (UNFINISHED.get() > 0) {
          LockSupport.park(PieceThreads.class);
        }
      }
    }
    waiting = null;
  }

  /** A thread that takes pieces. */
  private static final class Helper implements Runnable {
    private final Thread thread;
    private volatile boolean asleep;

    Helper(int number) {
      thread = new Thread(null, this, "netwright-products-" + number, 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      long idleSince = System.nanoTime();
      while (true) {
        int piece = claim();
        if (piece >= 0) {
          doPiece(piece);
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince < WATCH) {
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (!isLeft(STATE.get())) {
            LockSupport.park(PieceThreads.class);
          }
          asleep = false;
          idleSince = System.nanoTime();
        }
      }
    }
  }
}
