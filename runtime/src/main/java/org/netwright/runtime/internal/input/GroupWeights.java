package org.netwright.runtime.internal.input;

import java.util.Arrays;
import org.netwright.runtime.internal.data.Table;

/**
 * The mean weight, in each loss, of the examples of several batches that make one update: of an
 * example with steps, the sum of their weights. It divides the losses of each batch, in place of
 * the mean weight of the batch itself: then the mean over the batches, weighted by their rows, is
 * {@code Σ w·l / Σ w} over all examples, and what does not depend on weights, such as penalties on
 * outputs, keeps its plain mean.
 */
final class GroupWeights implements StepTargets.WeightSink {
  private final double[] sums;
  private final double[] first;
  private final boolean[] uniform;
  private long rows;

  /** The weight of the example that is added, so far. */
  private double own;

  /** Starts without rows. */
  GroupWeights(int losses) {
    this.sums = new double[losses];
    this.first = new double[losses];
    this.uniform = new boolean[losses];
    Arrays.fill(uniform, true);
  }

  /** Adds examples, from a place in their order on. */
  void add(StepInput input, Table data, Order order, ClassFactors classes, int from, int n) {
    for (int loss = 0; loss < sums.length; loss++) {
      for (int i = from; i < from + n; i++) {
        own = 0;
        input.targets().addWeights(loss, data, order.rows(), order.weights(), classes, i, this);
        if (rows == 0 && i == from) {
          first[loss] = own;
        }
        sums[loss] += own;
        uniform[loss] &= own == first[loss];
      }
    }
    rows += n;
  }

  @Override
  public void add(int loss, double weight) {
    own += weight;
  }

  /** Returns the mean weight, which is exact if all are the same. */
  double mean(int loss) {
    return uniform[loss] ? first[loss] : sums[loss] / rows;
  }
}
