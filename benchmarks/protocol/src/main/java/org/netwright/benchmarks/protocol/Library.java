package org.netwright.benchmarks.protocol;

import java.util.Map;
import java.util.function.Supplier;

/** One of the libraries that are compared. */
public interface Library {

  /** Builds the network of a task, with the parameters given. */
  Trainee start(Task task, TaskData data, double learningRate);

  /** Builds a network that is a graph, with the parameters given. */
  Trainee start(GraphTask task, GraphData data, double learningRate);

  /** Builds a network of sequences, with the parameters given. */
  Trainee start(SequenceTask task, SequenceData data, double learningRate);

  /**
   * Returns what only this library's worker can do, by name; it is made when it is first asked for.
   */
  default Map<String, Supplier<Workload>> extras() {
    return Map.of();
  }
}
