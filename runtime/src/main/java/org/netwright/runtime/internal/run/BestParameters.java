package org.netwright.runtime.internal.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The parameters of the epoch with the best score so far. It owns off-heap memory, from the first
 * such epoch on.
 */
final class BestParameters implements AutoCloseable {
  /** The name of what is copied, in checkpoints; of a table with its own name. */
  private static final String BEST = "best";

  /** The name of the states of layers; no parameter has such a name, because it has no layer. */
  private static final String STATES = BEST + "States";

  private final ParameterVector parameters;
  private final boolean higherIsBetter;
  private final double minDelta;

  /** Empty before the first such epoch. */
  private final Map<String, FlatTensor> copies = new LinkedHashMap<>();

  private double score;
  private int epoch;
  private int epochsSince;

  BestParameters(ParameterVector parameters, boolean higherIsBetter, double minDelta) {
    this.parameters = parameters;
    this.higherIsBetter = higherIsBetter;
    this.minDelta = minDelta;
    this.score = higherIsBetter ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Copies the current parameters if their score is better than all before. */
  boolean offer(int newEpoch, double newScore) {
    double improvement = higherIsBetter ? newScore - score : score - newScore;
    if (!(improvement > minDelta) && epoch > 0) {
      epochsSince++;
      return false;
    }
    allocate();
    memories().forEach((name, memory) -> of(copies, name).tensor().assign(memory.tensor()));
    score = newScore;
    epoch = newEpoch;
    epochsSince = 0;
    return true;
  }

  /** Returns the number of the best epoch, 0 if there is none yet. */
  int epoch() {
    return epoch;
  }

  /** Returns the number of epochs since then, none of which was better. */
  int epochsSince() {
    return epochsSince;
  }

  /** Returns the best score. */
  double score() {
    return score;
  }

  /** Returns the best parameters by names of their own; empty before the first epoch. */
  Map<String, DenseTensor> tensors() {
    Map<String, DenseTensor> tensors = new LinkedHashMap<>();
    copies.forEach((name, copy) -> tensors.put(name, copy.tensor()));
    return tensors;
  }

  /** Continues from another run; returns the tensors to read its best parameters into. */
  Map<String, DenseTensor> resume(int bestEpoch, double bestScore, int epochsSinceBest) {
    allocate();
    epoch = bestEpoch;
    score = bestScore;
    epochsSince = epochsSinceBest;
    return tensors();
  }

  /** Copies the best parameters to the network, if there are any. */
  void restore() {
    if (copies.isEmpty()) {
      return;
    }
    memories().forEach((name, memory) -> memory.tensor().assign(of(copies, name).tensor()));
  }

  private static FlatTensor of(Map<String, FlatTensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private void allocate() {
    if (copies.isEmpty()) {
      copies.put(BEST, parameters.zeros());
      if (parameters.hasStates()) {
        copies.put(STATES, parameters.zerosOfStates());
      }
      parameters.zerosOfTables().forEach((name, zeros) -> copies.put(BEST + "." + name, zeros));
    }
  }

  /** Returns where the parameters of the network lie, by the names of their copies. */
  private Map<String, FlatTensor> memories() {
    Map<String, FlatTensor> memories = new LinkedHashMap<>();
    memories.put(BEST, parameters.flatValues());
    if (parameters.hasStates()) {
      memories.put(STATES, parameters.flatStates());
    }
    parameters.tables().forEach((name, table) -> memories.put(BEST + "." + name, table));
    return memories;
  }

  /** Work that needs the best parameters. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** Copies the best parameters to the network, does some work, then restores the current ones. */
  void withBest(Work work) throws IOException {
    Map<String, FlatTensor> memories = memories();
    Map<String, DenseTensor> own = new LinkedHashMap<>();
    memories.forEach((name, memory) -> own.put(name, memory.tensor().copy()));
    try {
      restore();
      work.run();
    } finally {
      own.forEach((name, copy) -> of(memories, name).tensor().assign(copy));
      own.values().forEach(DenseTensor::close);
    }
  }

  @Override
  public void close() {
    copies.values().forEach(FlatTensor::close);
    copies.clear();
  }
}
