package org.netwright.runtime.internal.input;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.text.Shapes;

/** Checks one row, given as a heap array, and copies it into the input tensor. */
final class RowReader {
  private final String layer;
  private final BatchTensor tensor;
  private final Execution execution;
  private final IntFunction<String> advice;

  /** Null if the row has all steps. */
  private @Nullable Lengths lengths;

  /**
   * Makes a reader.
   *
   * @param layer the layer that takes the row, for messages
   * @param advice returns the end of the message about a row of another length, which it is given
   */
  RowReader(String layer, BatchTensor tensor, Execution execution, IntFunction<String> advice) {
    this.layer = layer;
    this.tensor = tensor;
    this.execution = execution;
    this.advice = advice;
  }

  /** Gives the row, [steps × …], a length; what follows it is read as 0. */
  void pad(Lengths given) {
    lengths = given;
  }

  void check(float[] row) {
    if (row == null) {
      throw new NullPointerException(layer + ": row is null");
    }
    if (row.length != tensor.longestRow()) {
      throw new IllegalArgumentException(
          "%s: expected row of length %d%s, got %d%s"
              .formatted(
                  layer,
                  tensor.longestRow(),
                  tensor.shape().length == 1
                      ? ""
                      : " for [%s]".formatted(Shapes.bare(tensor.shape())),
                  row.length,
                  advice.apply(row.length)));
    }
    if (lengths == null) {
      requireFinite(row, row.length);
    }
  }

  private void requireFinite(float[] row, int length) {
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(row[i])) {
        throw new IllegalArgumentException(
            "%s: expected finite row of length %d, got %s at index %d (counted from 0)"
                .formatted(layer, row.length, row[i], i));
      }
    }
  }

  void read(float[] row, @Nullable StandardScaler scaler) {
    if (lengths == null) {
      execution.read(row, tensor, scaler);
      return;
    }
    requireFinite(row, lengths.get(0) * (row.length / lengths.most()));
    execution.read(row, tensor, scaler);
    execution.clearPadding(tensor, lengths, 1);
  }
}
