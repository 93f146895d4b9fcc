package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.internal.random.RandomBits;

/** Divides examples into parts. */
public final class Partition {
  private final IndexedData data;

  Partition(IndexedData data) {
    this.data = data;
  }

  /** Returns the numbers of all examples in a random order. */
  public int[] shuffled(long seed) {
    int[] order = IntStream.range(0, data.size()).toArray();
    shuffle(order, seed);
    return order;
  }

  /** Shuffles numbers (Fisher and Yates). The order depends on the seed alone. */
  public static void shuffle(int[] order, long seed) {
    for (int i = order.length - 1; i > 0; i--) {
      // The high half of a product is uniform up to i / 2³², without a division.
      int other = (int) (((RandomBits.bits(seed, i) >>> 32) * (i + 1)) >>> 32);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  /**
   * Returns the numbers of all examples, sorted by class, in random order within a class.
   *
   * @throws IllegalArgumentException if y has no classes, or a class has a single example
   */
  public int[] byClass(long seed) {
    requireSeveralOfEachClass();
    return Arrays.stream(shuffled(seed))
        .boxed()
        .sorted(Comparator.comparingInt(data::classOf))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void requireSeveralOfEachClass() {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int example = 0; example < data.size(); example++) {
      counts.merge(data.classOf(example), 1, Integer::sum);
    }
    counts.forEach(
        (number, count) -> {
          if (count == 1) {
            String name =
                number < data.classNames().size()
                    ? data.classNames().get(number)
                    : number.toString();
            throw new IllegalArgumentException(
                ("expected at least two examples of each class, for different parts, but class %s"
                        + " has one; remove the class, or use split, as for targets that are values")
                    .formatted(name));
          }
        });
  }

  /** Holds out the last examples. */
  public static Split last(IndexedData data, double share) {
    int test = requireShare(share, data.size());
    int[] order = IndexedData.allRows(data.size());
    return new Split(
        data.rows(Arrays.copyOf(order, order.length - test)),
        data.rows(from(order.length - test, order)));
  }

  /**
   * Holds out examples at even distances in an order. In an order that is sorted by class, these
   * are a share of each class.
   */
  public Split split(double testShare, int... order) {
    int test = requireShare(testShare, order.length);
    int[] heldFirst = heldFirst(test, order);
    return new Split(data.rows(from(test, heldFirst)), data.rows(Arrays.copyOf(heldFirst, test)));
  }

  private static int requireShare(double testShare, int examples) {
    int test = (int) Math.round(testShare * examples);
    if (!(testShare > 0 && testShare < 1) || test == 0 || test == examples) {
      throw new IllegalArgumentException(
          "expected a share to hold out that leaves examples on both sides, got %s of %d examples"
              .formatted(testShare, examples));
    }
    return test;
  }

  /**
   * Holds out two parts. The part for tests is the one that {@link #split(double, int...)} holds
   * out.
   */
  public ThreeWaySplit split(double validationShare, double testShare, int... order) {
    long validation = Math.round(validationShare * order.length);
    long test = Math.round(testShare * order.length);
    if (!(validationShare > 0 && testShare > 0 && validationShare + testShare < 1)
        || validation == 0
        || test == 0
        || validation + test >= order.length) {
      throw new IllegalArgumentException(
          "expected shares for validation and test that leave examples in all three parts, got %s"
                  .formatted(validationShare)
              + " and %s of %d examples".formatted(testShare, order.length));
    }
    int[] testFirst = heldFirst((int) test, order);
    int[] validationFirst = heldFirst((int) validation, from((int) test, testFirst));
    return new ThreeWaySplit(
        data.rows(from((int) validation, validationFirst)),
        data.rows(Arrays.copyOf(validationFirst, (int) validation)),
        data.rows(Arrays.copyOf(testFirst, (int) test)));
  }

  /** Moves a number of examples, at even distances in an order, to its front. */
  private static int[] heldFirst(int count, int... order) {
    int[] moved = new int[order.length];
    int held = 0;
    int rest = count;
    for (int i = 0; i < order.length; i++) {
      if ((i + 1L) * count / order.length > held) {
        moved[held++] = order[i];
      } else {
        moved[rest++] = order[i];
      }
    }
    return moved;
  }

  private static int[] from(int first, int... order) {
    return Arrays.copyOfRange(order, first, order.length);
  }

  /** Deals an order out to parts in turn, and holds out each part once. */
  public List<Split> folds(int k, int... order) {
    if (k < 2 || k > order.length) {
      throw new IllegalArgumentException(
          "expected a number of folds from 2 to %d, the number of examples, got %d"
              .formatted(order.length, k));
    }
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int own = fold;
      folds.add(
          new Split(
              data.rows(
                  IntStream.range(0, order.length)
                      .filter(i -> i % k != own)
                      .map(i -> order[i])
                      .toArray()),
              data.rows(
                  IntStream.range(0, order.length)
                      .filter(i -> i % k == own)
                      .map(i -> order[i])
                      .toArray())));
    }
    return folds;
  }
}
