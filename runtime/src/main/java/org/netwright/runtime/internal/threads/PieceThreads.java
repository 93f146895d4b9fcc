package org.netwright.runtime.internal.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
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
 * pieces themselves. No garbage is made. If the system refuses to start threads, the work is shared
 * among those that it has started, or done by the caller alone.
 */
public final class PieceThreads {
  /** Work in pieces that do not depend on each other. */
  public interface Work {
    /** Does one piece; several threads call it at the same time. */
    void piece(int index);
  }

  /** The number of processors, which is also the largest useful number of pieces. */
  public static final int PROCESSORS = Math.min(Runtime.getRuntime().availableProcessors(), 64);

  private static final PieceThreads SHARED =
      new PieceThreads(PROCESSORS, PieceThreads::newHelperThread);

  /** How long a thread watches for the next work before it sleeps, in nanoseconds. */
  private static final long WATCH = 100_000;

  private static final int COUNT_SHIFT = 12;
  private static final int THREADS_SHIFT = 24;
  private static final int EPOCH_SHIFT = 32;
  private static final int MASK = (1 << COUNT_SHIFT) - 1;
  private static final int THREADS_MASK = 0xff;

  private static final Work NONE = index -> {};

  private final int processors;
  private final ThreadFactory factory;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * In one word: the number of the work, how many threads may take part, how many pieces it has,
   * and the next of them.
   */
  private final AtomicLong state = new AtomicLong();

  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Written before the state is, and read after a piece has been claimed from it. */
  private Work work = NONE;

  /** Complete as soon as it is not null. */
  private Helper @Nullable [] helpers;

  private volatile @Nullable Thread waiting;

  /**
   * Makes a set of threads, which are started when they are first needed.
   *
   * @param processors how many threads share work, callers among them, at most 64
   */
  PieceThreads(int processors, ThreadFactory factory) {
    this.processors = processors;
    this.factory = factory;
  }

  /**
   * Does all pieces of some work, together with other threads if they are free, and returns when
   * they are done.
   *
   * @param threads at most how many threads take part, the caller among them
   */
  public static void run(Work newWork, int pieces, int threads) {
    SHARED.doAll(newWork, pieces, threads);
  }

  /** As {@link #run}, with the threads of this set. */
  void doAll(Work newWork, int pieces, int threads) {
    if (pieces < 2
        || pieces > MASK
        || threads < 2
        || processors < 2
        || !taken.compareAndSet(false, true)) {
      doAlone(newWork, pieces);
      return;
    }
    try {
      // They are started before there is work, so that no failure leaves work half shared.
      Helper[] all = helpers();
      if (all.length == 0) {
        doAlone(newWork, pieces);
      } else {
        share(newWork, pieces, Math.min(threads, all.length + 1), all);
      }
    } finally {
      taken.set(false);
    }
  }

  private static void doAlone(Work newWork, int pieces) {
    for (int i = 0; i < pieces; i++) {
      newWork.piece(i);
    }
  }

  private void share(Work newWork, int pieces, int threads, Helper[] all) {
    work = newWork;
    failure.set(null);
    unfinished.set(pieces);
    long epoch = (state.get() >>> EPOCH_SHIFT) + 1;
    state.set(
        epoch << EPOCH_SHIFT | (long) threads << THREADS_SHIFT | (long) pieces << COUNT_SHIFT);
    try {
      for (int i = 0; i < Math.min(pieces, threads) - 1; i++) {
        all[i].wake();
      }
    } finally {
      // The caller may free the arrays when this returns, in whatever way it does.
      for (int piece = claim(0); piece >= 0; piece = claim(0)) {
        doPiece(piece);
      }
      await();
      // It may hold what the caller has given, which is free to go now.
      work = NONE;
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("work that threads share has failed", thrown);
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

  /** Starts the threads once. Those that the system refuses to start are never tried again. */
  private Helper[] helpers() {
    Helper[] all = helpers;
    if (all == null) {
      List<Helper> started = new ArrayList<>();
      try {
        for (int i = 1; i < processors; i++) {
          Helper helper = new Helper(i);
          helper.thread.start();
          started.add(helper);
        }
      } catch (Throwable refused) {
        // As an OutOfMemoryError at a limit of threads: the caller does the pieces of the others.
      }
      all = started.toArray(new Helper[0]);
      helpers = all;
    }
    return all;
  }

  /**
   * Makes a thread of the root group, because the group of the caller may be destroyed, and of
   * normal priority, because callers of any priority wait for it.
   */
  @SuppressWarnings("ThreadPriorityCheck") // the default one, not one that is relied on
  private static Thread newHelperThread(Runnable task) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, task, "netwright-work", 0, false);
    thread.setDaemon(true);
    thread.setPriority(Thread.NORM_PRIORITY);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Returns the next piece, or -1. The work cannot end before a claimed piece is done.
   *
   * @param number of the thread, 0 for the caller
   */
  private int claim(int number) {
    long now = state.get();
    while (isLeft(now, number)) {
      if (state.compareAndSet(now, now + 1)) {
        return (int) now & MASK;
      }
      now = state.get();
    }
    return -1;
  }

  private static boolean isLeft(long state, int number) {
    return ((int) state & MASK) < ((int) (state >>> COUNT_SHIFT) & MASK)
        && number < ((int) (state >>> THREADS_SHIFT) & THREADS_MASK);
  }

  private void doPiece(int piece) {
    try {
      work.piece(piece);
    } catch (Throwable e) {
      failure.set(e);
    } finally {
      if (unfinished.decrementAndGet() == 0) {
        Thread caller = waiting;
        if (caller != null) {
          LockSupport.unpark(caller);
        }
      }
    }
  }

  private void await() {
    long start = System.nanoTime();
    boolean interrupted = false;
    while (unfinished.get() > 0) {
      if (System.nanoTime() - start < WATCH) {
        Thread.onSpinWait();
      } else {
        waiting = Thread.currentThread();
        if (unfinished.get() > 0) {
          LockSupport.park(this);
          // An interrupted thread is not parked.
          interrupted |= Thread.interrupted();
        }
      }
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A thread that takes pieces. */
  private final class Helper implements Runnable {
    private final int number;
    private final Thread thread;
    private volatile boolean asleep;

    @SuppressWarnings("this-escape") // the thread is started by the caller
    Helper(int number) {
      this.number = number;
      thread = factory.newThread(this);
      thread.setName(thread.getName() + "-" + number);
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
        int piece = claim(number);
        if (piece >= 0) {
          doPiece(piece);
          idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince < WATCH) {
          Thread.onSpinWait();
        } else {
          asleep = true;
          if (!isLeft(state.get(), number)) {
            LockSupport.park(PieceThreads.this);
          }
          asleep = false;
          idleSince = System.nanoTime();
        }
      }
    }
  }
}
