package org.netwright.runtime.internal.memory;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps count of the off-heap memory that arrays hold.
 *
 * <p>The memory of an unreachable array is freed after a garbage collection. The collector sees
 * only small Java objects, so that this memory does not make it run. This class starts it, as the
 * JDK does for direct buffers, each time the memory held has doubled, from {@value #LEAST} bytes
 * on.
 */
public final class OffHeap {
  /** The number of bytes that may be held before the garbage collector is first started. */
  static final long LEAST = 256L << 20;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong HELD = new AtomicLong();
  private static final AtomicLong LIMIT = new AtomicLong(LEAST);

  /** The longest wait for memory to be freed after a collection, in rounds of milliseconds. */
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
  static Cleaner.Cleanable hold(Object owner, long bytes) {
    return hold(owner, bytes, () -> {});
  }

  /**
   * Adds memory that is freed when it is taken off the count.
   *
   * @param owner as for {@link #hold(Object, long)}
   * @param free must not refer to the owner
   */
  static Cleaner.Cleanable hold(Object owner, long bytes, Runnable free) {
    long held = HELD.addAndGet(bytes);
    long limit = LIMIT.get();
    // One thread collects; others continue.
    if (held > limit && LIMIT.compareAndSet(limit, Long.MAX_VALUE)) {
      collect();
      LIMIT.set(Math.max(LEAST, 2 * HELD.get()));
    }
    return CLEANER.register(
        owner,
        () -> {
          HELD.addAndGet(-bytes);
          free.run();
        });
  }

  /**
   * Runs an action when an object is no longer reachable.
   *
   * @param action must not refer to the object
   */
  public static void whenUnreachable(Object object, Runnable action) {
    CLEANER.register(object, action);
  }

  /** Returns the number of bytes held. */
  public static long held() {
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
