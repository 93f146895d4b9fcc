package org.netwright.runtime.internal.input;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.SequenceRows;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/**
 * What a tensor of sequences, whose rows are [steps × …], takes: as many steps, or fewer. Of those
 * that are given, the tensor has as many as the longest sequence of the batch.
 */
final class Padding {
  private final String layer;
  private final long[] shape;
  private final Lengths lengths;

  /**
   * Makes the padding of a tensor.
   *
   * @param layer for messages
   * @param shape that of a row
   */
  Padding(String layer, long[] shape, Lengths lengths) {
    this.layer = layer;
    this.shape = shape.clone();
    this.lengths = lengths;
  }

  Lengths lengths() {
    return lengths;
  }

  /** Returns the most steps of a sequence. */
  int most() {
    return lengths.most();
  }

  /** Returns whether arrays of a shape, [n × steps × …], fit, with no more steps. */
  boolean fits(long[] batch) {
    return batch.length == shape.length + 1
        && batch[1] >= 1
        && batch[1] <= shape[0]
        && Arrays.equals(batch, 2, batch.length, shape, 1, shape.length);
  }

  /**
   * Requires an array that fits to have the steps of all sequences of the batch.
   *
   * @param argument what the array is for the caller
   * @throws IllegalArgumentException if a sequence has more steps
   */
  void requireSteps(String argument, INDArray array) {
    if (lengths.steps() > array.size(1)) {
      throw new IllegalArgumentException(
          "%s: expected %s with the steps of each sequence, got %s, but the longest sequence has %d steps; correct the lengths, or do not cut the array"
              .formatted(layer, argument, Shapes.of(array), lengths.steps()));
    }
  }

  /** Returns a view of an array that has at least the steps of the batch, without further steps. */
  INDArray cut(INDArray array) {
    if (array.size(1) == lengths.steps()) {
      return array;
    }
    INDArrayIndex[] ofSteps = new INDArrayIndex[array.rank()];
    Arrays.fill(ofSteps, NDArrayIndex.all());
    ofSteps[1] = NDArrayIndex.interval(0, lengths.steps());
    return Nd4jThread.call(() -> array.get(ofSteps));
  }

  /**
   * Returns whether rows fit, with no more steps.
   *
   * @param rows those that count
   * @throws IllegalArgumentException if one of these is too long
   */
  boolean fits(Rows table, int[] rows) {
    if (table instanceof SequenceRows sequences && sequences.stepLength() == stepLength()) {
      requireLengths(sequences, rows);
      return true;
    }
    long[] given = table.shape();
    boolean isOfNumbers = given.length == 1 && stepLength() == 1;
    return given[0] <= shape[0]
        && (isOfNumbers
            || (given.length == shape.length
                && Arrays.equals(given, 1, given.length, shape, 1, shape.length)));
  }

  private long stepLength() {
    return Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
  }

  private void requireLengths(SequenceRows sequences, int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      int length = sequences.steps(rows[i]);
      if (length > shape[0]) {
        throw new IllegalArgumentException(
            "%s: expected sequences of up to %d steps, got %d in sequence %d (counted from 0); declare more steps, or cut it"
                .formatted(layer, shape[0], length, i));
      }
    }
  }

  /** Returns rows that fit with the steps of the batch. */
  Rows ofBatch(Rows table) {
    return table.length() == stepLength() * lengths.steps()
        ? table
        : table.withSteps(lengths.steps(), Math.toIntExact(stepLength()));
  }
}
