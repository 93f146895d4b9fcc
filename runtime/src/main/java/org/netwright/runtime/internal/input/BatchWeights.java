package org.netwright.runtime.internal.input;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.RowWeights;

/**
 * Gives the targets of each loss the weights of the rows of a batch, or of their steps. Steps that
 * are padding have the weight 0, so that such a loss always has weights.
 */
final class BatchWeights implements StepTargets.WeightSink {
  private final List<BatchTensor> targets;
  private final List<OutputRows> rows;
  private final RowWeights[] weights;

  /**
   * Makes them for the targets of a network.
   *
   * @param targets in the order of the losses
   * @param rows what they consist of
   */
  BatchWeights(List<BatchTensor> targets, List<OutputRows> rows) {
    this.targets = List.copyOf(targets);
    this.rows = List.copyOf(rows);
    this.weights = new RowWeights[targets.size()];
    for (int loss = 0; loss < weights.length; loss++) {
      weights[loss] = new RowWeights();
    }
  }

  /**
   * Removes the weights of the batch before: all rows, or all steps that are not padding, count the
   * same.
   *
   * @param n the number of rows, whose lengths have been read
   */
  void clear(int n) {
    for (int loss = 0; loss < weights.length; loss++) {
      weights[loss].clear();
      Lengths lengths = rows.get(loss).lengths();
      if (lengths == null) {
        targets.get(loss).rowWeights(null);
      } else {
        for (int row = 0; row < n; row++) {
          for (int step = 0; step < lengths.steps(); step++) {
            weights[loss].add(step < lengths.get(row) ? 1 : 0);
          }
        }
        targets.get(loss).rowWeights(weights[loss]);
      }
    }
  }

  /** Begins the weights of one loss. */
  void begin(int loss) {
    weights[loss].clear();
  }

  @Override
  public void add(int loss, double weight) {
    weights[loss].add(weight);
  }

  /**
   * Sets the weights of one loss. If all rows count the same, the loss is computed without weights:
   * it is the same number.
   *
   * @param n the number of rows of the batch
   * @param group the batches that the loss is a mean over; null if it is this batch alone
   */
  void end(int loss, int n, @Nullable GroupWeights group) {
    RowWeights own = weights[loss];
    if (group != null) {
      own.divideBy(n * group.mean(loss));
    }
    boolean isPlain = own.isUniform() && rows.get(loss).lengths() == null;
    targets.get(loss).rowWeights(isPlain ? null : own);
  }

  /** Returns whether the batch has weights in a loss. */
  boolean isSet(int loss) {
    return weights[loss].size() > 0;
  }

  /** Returns what a loss is divided by. */
  double divisor(int loss) {
    return weights[loss].divisor();
  }
}
