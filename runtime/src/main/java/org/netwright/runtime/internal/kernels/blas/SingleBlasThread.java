package org.netwright.runtime.internal.kernels.blas;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps matrix products on the calling threads while it is open: for work that uses all cores
 * itself, such as networks that are trained side by side. It changes no result.
 */
public final class SingleBlasThread implements AutoCloseable {
  private final AtomicBoolean closed = new AtomicBoolean();

  private SingleBlasThread() {}

  /** Begins; the caller closes what is returned. */
  public static SingleBlasThread begin() {
    BlasThreads.beginAlone();
    return new SingleBlasThread();
  }

  /** Ends it; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      BlasThreads.endAlone();
    }
  }
}
