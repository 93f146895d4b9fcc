package org.netwright.runtime.internal.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Warns, once in a process, that a trainer or a model became unreachable without having been
 * closed: until the garbage collector found it, its off-heap memory was in use.
 */
public final class Unclosed implements Runnable {
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private final String name;
  private volatile boolean closed;

  private Unclosed(String name) {
    this.name = name;
  }

  /**
   * Watches a trainer or a model.
   *
   * @return the watch, whose {@link #close} is to be called when the owner is closed
   */
  public static Unclosed watch(AutoCloseable owner) {
    Unclosed watch = new Unclosed(owner.getClass().getSimpleName());
    OffHeap.whenUnreachable(owner, watch);
    return watch;
  }

  /** Records that the owner was closed. */
  public void close() {
    closed = true;
  }

  @Override
  public void run() {
    if (!closed && WARNED.compareAndSet(false, true)) {
      // Found only now: finding a logger takes time that no start should wait for.
      System.getLogger("org.netwright")
          .log(
              System.Logger.Level.WARNING,
              "a {0} was garbage collected without having been closed: its off-heap memory stayed in"
                  + " use until then. Close trainers and models, preferably with try-with-resources. This"
                  + " warning appears once.",
              name);
    }
  }
}
