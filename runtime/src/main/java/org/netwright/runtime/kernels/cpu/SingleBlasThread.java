package org.netwright.runtime.kernels.cpu;

import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Has OpenBLAS work on the calling threads alone while it is open: where all cores are busy with
 * networks of their own, its threads wait for each other for as long as the system lets others run.
 *
 * <p>The number of its threads is the process's. What was set before comes back when the last of
 * these is closed.
 */
public final class SingleBlasThread implements AutoCloseable {
  private static int open;
  private static int before;

  private boolean closed;

  private SingleBlasThread() {}

  /** Begins; the caller closes what is returned. */
  public static SingleBlasThread begin() {
    synchronized (SingleBlasThread.class) {
      if (open++ == 0) {
        before = openblas_nolapack.blas_get_num_threads();
        openblas_nolapack.blas_set_num_threads(1);
      }
    }
    return new SingleBlasThread();
  }

  /** Ends it; a second call does nothing. */
  @Override
  public void close() {
    synchronized (SingleBlasThread.class) {
      if (!closed) {
        closed = true;
        if (--open == 0) {
          openblas_nolapack.blas_set_num_threads(before);
        }
      }
    }
  }
}
