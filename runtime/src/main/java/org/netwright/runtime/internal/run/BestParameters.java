package org.netwright.runtime.internal.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The parameters of the epoch with the best score so far. It owns off-heap memory, from the first
 * such epoch on.
 */
final class BestParameters implements AutoCloseable {
  private final ParameterVector parameters;
  private final boolean higherIsBetter;
  private final double minDelta;
  private @Nullable FlatTensor copy;
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
    if (copy == null) {
      copy = Nd4jThread.call(parameters::zeros);
    }
    copy.array().assign(parameters.flatValues().array());
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

  /** Returns the best parameters, [all]; null before the first epoch. */
  @Nullable INDArray array() {
    return copy == null ? null : copy.array();
  }

  /** Continues from another run; returns the array to read its best parameters into. */
  INDArray resume(int bestEpoch, double bestScore, int epochsSinceBest) {
    if (copy == null) {
      copy = Nd4jThread.call(parameters::zeros);
    }
    epoch = bestEpoch;
    score = bestScore;
    epochsSince = epochsSinceBest;
    return copy.array();
  }

  /** Copies the best parameters to the network. */
  void restore() {
    if (copy != null) {
      parameters.flatValues().array().assign(copy.array());
    }
  }

  /** Work that needs the best parameters. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** Copies the best parameters to the network, does some work, then restores the current ones. */
  void withBest(Work work) throws IOException {
    INDArray values = parameters.flatValues().array();
    try (INDArray own = Nd4jThread.call(() -> values.dup('c'))) {
      restore();
      try {
        work.run();
      } finally {
        values.assign(own);
      }
    }
  }

  @Override
  public void close() {
    if (copy != null) {
      copy.close();
      copy = null;
    }
  }
}
