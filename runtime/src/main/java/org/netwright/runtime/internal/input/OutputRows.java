package org.netwright.runtime.internal.input;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/**
 * What an output consists of: one row for each example, or one for each step of its sequence, which
 * a loss compares with a target of its own.
 *
 * @param mostSteps how many rows an example has at most; 1 if it has no steps
 * @param width how many numbers a row has
 * @param lengths those of the sequences; null if there are no steps, or all have all of them
 */
public record OutputRows(int mostSteps, int width, @Nullable Lengths lengths) {

  /**
   * Returns the row that an example is.
   *
   * @param tensor of the shape of the output, or of its targets
   */
  public static OutputRows of(BatchTensor tensor) {
    return new OutputRows(1, Math.toIntExact(tensor.rowLength()), null);
  }

  /**
   * Returns the steps of sequences.
   *
   * @param tensor of the shape of the output, [steps × …], or of its targets
   * @param lengths those of the sequences; null if all have all steps
   */
  public static OutputRows ofSteps(BatchTensor tensor, @Nullable Lengths lengths) {
    int steps = Math.toIntExact(tensor.shape()[0]);
    return new OutputRows(steps, Math.toIntExact(tensor.longestRow() / steps), lengths);
  }

  /** Returns how many rows an example has in the tensors of the current batch. */
  public int stepsOfBatch() {
    return lengths == null ? mostSteps : lengths.steps();
  }

  /** Returns whether an example has steps. */
  public boolean hasSteps() {
    return mostSteps > 1;
  }

  /** Returns how many steps the row of a batch has, 1 if an example has none. */
  public int steps(int row) {
    return lengths == null ? mostSteps : lengths.get(row);
  }

  /** Returns how many numbers an example has at most. */
  public int mostLength() {
    return mostSteps * width;
  }
}
