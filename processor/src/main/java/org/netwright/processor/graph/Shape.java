package org.netwright.processor.graph;

import java.util.List;
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
