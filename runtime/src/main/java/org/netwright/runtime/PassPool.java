package org.netwright.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.kernels.Nd4jThread;

/**
 * Lends passes to calls from any number of threads, without a lock as long as there are enough, and
 * never with garbage.
 *
 * <p>Each pass has a slot, in which it stands while it is idle. A thread looks first where it has
 * looked before, so that it mostly gets the same pass again, whose memory is in its core's cache.
 */
final class PassPool {
  /** Slots of different passes lie in different cache lines: cores then do not wait for others. */
  private static final int STRIDE = 16;

  /** A pass, and where it stands when it is idle. */
  record Lent(InferencePass pass, int slot) {
    Predictor predictor() {
      return pass.predictor();
    }
  }

  private final String closedMessage;
  private final int limit;
  private final AtomicReferenceArray<@Nullable Lent> idle;
  private final Object lock = new Object();

  /** How many passes there are; those have the first slots. Written under the lock. */
  private volatile int size;

  /** How many threads wait for a pass, or are about to. Written under the lock. */
  private volatile int waiting;

  /** Written under the lock. */
  private volatile boolean closed;

  /**
   * Makes an empty pool.
   *
   * @param limit how many passes there may be: those who find none wait
   * @param closedMessage what those are told who come when the pool is closed
   */
  PassPool(int limit, String closedMessage) {
    this.limit = limit;
    this.closedMessage = closedMessage;
    this.idle = new AtomicReferenceArray<>(limit * STRIDE);
  }

  /**
   * Lends a pass, which {@link #giveBack} takes back.
   *
   * @param factory makes one, where none is idle and there is room for more
   * @throws IllegalStateException if the pool is closed
   */
  Lent lend(Supplier<InferencePass> factory) {
    Lent pass = takeIdle();
    return pass == null ? makeOrAwait(factory) : pass;
  }

  void giveBack(Lent pass) {
    idle.set(pass.slot() * STRIDE, pass);
    // Who waits has said so before it looked at the slots for the last time: either it has seen the
    // pass there, or it is seen here.
    if (waiting > 0) {
      synchronized (lock) {
        lock.notify();
      }
    }
  }

  /**
   * Waits until all passes are back, lends none any more, and frees them.
   *
   * @return whether this is the first call; others do nothing
   */
  boolean close() {
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

  private @Nullable Lent takeIdle() {
    int count = size;
    if (count == 0 || closed) {
      return null;
    }
    int first = (int) (Thread.currentThread().getId() % count);
    for (int i = 0; i < count; i++) {
      int slot = first + i < count ? first + i : first + i - count;
      Lent pass = idle.get(slot * STRIDE);
      if (pass != null && idle.compareAndSet(slot * STRIDE, pass, null)) {
        return pass;
      }
    }
    return null;
  }

  private Lent makeOrAwait(Supplier<InferencePass> factory) {
    synchronized (lock) {
      boolean interrupted = false;
      waiting++;
      try {
        while (true) {
          if (closed) {
            throw new IllegalStateException(closedMessage);
          }
          Lent pass = takeIdle();
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

  /** Outside of the caller's workspace, which would take the pass's arrays back. */
  private Lent make(Supplier<InferencePass> factory) {
    int slot = size;
    Lent pass = new Lent(Nd4jThread.call(factory), slot);
    size = slot + 1;
    return pass;
  }

  private int closeIdle() {
    int freed = 0;
    for (int slot = 0; slot < size; slot++) {
      Lent pass = idle.getAndSet(slot * STRIDE, null);
      if (pass != null) {
        pass.pass().close();
        freed++;
      }
    }
    return freed;
  }

  /** Waits for a pass to come back; an interruption is for the caller's own code to deal with. */
  @SuppressWarnings("WaitNotInLoop") // those who call it loop
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
