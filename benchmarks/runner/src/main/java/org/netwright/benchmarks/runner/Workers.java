package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One process of each competitor, all waiting except the one that works. */
final class Workers implements AutoCloseable {
  /** By ordinal. */
  private final List<WorkerProcess> processes = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param home the folder of the benchmarks
   */
  static Workers start(Path home) throws IOException {
    Workers workers = new Workers();
    try {
      for (Competitor competitor : Competitor.values()) {
        workers.processes.add(WorkerProcess.start(home, competitor));
      }
      return workers;
    } catch (IOException e) {
      workers.close();
      throw e;
    }
  }

  /** Returns the process of a competitor. */
  @SuppressWarnings("EnumOrdinal") // the order of starting
  WorkerProcess of(Competitor competitor) {
    return processes.get(competitor.ordinal());
  }

  @Override
  public void close() {
    processes.forEach(WorkerProcess::close);
  }
}
