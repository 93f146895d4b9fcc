package org.netwright.runtime.generated;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a batch, [n × shape…]: whole numbers that name rows of embeddings. It grows to the
 * largest batch seen.
 */
public final class IdTensor {
  private final long[] shape;
  private final int longestRow;

  /** Null if all rows have all steps. */
  private final @Nullable Lengths lengths;

  private int[] ids = new int[0];

  /**
   * Creates a tensor without rows.
   *
   * @param shape the shape of one row, without the batch
   */
  public IdTensor(long... shape) {
    this(null, shape);
  }

  /**
   * Creates a tensor of sequences without rows.
   *
   * @param lengths those of the sequences, of which each step is an id
   */
  public IdTensor(Lengths lengths) {
    this(lengths, lengths.most());
  }

  private IdTensor(@Nullable Lengths lengths, long... shape) {
    this.lengths = lengths;
    this.shape = shape.clone();
    this.longestRow =
        Math.toIntExact(LongStream.of(shape).reduce(1, (a, b) -> Math.multiplyExact(a, b)));
  }

  /**
   * Returns the shape of one row, without the batch; that of sequences of different lengths has the
   * most steps.
   */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns whether a shape is [n × shape…], with any n and all steps. */
  public boolean fitsRowsOf(long[] batch) {
    return batch.length == shape.length + 1
        && Arrays.equals(batch, 1, batch.length, shape, 0, shape.length);
  }

  /** Returns the number of ids of one row of the current batch. */
  public int rowLength() {
    return lengths == null ? longestRow : lengths.steps();
  }

  /** Returns the number of ids of a row that has all steps. */
  public int longestRow() {
    return longestRow;
  }

  /**
   * Returns the live ids of the first {@code n} rows, row-major; what follows them is undefined.
   * They are valid until a call for more ids than any before.
   */
  public int[] ids(int n) {
    int length = Math.multiplyExact(n, rowLength());
    if (ids.length < length) {
      ids = new int[length];
    }
    return ids;
  }

  @Override
  public String toString() {
    return "IdTensor" + Arrays.toString(shape);
  }
}
