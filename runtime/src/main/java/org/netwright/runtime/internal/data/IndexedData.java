package org.netwright.runtime.internal.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;

/**
 * Examples in memory of which some rows were chosen, with or without weights; what a row is,
 * subclasses know.
 */
public abstract class IndexedData implements Data {
  private final float @Nullable [] weights;
  private final int[] rows;

  /**
   * Makes examples of rows.
   *
   * @param weights one for each example, not for each row of the tables; null if there are none
   */
  IndexedData(float @Nullable [] weights, int... rows) {
    this.weights = weights;
    this.rows = rows;
  }

  /** Returns examples that {@link Data} has made. */
  public static IndexedData of(Data data) {
    Objects.requireNonNull(data, "data");
    return data instanceof RecordTable records ? records : Table.of(data);
  }

  static int[] allRows(int size) {
    return IntStream.range(0, size).toArray();
  }

  /**
   * Returns the examples of other rows.
   *
   * @param newWeights one for each of them; null if there are none
   */
  abstract IndexedData with(float @Nullable [] newWeights, int... chosen);

  /**
   * Copies examples of several batches into one.
   *
   * @param sources examples of the same kind as these
   * @param examples the number of one example of each source
   * @throws IllegalArgumentException if the sources differ in what their examples consist of
   */
  abstract IndexedData gathered(IndexedData[] sources, int[] examples);

  /** Returns the weights of examples of several sources; null if none of these has any. */
  static float @Nullable [] gatheredWeights(IndexedData[] sources, int[] examples) {
    float[] gathered = new float[examples.length];
    boolean any = false;
    for (int i = 0; i < gathered.length; i++) {
      float[] weights = sources[i].exampleWeights();
      gathered[i] = weights == null ? 1 : weights[examples[i]];
      any |= weights != null;
    }
    return any ? gathered : null;
  }

  /**
   * Returns the class number of an example.
   *
   * @throws IllegalArgumentException if the targets are not classes
   */
  abstract int classOf(int example);

  /** Returns the rows that are examples; must not be changed. */
  public final int[] chosen() {
    return rows;
  }

  @Override
  public final int size() {
    return rows.length;
  }

  /** Returns the weights of the examples, in their order; null if there are none. Not a copy. */
  public final float @Nullable [] exampleWeights() {
    return weights;
  }

  @Override
  public final Optional<float[]> weights() {
    return Optional.ofNullable(weights).map(float[]::clone);
  }

  @Override
  public final IndexedData weighted(float... newWeights) {
    if (newWeights.length != rows.length) {
      throw new IllegalArgumentException(
          "expected %d weights, one for each example, got %d"
              .formatted(rows.length, newWeights.length));
    }
    return with(Weights.checked(newWeights), rows);
  }

  @Override
  public final IndexedData rows(int... chosen) {
    if (chosen.length == 0) {
      throw new IllegalArgumentException("expected at least one row");
    }
    int[] selected = new int[chosen.length];
    float[] ofSelected = weights == null ? null : new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] < 0 || chosen[i] >= rows.length) {
        throw new IllegalArgumentException(
            "expected rows from 0 to %d, got %d".formatted(rows.length - 1, chosen[i]));
      }
      selected[i] = rows[chosen[i]];
      if (weights != null && ofSelected != null) {
        ofSelected[i] = weights[chosen[i]];
      }
    }
    return with(ofSelected, selected);
  }

  @Override
  public final Data first(int n) {
    return rows(IntStream.range(0, Math.min(n, rows.length)).toArray());
  }

  @Override
  public final Data shuffled(long seed) {
    return rows(new Partition(this).shuffled(seed));
  }

  @Override
  public final Split split(double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(testShare, partition.shuffled(seed));
  }

  @Override
  public final ThreeWaySplit split(double validationShare, double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(validationShare, testShare, partition.shuffled(seed));
  }

  @Override
  public final Split stratifiedSplit(double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(testShare, partition.byClass(seed));
  }

  @Override
  public final ThreeWaySplit stratifiedSplit(double validationShare, double testShare, long seed) {
    Partition partition = new Partition(this);
    return partition.split(validationShare, testShare, partition.byClass(seed));
  }

  @Override
  public final ThreeWaySplit split(
      double trainShare, double validationShare, double testShare, long seed) {
    Shares.require(trainShare, validationShare, testShare);
    return split(validationShare, testShare, seed);
  }

  @Override
  public final ThreeWaySplit stratifiedSplit(
      double trainShare, double validationShare, double testShare, long seed) {
    Shares.require(trainShare, validationShare, testShare);
    return stratifiedSplit(validationShare, testShare, seed);
  }

  @Override
  public final Split groupSplit(List<?> groups, double testShare, long seed) {
    return new GroupPartition(this, groups, seed).split(testShare);
  }

  @Override
  public final ThreeWaySplit groupSplit(
      List<?> groups, double trainShare, double validationShare, double testShare, long seed) {
    return new GroupPartition(this, groups, seed).split(trainShare, validationShare, testShare);
  }

  @Override
  public final List<Split> groupFolds(List<?> groups, int k, long seed) {
    return new GroupPartition(this, groups, seed).folds(k);
  }

  @Override
  public final <T extends Comparable<? super T>> Split timeSplit(
      List<? extends T> times, double testShare) {
    return new TimePartition(this, times).split(testShare);
  }

  @Override
  public final <T extends Comparable<? super T>> ThreeWaySplit timeSplit(
      List<? extends T> times, double trainShare, double validationShare, double testShare) {
    return new TimePartition(this, times).split(trainShare, validationShare, testShare);
  }

  @Override
  public final <T extends Comparable<? super T>> List<Split> timeFolds(
      List<? extends T> times, int k) {
    return new TimePartition(this, times).folds(k);
  }

  @Override
  public final List<Split> folds(int k, long seed) {
    Partition partition = new Partition(this);
    return partition.folds(k, partition.shuffled(seed));
  }

  @Override
  public final List<Split> stratifiedFolds(int k, long seed) {
    Partition partition = new Partition(this);
    return partition.folds(k, partition.byClass(seed));
  }
}
