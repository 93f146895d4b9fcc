package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Table;

/**
 * The order in which examples are trained on. Those of weight 0 are left out, so that every batch
 * has a loss, and training is the same as without them.
 */
final class Order {
  /** So many mini-batches are sorted by length together. */
  private static final int WINDOW = 50;

  private final int[] rows;
  private final float @Nullable [] weights;

  private Order(int[] rows, float @Nullable [] weights) {
    this.rows = rows;
    this.weights = weights;
  }

  /** Returns the order of the data. Its arrays may be those of the data. */
  static Order of(Table data) {
    float[] weights = data.exampleWeights();
    if (weights == null) {
      return new Order(data.chosen(), null);
    }
    int[] counting = IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    return new Order(data.chosen(), weights).at(counting);
  }

  /** Returns a random order of the same, which depends on the number of rows and the seed alone. */
  Order shuffled(long seed) {
    if (weights == null) {
      int[] order = rows.clone();
      Partition.shuffle(order, seed);
      return new Order(order, null);
    }
    int[] positions = IntStream.range(0, rows.length).toArray();
    Partition.shuffle(positions, seed);
    return at(positions);
  }

  /**
   * Returns an order of the same in which the rows of a mini-batch have similar lengths. Windows of
   * mini-batches are sorted by length, then the mini-batches are shuffled. One that has fewer rows
   * stays the last.
   *
   * @param lengths of all rows of the data
   */
  Order ofSimilarLengths(int[] lengths, int batchSize, long seed) {
    long window = (long) WINDOW * batchSize;
    Integer[] sorted = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
    for (long from = 0; from < sorted.length; from += window) {
      Arrays.sort(
          sorted,
          (int) from,
          (int) Math.min(sorted.length, from + window),
          Comparator.comparingInt(position -> lengths[rows[position]]));
    }
    int[] batches = IntStream.range(0, sorted.length / batchSize).toArray();
    Partition.shuffle(batches, seed);
    int[] positions = new int[sorted.length];
    for (int i = 0; i < positions.length; i++) {
      int batch = i / batchSize;
      positions[i] =
          batch < batches.length ? sorted[batches[batch] * batchSize + i % batchSize] : sorted[i];
    }
    return at(positions);
  }

  /** Returns the numbers of rows in the tables of the data; must not be changed. */
  int[] rows() {
    return rows;
  }

  /** Returns the weight of each of these rows, above 0; null if the data have none. */
  float @Nullable [] weights() {
    return weights;
  }

  private Order at(int... positions) {
    int[] ofRows = Arrays.stream(positions).map(i -> rows[i]).toArray();
    if (weights == null) {
      return new Order(ofRows, null);
    }
    float[] ofWeights = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      ofWeights[i] = weights[positions[i]];
    }
    return new Order(ofRows, ofWeights);
  }
}
