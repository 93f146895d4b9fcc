package org.netwright.runtime.kernels;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/** What ND4J keeps by thread, as a trainer needs it, whichever thread it is called on. */
public final class Nd4jThread {
  private Nd4jThread() {}

  /** Has ND4J's operations run on one OpenMP thread on this thread, as {@link #call} does. */
  public static void limit() {
    NativeThreads.limit();
  }

  /**
   * Does some work on this thread.
   *
   * <p>ND4J's operations run on one OpenMP thread, from the first call on a thread on, unless the
   * environment variable {@code OMP_NUM_THREADS} is set: small arrays are several times faster for
   * it. A {@link MemoryWorkspace} of the caller's, which would take back the work's arrays when it
   * ends, is set aside until the work is done.
   */
  @SuppressWarnings("try") // it is opened only to be closed
  public static <T> T call(Supplier<T> work) {
    NativeThreads.limit();
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return work.get();
    }
  }
}
