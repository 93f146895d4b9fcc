package org.netwright.runtime.internal.nd4j;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sets up what ND4J keeps for each thread as a trainer needs it, on whichever thread it is called.
 */
public final class Nd4jThread {
  private Nd4jThread() {}

  /** Limits ND4J's operations to one OpenMP thread on this thread, as {@link #call} does. */
  public static void limit() {
    NativeThreads.limit();
  }

  /**
   * Runs some work on this thread.
   *
   * <p>From the first call on a thread, ND4J's operations run on one OpenMP thread, unless the
   * environment variable {@code OMP_NUM_THREADS} is set: operations on small arrays are several
   * times faster then. A {@link MemoryWorkspace} of the caller, which would reclaim the work's
   * arrays when it ends, is suspended until the work is done.
   */
  @SuppressWarnings("try") // it is opened only to be closed
  public static <T> T call(Supplier<T> work) {
    NativeThreads.limit();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return work.get();
    }
  }
}
