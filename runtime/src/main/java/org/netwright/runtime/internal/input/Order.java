package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Partition;
import org.netwright.runtime.internal.data.Table;

/**
 * The order in which examples are trained on. Those of weight 0 are left out, so that every batch
 * has a loss, and training is the same as without them.
 */
final class Order {
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
    float[] ofWeights = new float[positions.length];
    for (int i = 0; i < positions.length && weights != null; i++) {
      ofWeights[i] = weights[positions[i]];
    }
    return new Order(ofRows, ofWeights);
  }
}
