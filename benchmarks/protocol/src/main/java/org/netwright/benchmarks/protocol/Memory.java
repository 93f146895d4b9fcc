package org.netwright.benchmarks.protocol;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process takes. */
final class Memory {
  /** Only Linux has it. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /** Returns the bytes of resident memory, 0 where the system does not tell. */
  static long resident() {
    return status("VmRSS:");
  }

  /**
   * Returns the most bytes of resident memory that there were, 0 where the system does not tell.
   */
  static long highest() {
    return status("VmHWM:");
  }

  /** Returns the bytes of Java heap that the calling thread has taken since it started. */
  static long allocatedByThread() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static long status(String key) {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
