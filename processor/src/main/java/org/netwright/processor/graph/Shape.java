package org.netwright.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dimensions of a value. For a batched value they exclude the batch, whose size is known only
 * when the network runs.
 *
 * @param lengths the input whose lengths the steps of its sequences have, if they differ; the first
 *     dimension is then the most steps
 */
public record Shape(
    boolean batched, List<Integer> dimensions, Kind kind, Optional<String> lengths) {

  /** What the two dimensions of a row stand for, which their lengths do not tell. */
  public enum Kind {
    /** Nothing uses it as a signal or a sequence, or it has not two dimensions. */
    PLAIN,
    /** [steps × features]: what embeddings give, and what recurrent layers take and give. */
    SEQUENCE,
    /** [channels × length]: what convolutions take and give. */
    SIGNAL
  }

  /** The limit of one array of the JVM, and of the integers of BLAS. */
  public static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** The shape of a single number, such as a loss. */
  public static final Shape SCALAR = new Shape(false, List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
  }

  /** A shape of which no more is known than its dimensions. */
  public Shape(boolean batched, List<Integer> dimensions) {
    this(batched, dimensions, Kind.PLAIN, Optional.empty());
  }

  /** The same dimensions, as a sequence or a signal if there are two. */
  public Shape as(Kind newKind) {
    return new Shape(batched, dimensions, dimensions.size() == 2 ? newKind : Kind.PLAIN, lengths);
  }

  /** The same with steps that have the lengths of an input, or all of them. */
  public Shape with(Optional<String> newLengths) {
    return new Shape(batched, dimensions, kind, newLengths);
  }

  /** Whether its sequences have different lengths. */
  public boolean isVariable() {
    return lengths.isPresent();
  }

  /** Whether it is {@code [n × steps × features]}. */
  public boolean isBatchOfSequences() {
    return batched && dimensions.size() == 2 && kind == Kind.SEQUENCE;
  }

  /** The number of steps of a sequence, or the most that one has. */
  public int steps() {
    return dimensions.get(0);
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

  /** Whether it is {@code [n × channels × height × width]}. */
  public boolean isBatchOfImages() {
    return batched && dimensions.size() == 3;
  }

  /** Whether the channels of a row come first, as those of images and signals. */
  public boolean channelsFirst() {
    return dimensions.size() == 3 || kind == Kind.SIGNAL;
  }

  /** The number of channels, or of features where they come last. */
  public int channels() {
    return dimensions.get(joined());
  }

  /**
   * The index of the dimension along which values are joined: the features of vectors and
   * sequences, which come last, and the channels of images and signals, which come first.
   */
  public int joined() {
    return channelsFirst() ? 0 : dimensions.size() - 1;
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
    return Optional.of(new Shape(batched, joined, kind, lengths));
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

  /** Whether the dimensions are the same: what they stand for makes no difference to arithmetic. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape
        && batched == shape.batched
        && dimensions.equals(shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(batched, dimensions);
  }

  /** {@code [n × 10]}, or {@code [n × ≤50 × 8]} of sequences of different lengths. */
  @Override
  public String toString() {
    String numbers = dimensions.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    return Stream.of(batched ? "n" : "", lengths.isPresent() ? "≤" + numbers : numbers)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" × ", "[", "]"));
  }
}
