package org.netwright.runtime.internal.kernels.blas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack.MklSetNumThreadsLocal;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.NativeCode;

/**
 * Keeps OpenBLAS on the calling threads while products run.
 *
 * <p>OpenBLAS's threads wait for each other several times in each product. If other processes use
 * the cores, each wait lasts until the system lets the other thread run again, which is
 * milliseconds for a product of microseconds. The digits of a product depend on the number of
 * threads, too.
 *
 * <p>OpenBLAS has one number of threads for the process, so it is 1 for as long as a product of
 * this library runs and is restored afterwards. A product that another thread of the application
 * starts within that time runs on its own thread. With another BLAS than OpenBLAS, nothing is set.
 */
public final class BlasThreads {
  /** Looked up by the first product; null as well if there is no such function. */
  private static @Nullable Setter setter;

  private static boolean lookedUp;
  private static int users;
  private static int alone;
  private static int chosen = 1;

  private BlasThreads() {}

  /** The function {@code int openblas_set_num_threads_local(int)}, which returns the old number. */
  private static final class Setter extends MklSetNumThreadsLocal {
    Setter(Pointer function) {
      put(function);
    }
  }

  /**
   * Loads OpenBLAS.
   *
   * @throws IllegalStateException if it cannot be loaded, at each call
   */
  private static void lookUp() {
    if (!lookedUp) {
      NativeCode.loadProducts();
      Pointer function = Loader.addressof("openblas_set_num_threads_local");
      setter = function == null ? null : new Setter(function);
      lookedUp = true;
    }
  }

  /**
   * Begins: OpenBLAS works on its callers' threads until {@link #end} has been called as often as
   * this.
   *
   * @return how many threads may share a product: the number that OpenBLAS had, or 1 within {@link
   *     #beginAlone}
   */
  public static synchronized int begin() {
    lookUp();
    if (users++ == 0 && setter != null) {
      chosen = setter.call(1);
    }
    return alone > 0 ? 1 : chosen;
  }

  /**
   * Ends the effect of {@link #begin}. A number that the application set in the meantime is kept,
   * except 1, which cannot be told from the number that {@link #begin} set.
   */
  public static synchronized void end() {
    if (--users == 0 && setter != null) {
      int now = setter.call(chosen);
      if (now != 1) {
        setter.call(now);
      }
    }
  }

  /** As {@link #begin}, and no product is shared among threads until {@link #endAlone}. */
  public static synchronized void beginAlone() {
    begin();
    alone++;
  }

  /** Ends the effect of {@link #beginAlone}. */
  public static synchronized void endAlone() {
    alone--;
    end();
  }
}
