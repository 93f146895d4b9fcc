package org.netwright.runtime.internal.input;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * What an output consists of: one row for each example, or one for each step of its sequence, which
 * a loss compares with a target of its own.
 *
 * @param steps how many rows an example has; 1 if it has no steps
 * @param width how many numbers a row has
 * @param lengths those of the sequences; null if there are no steps, or all have all of them
 */
public record OutputRows(int steps, int width, @Nullable Lengths lengths) {

  /**
   * Returns those of an output.
   *
   * @param encoding that of its loss
   * @param tensor of the shape of the output, or of its targets
   */
  public static OutputRows of(
      TargetEncoding encoding, BatchTensor tensor, @Nullable Lengths lengths) {
    int length = Math.toIntExact(tensor.rowLength());
    if (lengths != null) {
      return new OutputRows(lengths.steps(), length / lengths.steps(), lengths);
    }
    boolean hasSteps =
        tensor.dimensions() == 2
            && (encoding == TargetEncoding.CLASSES
                || (encoding == TargetEncoding.PROBABILITIES && tensor.size(1) == 1));
    return hasSteps
        ? new OutputRows(tensor.size(0), tensor.size(1), null)
        : new OutputRows(1, length, null);
  }

  /** Returns whether an example has steps. */
  public boolean hasSteps() {
    return steps > 1;
  }

  /** Returns how many steps the row of a batch has, 1 if an example has none. */
  public int steps(int row) {
    return lengths == null ? steps : lengths.get(row);
  }

  /** Returns how many numbers an example has. */
  public int length() {
    return steps * width;
  }
}
