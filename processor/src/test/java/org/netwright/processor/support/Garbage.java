package org.netwright.processor.support;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of work allocates on the heap. */
public final class Garbage {
  private static final int ROUNDS = 5;

  private Garbage() {}

  /**
   * Returns the bytes that some calls allocate on this thread: the least of several rounds, because
   * a call that the JVM compiles anew in between can allocate once.
   */
  public static long of(int calls, Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < calls; call++) {
        work.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
