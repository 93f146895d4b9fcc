package org.netwright.runtime.internal.input;

import java.util.Map;

/**
 * How many rows a mini-batch must have, because a layer normalises over them: one row differs by
 * nothing from its own mean, so that the output would not depend on the input.
 *
 * @param layer the first of those that need the most
 * @param rows 1 if there is no such layer
 */
public record LeastRows(String layer, int rows) {
  private static final LeastRows ONE = new LeastRows("", 1);

  /** Returns the most that a layer needs, of the numbers by layer. */
  public static LeastRows of(Map<String, Integer> layers) {
    LeastRows most = ONE;
    for (Map.Entry<String, Integer> layer : layers.entrySet()) {
      if (layer.getValue() > most.rows) {
        most = new LeastRows(layer.getKey(), layer.getValue());
      }
    }
    return most;
  }

  /**
   * Requires that a mini-batch of a step has enough rows.
   *
   * @throws IllegalArgumentException if it has fewer
   */
  public void require(int n) {
    if (n < rows) {
      throw refused("the mini-batch has %d; train on more rows at a time".formatted(n));
    }
  }

  /**
   * Requires that a batch of a stream has enough rows.
   *
   * @throws IllegalArgumentException if it has fewer
   */
  void requireOfStream(int n) {
    if (n < rows) {
      throw refused(
          "a batch of the stream has %d; choose another batchSize, so that the last batch has more, or let the stream leave it out"
              .formatted(n));
    }
  }

  /**
   * Requires that all mini-batches of an epoch have enough rows.
   *
   * @param examples how many there are; 0 if it is not known
   * @throws IllegalArgumentException if one would have fewer
   */
  public void requireInEpoch(long examples, int batchSize) {
    if (batchSize < rows) {
      throw refused("batchSize is %d; choose at least %d".formatted(batchSize, rows));
    }
    if (examples > 0 && examples < rows) {
      throw refused(
          examples == 1
              ? "there is 1 training example"
              : "there are %d training examples".formatted(examples));
    }
    if (!divides(examples, batchSize)) {
      throw refused(
          "batchSize(%d) leaves %d of %d training examples for the last mini-batch; choose another batchSize, such as %d"
              .formatted(batchSize, examples % batchSize, examples, nearest(examples, batchSize)));
    }
  }

  private IllegalArgumentException refused(String but) {
    return new IllegalArgumentException(
        "%s normalises over the rows of a mini-batch and needs at least %d, but %s"
            .formatted(layer, rows, but));
  }

  /** Whether the last mini-batch has enough rows. */
  private boolean divides(long examples, long batchSize) {
    long last = examples % batchSize;
    return last == 0 || last >= rows;
  }

  /** Returns the nearest size with which it has. There is one: all examples at once. */
  private long nearest(long examples, long batchSize) {
    for (long distance = 1; ; distance++) {
      long smaller = batchSize - distance;
      if (smaller >= rows && divides(examples, smaller)) {
        return smaller;
      }
      if (divides(examples, batchSize + distance)) {
        return batchSize + distance;
      }
    }
  }
}
