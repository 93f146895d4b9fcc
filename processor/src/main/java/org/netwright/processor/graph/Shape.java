package org.netwright.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dimensions of a value. For a batched value they exclude the batch, whose size is known only
 * when the network runs.
 */
public record Shape(boolean batched, List<Integer> dimensions) {

  /** The limit of one array of the JVM, and of the integers of BLAS. */
  public static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** The shape of a single number, such as a loss. */
  public static final Shape SCALAR = new Shape(false, List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
  }

  /** {@code [n × dimensions]}. */
  public static Shape batch(List<Integer> dimensions) {
    return new Shape(true, dimensions);
  }

  public static Shape batch(int... dimensions) {
    return batch(IntStream.of(dimensions).boxed().toList());
  }

  /** {@code [dimensions]}, independent of the batch. */
  public static Shape fixed(int... dimensions) {
    return new Shape(false, IntStream.of(dimensions).boxed().toList());
  }

  /** Whether it is {@code [n × width]}. */
  public boolean isBatchOfVectors() {
    return batched && dimensions.size() == 1;
  }

  /** Whether it has dimensions, and none is less than 1. */
  public boolean isPossible() {
    return !dimensions.isEmpty() && dimensions.stream().allMatch(dimension -> dimension >= 1);
  }

  /** Whether an array can hold its elements, of one example if batched. */
  public boolean fitsIntoAnArray() {
    return elements() <= MAX_ELEMENTS;
  }

  /**
   * The index of the dimension along which values are joined: the features of vectors and
   * sequences, which come last, and the channels of images, which come first.
   */
  public int joined() {
    return dimensions.size() == 3 ? 0 : dimensions.size() - 1;
  }

  /** How many contiguous pieces of a row a part along the joined dimension has. */
  public int pieces() {
    return dimensions.subList(0, joined()).stream().reduce(1, Math::multiplyExact);
  }

  /**
   * The shape of this value followed by another; empty if their other dimensions differ. What would
   * be longer than an integer is as long as the largest, which no array holds.
   */
  public Optional<Shape> concat(Shape other) {
    if (batched != other.batched || dimensions.size() != other.dimensions.size()) {
      return Optional.empty();
    }
    List<Integer> joined = new ArrayList<>(dimensions);
    for (int i = 0; i < joined.size(); i++) {
      if (i == joined()) {
        long sum = (long) joined.get(i) + other.dimensions.get(i);
        joined.set(i, (int) Math.min(Integer.MAX_VALUE, sum));
      } else if (!joined.get(i).equals(other.dimensions.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Shape(batched, joined));
  }

  /** The last dimension. */
  public int width() {
    return dimensions.get(dimensions.size() - 1);
  }

  /** The number of elements, per example if batched; saturates at {@link Long#MAX_VALUE}. */
  public long elements() {
    return dimensions.stream().mapToLong(Integer::longValue).reduce(1, Shape::saturatedProduct);
  }

  private static long saturatedProduct(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  /** {@code [n × 10]}. */
  @Override
  public String toString() {
    return Stream.concat(
            batched ? Stream.of("n") : Stream.empty(), dimensions.stream().map(String::valueOf))
        .collect(Collectors.joining(" × ", "[", "]"));
  }
}
