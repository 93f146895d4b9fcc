package org.netwright.runtime.internal.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;

/** Checks the y of a step and copies it, encoded, into the target tensor. */
public interface TargetReader {

  /**
   * Returns a reader.
   *
   * @param layer the output layer, for messages
   * @param targets the tensor that it copies y into
   * @param lengths those of the steps of the output; null if it has none, or all have all steps
   */
  static TargetReader of(
      TargetEncoding encoding,
      String layer,
      BatchTensor targets,
      Execution execution,
      @Nullable Lengths lengths,
      Supplier<@Nullable StandardScaler> scaler) {
    return switch (encoding) {
      case VALUES, OWN -> new ValueTargets(layer, targets, execution, lengths, scaler);
      case PROBABILITIES -> new ProbabilityTargets(layer, targets, execution, lengths);
      case CLASSES ->
          targets.dimensions() == 1
              ? new ClassTargets(layer, targets, execution)
              : new StepClassTargets(layer, targets, execution, lengths);
    };
  }

  /**
   * Checks type and shape, before anything is copied.
   *
   * @param n the number of rows that y must have
   * @throws IllegalArgumentException if the loss does not take y of this form
   */
  void check(INDArray y, int n);

  /**
   * Copies the {@code n} rows of y, which must have passed {@link #check}.
   *
   * @throws IllegalArgumentException if the loss does not take an element
   */
  void read(INDArray y, int n);

  /**
   * Checks all targets of a table before the first is copied.
   *
   * @param table the rows of this target
   * @param data the examples that they belong to
   * @throws IllegalArgumentException if the loss does not take one of them
   */
  void check(Rows table, Table data);

  /**
   * Copies rows of a table, which must have passed {@link #check(Rows, Table)}.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  void read(Rows table, int[] rows, int from, int n);
}
