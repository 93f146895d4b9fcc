package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.Recurrence;

/** The order in which a recurrent layer reads the steps of its sequences, and where they lie. */
record ReadSteps(Recurrence recurrence) {

  /** Returns the number of steps of a sequence. */
  int count(int row) {
    Lengths lengths = recurrence.lengths();
    return lengths == null ? recurrence.steps() : lengths.get(row);
  }

  /** Returns the place, in [n × steps], of the step that is read as number {@code k}, from 0. */
  int place(int row, int k) {
    int step = recurrence.isReversed() ? count(row) - 1 - k : k;
    return row * recurrence.steps() + step;
  }

  /**
   * Returns the place in an output of what a step gives; −1 if the output has only what the last
   * step gives, and this is not it.
   *
   * @param out [n × steps × units] or [n × units]
   */
  int outPlace(BatchTensor out, int row, int k) {
    if (out.dimensions() > 1) {
      return place(row, k);
    }
    return k == count(row) - 1 ? row : -1;
  }

  /**
   * Returns whether no gradient goes from a step to the one that is read before it. Where only the
   * last step gives an output, steps are counted from there.
   *
   * @param out as for {@link #outPlace}
   */
  boolean isCutBefore(BatchTensor out, int row, int k) {
    int counted = out.dimensions() > 1 ? k : count(row) - k;
    return k == 0 || (recurrence.truncation() > 0 && counted % recurrence.truncation() == 0);
  }
}
