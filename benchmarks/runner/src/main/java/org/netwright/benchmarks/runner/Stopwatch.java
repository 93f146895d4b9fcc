package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Times workloads in turns: Netwright, libtorch, DL4J, Netwright again, and so on. Other work on
 * the machine then affects all alike, and the median ignores the worst of it.
 */
final class Stopwatch {
  /** Long enough for the just-in-time compiler. */
  private static final long WARM_UP_MILLISECONDS = 2000;

  /** Until the thread pools of the process before have gone to sleep. */
  private static final long PAUSE_MILLISECONDS = 100;

  private final Workers workers;
  private final int rounds;

  Stopwatch(Workers workers, int rounds) {
    this.workers = workers;
    this.rounds = rounds;
  }

  /** One competitor's part in all rounds. */
  private record Turn(Competitor competitor, String workload, List<Double> times) {
    Turn(Competitor competitor, String workload) {
      this(competitor, workload, new ArrayList<>());
    }

    double median() {
      double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /** Returns the median time of all competitors that train its network, in nanoseconds. */
  Map<Competitor, Double> compare(Workload workload) throws IOException, InterruptedException {
    Map<Competitor, String> workloads = new EnumMap<>(Competitor.class);
    for (Competitor competitor : Competitor.values()) {
      if (competitor.trains(workload.network())) {
        workloads.put(competitor, workload.label());
      }
    }
    return compare(workloads, workload.milliseconds());
  }

  /** Returns the median times of workloads that differ in name, in nanoseconds. */
  Map<Competitor, Double> compare(Map<Competitor, String> workloads, long milliseconds)
      throws IOException, InterruptedException {
    List<Turn> turns =
        workloads.entrySet().stream().map(e -> new Turn(e.getKey(), e.getValue())).toList();
    takeAll(turns, milliseconds);
    Map<Competitor, Double> medians = new EnumMap<>(Competitor.class);
    turns.forEach(turn -> medians.put(turn.competitor(), turn.median()));
    return medians;
  }

  /** Returns the time of one of Netwright's workloads as a share of another's. */
  double share(String one, String other, long milliseconds)
      throws IOException, InterruptedException {
    Turn oneTurn = new Turn(Competitor.NETWRIGHT, one);
    Turn otherTurn = new Turn(Competitor.NETWRIGHT, other);
    takeAll(List.of(oneTurn, otherTurn), milliseconds);
    return oneTurn.median() / otherTurn.median();
  }

  /**
   * Returns the time of a workload with busy cores as a share of its time alone, for each of some
   * competitors.
   */
  @SuppressWarnings("try") // the cores are busy until it is closed
  Map<Competitor, Double> withBusyCores(
      String workload, long milliseconds, Competitor... competitors)
      throws IOException, InterruptedException {
    Map<Competitor, Double> shares = new EnumMap<>(Competitor.class);
    for (Competitor competitor : competitors) {
      Turn alone = new Turn(competitor, workload);
      Turn busy = new Turn(competitor, workload);
      take(alone, WARM_UP_MILLISECONDS);
      for (int round = 0; round < rounds; round++) {
        alone.times().add(take(alone, milliseconds));
        try (BusyCores cores = BusyCores.start()) {
          busy.times().add(take(busy, milliseconds));
        }
      }
      shares.put(competitor, busy.median() / alone.median());
    }
    return shares;
  }

  private void takeAll(List<Turn> turns, long milliseconds)
      throws IOException, InterruptedException {
    for (Turn turn : turns) {
      take(turn, WARM_UP_MILLISECONDS);
    }
    for (int round = 0; round < rounds; round++) {
      for (Turn turn : turns) {
        turn.times().add(take(turn, milliseconds));
      }
    }
  }

  private double take(Turn turn, long milliseconds) throws IOException, InterruptedException {
    Thread.sleep(PAUSE_MILLISECONDS);
    return workers.of(turn.competitor()).time(turn.workload(), milliseconds);
  }
}
