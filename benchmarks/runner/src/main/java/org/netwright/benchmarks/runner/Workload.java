package org.netwright.benchmarks.runner;

import static org.netwright.benchmarks.runner.Goal.dl4j;
import static org.netwright.benchmarks.runner.Goal.libtorch;

import java.util.List;
import java.util.Locale;

/** What is timed for all competitors. */
enum Workload {
  SEED_STEP(400, 1000, libtorch(40), dl4j(250)),
  MLP_STEP(500, 1000, libtorch(2.5), dl4j(12)),
  WIDE_STEP(1000, 16, libtorch(1.15), dl4j(3)),
  RESIDUAL_STEP(1000, 100, libtorch(2)),
  TOWERS_STEP(500, 1000, libtorch(10)),
  LENET_STEP(1000, 16, libtorch(2), dl4j(5)),
  BLOCK_STEP(1000, 16, libtorch(1), dl4j(5)),
  SEPARABLE_STEP(1000, 16, libtorch(1), dl4j(5)),
  LSTM_STEP(1000, 16, libtorch(1.2)),
  GRU_STEP(500, 1000, libtorch(10)),
  ENCODER_STEP(1000, 16, libtorch(1.2)),
  SEED_PREDICT(300, 1000, libtorch(15)),
  MLP_PREDICT(300, 1000, libtorch(1.2), dl4j(8)),
  LENET_PREDICT(300, 1000, libtorch(3), dl4j(5)),
  LSTM_PREDICT(300, 1000),
  LSTM_STREAM(300, 1000),
  GRU_STREAM(300, 1000, libtorch(10));

  private final long milliseconds;
  private final long runs;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<Goal> goals;

  Workload(long milliseconds, long runs, Goal... goals) {
    this.milliseconds = milliseconds;
    this.runs = runs;
    this.goals = List.of(goals);
  }

  /** Returns the name in commands and tables. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the network that it is about. */
  String network() {
    return label().substring(0, label().indexOf('-'));
  }

  /** Returns how long a turn lasts. */
  long milliseconds() {
    return milliseconds;
  }

  /** Returns over how many runs allocation is measured. */
  long runs() {
    return runs;
  }

  /** Returns what Netwright should reach. */
  List<Goal> goals() {
    return goals;
  }
}
