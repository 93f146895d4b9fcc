package org.netwright.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.netwright.runtime.data.Rows;
import org.netwright.runtime.parameters.RandomBits;

/** Deals examples out to parts. */
final class Partition {
  private final Data data;

  Partition(Data data) {
    this.data = data;
  }

  /** Returns the numbers of all examples in a random order. */
  int[] shuffled(long seed) {
    int[] order = IntStream.range(0, data.size()).toArray();
    shuffle(order, seed);
    return order;
  }

  /** Brings numbers into a random order (Fisher and Yates), a function of the seed alone. */
  static void shuffle(int[] order, long seed) {
    for (int i = order.length - 1; i > 0; i--) {
      // The high half of a product is uniform up to i / 2³², without a division.
      int other = (int) (((RandomBits.bits(seed, i) >>> 32) * (i + 1)) >>> 32);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  /** Returns the numbers of all examples, class by class, those of a class in a random order. */
  int[] byClass(long seed) {
    return Arrays.stream(shuffled(seed))
        .boxed()
        .sorted(Comparator.comparingInt(this::classOf))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Holds examples out at even distances in an order: of one that is sorted by class, a share of
   * each.
   */
  Split split(double testShare, int... order) {
    int test = (int) Math.round(testShare * order.length);
    if (!(testShare > 0 && testShare < 1) || test == 0 || test == order.length) {
      throw new IllegalArgumentException(
          "expected a test share that leaves examples on both sides, got %s of %d examples"
              .formatted(testShare, order.length));
    }
    List<Integer> held = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      long before = (long) i * test / order.length;
      boolean isHeld = (i + 1L) * test / order.length > before;
      (isHeld ? held : rest).add(order[i]);
    }
    return new Split(data.rows(toArray(rest)), data.rows(toArray(held)));
  }

  /** Deals an order out to parts, one by one in turn, and holds each of them out once. */
  List<Split> folds(int k, int... order) {
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

  /** The class number of an example, or the place of the one in its one-hot row. */
  private int classOf(int example) {
    Rows y = data.targets();
    int row = data.chosen()[example];
    if (y.length() == 1) {
      double number = y.get(row, 0);
      if (number != Math.rint(number) || number < 0) {
        throw notAClass(example, Elements.text(number));
      }
      return (int) number;
    }
    int found = -1;
    for (int column = 0; column < y.length(); column++) {
      double number = y.get(row, column);
      if (number == 1 && found < 0) {
        found = column;
      } else if (number != 0) {
        throw notAClass(example, "a row that is not one-hot");
      }
    }
    if (found < 0) {
      throw notAClass(example, "a row of zeros");
    }
    return found;
  }

  private static IllegalArgumentException notAClass(int example, String got) {
    return new IllegalArgumentException(
        "expected class numbers or one-hot rows in y, got %s in row %d (counted from 0)"
            .formatted(got, example));
  }

  private static int[] toArray(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
