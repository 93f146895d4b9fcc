package org.netwright.runtime.kernels;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J's own operations on one thread.
 *
 * <p>Their OpenMP threads spin while they wait for each other. On arrays of the size that small and
 * medium networks have, that costs several times what the threads gain, and ten times that where
 * other programs use the processor too. Matrix products have OpenBLAS's threads, which this leaves
 * alone.
 */
final class NativeThreads {
  /** Who sets it has chosen, and is obeyed. */
  private static final String CHOICE = "OMP_NUM_THREADS";

  private static boolean done;

  private NativeThreads() {}

  /** Does it once for the process, so that a later choice of the application's stands. */
  static synchronized void limit() {
    if (!done && System.getenv(CHOICE) == null) {
      Nd4j.getExecutioner(); // loads the backend, which the holder needs
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }
    done = true;
  }
}
