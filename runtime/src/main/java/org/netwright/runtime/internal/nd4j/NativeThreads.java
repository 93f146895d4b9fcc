package org.netwright.runtime.internal.nd4j;

import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J's own operations on one thread.
 *
 * <p>Their OpenMP threads spin while they wait for each other. On arrays of the size that small and
 * medium networks have, that costs several times what the threads gain, and ten times as much if
 * other programs use the processor too. OpenBLAS's threads, which compute matrix products, are not
 * affected.
 */
final class NativeThreads {
  /** If this is set, the user has chosen the number. */
  private static final String CHOICE = "OMP_NUM_THREADS";

  /** OpenMP keeps the number for each calling thread. */
  private static final ThreadLocal<Boolean> DONE = ThreadLocal.withInitial(() -> false);

  private NativeThreads() {}

  /**
   * Sets the number once for the calling thread, so that a later choice of the application is kept.
   */
  static void limit() {
    if (DONE.get()) {
      return;
    }
    Backend.executioner(); // the holder needs it, and its message says what is missing
    if (System.getenv(CHOICE) == null) {
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
    DONE.set(true);
  }
}
