package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;

/** Examples that are objects: some rows of a list of records and of a list of their targets. */
public final class RecordTable extends IndexedData {
  private final Object[] examples;
  private final Object[] targets;

  /** The numbers of the examples in a stream; null if they came in lists. */
  private final long @Nullable [] numbers;

  private RecordTable(
      Object[] examples,
      Object[] targets,
      long @Nullable [] numbers,
      float @Nullable [] weights,
      int... rows) {
    super(weights, rows);
    this.numbers = numbers;
    this.examples = examples;
    this.targets = targets;
  }

  /**
   * Copies lists.
   *
   * @throws IllegalArgumentException if they differ in size, are empty, or hold null
   */
  public static RecordTable of(@Nullable List<?> examples, @Nullable List<?> targets) {
    Object[] copy = copy("examples", examples);
    Object[] copyOfTargets = copy("targets", targets);
    if (copy.length != copyOfTargets.length || copy.length == 0) {
      throw new IllegalArgumentException(
          "expected as many examples as targets, at least one, got %d and %d"
              .formatted(copy.length, copyOfTargets.length));
    }
    return new RecordTable(copy, copyOfTargets, null, null, allRows(copy.length));
  }

  /**
   * Copies examples of a stream.
   *
   * @param first the number of the first one in the stream
   * @throws IllegalArgumentException as {@link #of(List, List)}
   */
  static RecordTable of(List<?> examples, List<?> targets, long first) {
    RecordTable table = of(examples, targets);
    long[] numbers = LongStream.range(first, first + table.size()).toArray();
    return new RecordTable(table.examples, table.targets, numbers, null, table.chosen());
  }

  /**
   * Copies a list.
   *
   * @param what there is in it, for the message
   * @throws IllegalArgumentException if the list is null
   */
  public static Object[] toArray(String what, @Nullable List<?> objects) {
    if (objects == null) {
      throw new IllegalArgumentException("expected a list of %s, got null".formatted(what));
    }
    return objects.toArray();
  }

  private static Object[] copy(String what, @Nullable List<?> objects) {
    Object[] copy = toArray(what, objects);
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] == null) {
        throw new IllegalArgumentException(
            "expected %s without null, got null at index %d; leave such examples out"
                .formatted(what, i));
      }
    }
    return copy;
  }

  /**
   * Returns the index that an example had in the stream or the lists that it came from, for
   * messages.
   *
   * @param before how many examples there were in the lists before these
   */
  public long number(int index, long before) {
    int row = chosen()[index];
    return numbers == null ? before + row : numbers[row];
  }

  /** Returns an example. */
  public Object example(int index) {
    return examples[chosen()[index]];
  }

  /** Returns the target of an example. */
  public Object target(int index) {
    return targets[chosen()[index]];
  }

  @Override
  RecordTable with(float @Nullable [] newWeights, int... chosen) {
    return new RecordTable(examples, targets, numbers, newWeights, chosen);
  }

  @Override
  RecordTable gathered(IndexedData[] sources, int[] indexes) {
    Object[] own = new Object[sources.length];
    Object[] ownTargets = new Object[sources.length];
    long[] ownNumbers = new long[sources.length];
    for (int i = 0; i < own.length; i++) {
      RecordTable source = (RecordTable) sources[i];
      own[i] = source.example(indexes[i]);
      ownTargets[i] = source.target(indexes[i]);
      ownNumbers[i] = source.number(indexes[i], 0);
    }
    return new RecordTable(
        own, ownTargets, ownNumbers, gatheredWeights(sources, indexes), allRows(own.length));
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // it only tells classes apart
  int classOf(int example) {
    Object target = target(example);
    if (target instanceof Enum<?> constant) {
      return constant.ordinal();
    }
    if (target instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (target instanceof Integer number && number >= 0) {
      return number;
    }
    throw new IllegalArgumentException(
        "expected constants of an enum, booleans or class numbers as targets, got %s in example %d (counted from 0)"
            .formatted(target.getClass().getSimpleName(), number(example, 0)));
  }

  @Override
  public INDArray x() {
    throw areObjects();
  }

  @Override
  public INDArray y() {
    throw areObjects();
  }

  @Override
  public INDArray input(String name) {
    throw areObjects();
  }

  @Override
  public INDArray target(String name) {
    throw areObjects();
  }

  @Override
  public int[] lengths() {
    throw areObjects();
  }

  @Override
  public int[] lengths(String input) {
    throw areObjects();
  }

  private static IllegalStateException areObjects() {
    return new IllegalStateException(
        "these examples are records, which a trained network makes numbers of; use encode(…) of its"
            + " trainer");
  }

  @Override
  public Optional<Columns> columns() {
    return Optional.empty();
  }

  @Override
  public int omittedLines() {
    return 0;
  }

  @Override
  public List<String> featureNames() {
    return List.of();
  }

  @Override
  public List<String> classNames() {
    if (!(examples.length > 0 && targets[0] instanceof Enum<?> first)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Object constant : first.getDeclaringClass().getEnumConstants()) {
      names.add(((Enum<?>) constant).name());
    }
    return names;
  }

  @Override
  public String toString() {
    return "%d examples, %s with %s"
        .formatted(
            size(), examples[0].getClass().getSimpleName(), targets[0].getClass().getSimpleName());
  }
}
