package org.netwright.spark;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.netwright.runtime.internal.nd4j.Backend;

/**
 * The start of ND4J in an executor. Spark interrupts tasks, and the class loader of a task that has
 * been stopped throws errors. If that happened while ND4J is initialised, it could not be used
 * again in that JVM by any task. So a thread of its own does it, which no task can stop.
 */
final class Nd4jStart {
  private static boolean done;

  private Nd4jStart() {}

  /**
   * Makes sure that ND4J is initialised. A thread that is interrupted waits too, and stays
   * interrupted.
   *
   * @throws IllegalStateException if it cannot be; the message says which dependency to add
   */
  static synchronized void require() {
    if (!done) {
      FutureTask<?> start = new FutureTask<>(Backend::executioner);
      Thread thread = new Thread(start, "netwright-nd4j");
      thread.setDaemon(true);
      thread.setContextClassLoader(Backend.class.getClassLoader());
      thread.start();
      await(start);
      done = true;
    }
  }

  private static void await(FutureTask<?> start) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          start.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      Throwable reason = Objects.requireNonNull(e.getCause());
      throw new IllegalStateException(reason.getMessage(), reason);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
