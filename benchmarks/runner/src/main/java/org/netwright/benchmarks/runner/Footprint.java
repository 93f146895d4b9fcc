package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Resident memory of processes that do nothing but train one network. */
final class Footprint {
  private static final int MLP_STEPS = 500;
  private static final int LENET_STEPS = 30;
  private static final long FEW_STEPS = 1000;

  /** A run that lasts longer is cut short. */
  private static final double LONGEST_NANOSECONDS = 60e9;

  private final Path home;

  Footprint(Path home) {
    this.home = home;
  }

  /** Returns what a process of each competitor takes after some hundred steps of the mlp. */
  List<Row> mlp() throws IOException {
    return compare("mlp", MLP_STEPS, List.of(Goal.dl4j(2)), List.of());
  }

  /** Returns what a process of each competitor takes after some steps of the lenet. */
  List<Row> lenet() throws IOException {
    return compare("lenet", LENET_STEPS, List.of(), List.of(Goal.libtorch(1)));
  }

  private List<Row> compare(String network, int steps, List<Goal> now, List<Goal> atMost)
      throws IOException {
    Map<Competitor, Double> resident = new EnumMap<>(Competitor.class);
    Map<Competitor, Double> highest = new EnumMap<>(Competitor.class);
    for (Competitor competitor : Competitor.values()) {
      if (!competitor.trains(network)) {
        continue;
      }
      try (WorkerProcess worker = WorkerProcess.start(home, competitor)) {
        worker.run(network + "-step", steps);
        double[] memory = worker.memory();
        resident.put(competitor, memory[0]);
        highest.put(competitor, memory[1]);
      }
    }
    return List.of(
        new Row(
            "resident memory after %d %s steps".formatted(steps, network),
            Unit.BYTES,
            resident,
            now),
        new Row(
            "highest resident memory in %d %s steps".formatted(steps, network),
            Unit.BYTES,
            highest,
            atMost));
  }

  /**
   * Returns what a Netwright process takes after few steps of a small network and after many.
   *
   * @param network its label
   * @param steps as many, or as many powers of ten less as fit into a minute
   * @param nanoseconds the time of a step
   */
  List<Row> growth(String network, long steps, double nanoseconds) throws IOException {
    long many = steps;
    while (many * nanoseconds > LONGEST_NANOSECONDS && many >= 10 * FEW_STEPS) {
      many /= 10;
    }
    try (WorkerProcess worker = WorkerProcess.start(home, Competitor.NETWRIGHT)) {
      Row few = after(FEW_STEPS, network, worker, FEW_STEPS);
      return List.of(few, after(many, network, worker, Math.max(0, many - FEW_STEPS)));
    }
  }

  private static Row after(long steps, String network, WorkerProcess worker, long more)
      throws IOException {
    worker.run(network + "-step", more);
    return Row.own(
        String.format(Locale.ROOT, "resident memory after %,d %s steps", steps, network),
        Unit.BYTES,
        worker.memory()[0]);
  }
}
