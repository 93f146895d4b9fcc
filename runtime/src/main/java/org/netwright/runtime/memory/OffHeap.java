package org.netwright.runtime.memory;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps count of the off-heap memory that arrays hold.
 *
 * <p>ND4J frees the memory of an array that is no longer reachable when the garbage collector has
 * found that out. The collector does not run because of that memory, of which it sees only small
 * Java objects. So this class starts it, as the JDK does for direct buffers, when the memory held
 * has doubled since the last time, but not below {@value #LEAST} bytes.
 */
public final class OffHeap {
  /** So much may be held before the garbage collector is started. */
  static final long LEAST = 256L << 20;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong HELD = new AtomicLong();
  private static final AtomicLong LIMIT = new AtomicLong(LEAST);

  /** How long to wait for memory to be freed after a collection: rounds of so many milliseconds. */
  private static final int ROUNDS = 10;

  private static final long ROUND = 20;

  private OffHeap() {}

  /**
   * Adds the memory of an array.
   *
   * @param owner the object that holds the array; when it is no longer reachable, the memory counts
   *     as freed
   * @return its {@code clean()} takes the memory off the count again; a second call does nothing
   */
  public static Cleaner.Cleanable hold(Object owner, long bytes) {
    long held = HELD.addAndGet(bytes);
    long limit = LIMIT.get();
    // One thread collects; others go on.
    if (held > limit && LIMIT.compareAndSet(limit, Long.MAX_VALUE)) {
      collect();
      LIMIT.set(Math.max(LEAST, 2 * HELD.get()));
    }
    return CLEANER.register(owner, () -> HELD.addAndGet(-bytes));
  }

  /**
   * Has an action run when an object is no longer reachable.
   *
   * @param action must not refer to the object
   */
  public static void whenUnreachable(Object object, Runnable action) {
    CLEANER.register(object, action);
  }

  /** Returns the number of bytes held. */
  static long held() {
    return HELD.get();
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private static void collect() {
    long before = HELD.get();
    System.gc();
    try {
      for (int i = 0; i < ROUNDS && HELD.get() > before / 2; i++) {
        Thread.sleep(ROUND);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
