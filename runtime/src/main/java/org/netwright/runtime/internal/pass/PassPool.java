package org.netwright.runtime.internal.pass;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.predict.Predictor;

/**
 * A pool of passes for calls from any number of threads. It takes no lock as long as there are
 * enough passes, and then allocates no objects.
 *
 * <p>Each pass has a slot, which holds it while it is idle. A thread looks first in the slot where
 * it looked before, so that it usually gets the same pass again, whose memory is in its core's
 * cache.
 */
public final class PassPool {
  /** Slots of different passes are in different cache lines: cores then do not wait for others. */
  private static final int STRIDE = 16;

  /** A pass, and its slot. */
  public record Borrowed(ModelParts parts, int slot) {
    /** Returns what predicts with the pass. */
    public Predictor predictor() {
      return parts.predictor();
    }
  }

  private final String closedMessage;
  private final int limit;
  private final AtomicReferenceArray<@Nullable Borrowed> idle;
  private final Object lock = new Object();

  /** The number of passes, which have the first slots. Written under the lock. */
  private volatile int size;

  /** The number of threads that wait for a pass, or are about to. Written under the lock. */
  private volatile int waiting;

  /** Written under the lock. */
  private volatile boolean closed;

  /**
   * Creates an empty pool.
   *
   * @param limit the largest number of passes: a thread that finds none idle waits
   * @param closedMessage the message of the exception when the pool is closed
   */
  public PassPool(int limit, String closedMessage) {
    this.limit = limit;
    this.closedMessage = closedMessage;
    this.idle = new AtomicReferenceArray<>(limit * STRIDE);
  }

  /**
   * Takes a pass out of the pool; {@link #giveBack} returns it.
   *
   * @param factory creates a pass if none is idle and the limit is not reached
   * @throws IllegalStateException if the pool is closed
   */
  public Borrowed borrow(Supplier<ModelParts> factory) {
    Borrowed pass = takeIdle();
    return pass == null ? makeOrAwait(factory) : pass;
  }

  /**
   * Runs some work with a pass, as {@link #borrow} does, but does not wait for one.
   *
   * @return whether the work was run; not if no pass was idle and none could be made, or if the
   *     pool is closed
   */
  public boolean tryLend(Supplier<ModelParts> factory, Consumer<ModelParts> work) {
    Borrowed pass = takeIdle();
    if (pass == null) {
      synchronized (lock) {
        if (closed || size == limit) {
          return false;
        }
        try {
          pass = make(factory);
        } catch (OutOfMemoryError e) {
          return false;
        }
      }
    }
    try {
      work.accept(pass.parts());
      return true;
    } finally {
      giveBack(pass);
    }
  }

  public void giveBack(Borrowed pass) {
    idle.set(pass.slot() * STRIDE, pass);
    // A waiting thread counts itself before its last look at the slots: either it has seen the pass
    // there, or its count is seen here.
    if (waiting > 0) {
      synchronized (lock) {
        lock.notify();
      }
    }
  }

  /**
   * Waits until all passes are back, and frees them; from then on the pool refuses all calls.
   *
   * @return whether this is the first call; others do nothing
   */
  public boolean close() {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      closed = true;
      waiting++;
      lock.notifyAll();
      boolean interrupted = false;
      for (int freed = closeIdle(); freed < size; freed += closeIdle()) {
        interrupted |= awaitOne();
      }
      waiting--;
      restore(interrupted);
      return true;
    }
  }

  private @Nullable Borrowed takeIdle() {
    int count = size;
    if (count == 0 || closed) {
      return null;
    }
    int first = (int) (Thread.currentThread().getId() % count);
    for (int i = 0; i < count; i++) {
      int slot = first + i < count ? first + i : first + i - count;
      Borrowed pass = idle.get(slot * STRIDE);
      if (pass != null && idle.compareAndSet(slot * STRIDE, pass, null)) {
        return pass;
      }
    }
    return null;
  }

  private Borrowed makeOrAwait(Supplier<ModelParts> factory) {
    synchronized (lock) {
      boolean interrupted = false;
      waiting++;
      try {
        while (true) {
          if (closed) {
            throw new IllegalStateException(closedMessage);
          }
          Borrowed pass = takeIdle();
          if (pass != null) {
            return pass;
          }
          if (size < limit) {
            return make(factory);
          }
          interrupted |= awaitOne();
        }
      } finally {
        waiting--;
        restore(interrupted);
      }
    }
  }

  private Borrowed make(Supplier<ModelParts> factory) {
    int slot = size;
    Borrowed pass = new Borrowed(factory.get(), slot);
    size = slot + 1;
    return pass;
  }

  private int closeIdle() {
    int freed = 0;
    for (int slot = 0; slot < size; slot++) {
      Borrowed pass = idle.getAndSet(slot * STRIDE, null);
      if (pass != null) {
        pass.parts().close();
        freed++;
      }
    }
    return freed;
  }

  /** Waits for a pass to come back; returns whether the thread was interrupted. */
  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private boolean awaitOne() {
    try {
      lock.wait();
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
