package org.netwright.runtime.internal.input;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.data.Rows;

/** Gives the targets of each loss the weights of the rows of a batch. */
final class BatchWeights {
  private final List<BatchTensor> targets;
  private final RowWeights[] weights;

  /**
   * Makes them for the targets of a network.
   *
   * @param targets in the order of the losses
   */
  BatchWeights(List<BatchTensor> targets) {
    this.targets = List.copyOf(targets);
    this.weights = new RowWeights[targets.size()];
    for (int loss = 0; loss < weights.length; loss++) {
      weights[loss] = new RowWeights();
    }
  }

  /** Removes the weights of the batch before: all rows count the same. */
  void clear() {
    for (int loss = 0; loss < weights.length; loss++) {
      weights[loss].clear();
      targets.get(loss).rowWeights(null);
    }
  }

  /**
   * Sets the weights of one loss. If all rows count the same, the loss is computed without weights:
   * it is the same number.
   *
   * @param table the targets of the loss
   * @param rows their numbers
   * @param examples the weight of each of these; null if all are 1
   * @param from the first of them in the batch
   * @param n the number of rows of the batch
   * @param group the batches that the loss is a mean over; null if it is this batch alone
   */
  void read(
      int loss,
      Rows table,
      int[] rows,
      float @Nullable [] examples,
      ClassFactors classes,
      int from,
      int n,
      @Nullable GroupWeights group) {
    RowWeights own = weights[loss];
    own.clear();
    for (int i = from; i < from + n; i++) {
      own.add(classes.weight(loss, table, rows, examples, i));
    }
    if (group != null) {
      own.divideBy(n * group.mean(loss));
    }
    targets.get(loss).rowWeights(own.isUniform() ? null : own);
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
