package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.internal.random.RandomBits;

/** Divides examples into parts so that all examples with an equal key are in the same part. */
final class GroupPartition {
  /** Of so many orders of the groups, the one with the nearest shares is taken. */
  private static final int ORDERS = 32;

  private static final int TRAIN = 0;
  private static final int TEST = 1;
  private static final int VALIDATION = 2;

  private final IndexedData data;
  private final long seed;

  /** The group of each example. */
  private final int[] groups;

  /** How many examples each group has. */
  private final int[] sizes;

  /**
   * Numbers the groups.
   *
   * @param keys one for each example
   * @throws IllegalArgumentException if there are more or fewer, or one is not a key
   */
  GroupPartition(IndexedData data, List<?> keys, long seed) {
    Keys.require("groups", keys, data.size());
    this.data = data;
    this.seed = seed;
    Map<Object, Integer> numbers = new HashMap<>();
    groups = keys.stream().mapToInt(key -> number(key, numbers)).toArray();
    sizes = new int[numbers.size()];
    for (int group : groups) {
      sizes[group]++;
    }
  }

  private static int number(Object key, Map<Object, Integer> numbers) {
    Integer number = numbers.putIfAbsent(key, numbers.size());
    return number == null ? numbers.size() - 1 : number;
  }

  Split split(double testShare) {
    Shares.require(testShare);
    int[] parts = nearest(2, testShare * groups.length, 0);
    return new Split(part(parts, TRAIN), part(parts, TEST));
  }

  ThreeWaySplit split(double trainShare, double validationShare, double testShare) {
    Shares.require(trainShare, validationShare, testShare);
    int[] parts = nearest(3, testShare * groups.length, validationShare * groups.length);
    return new ThreeWaySplit(part(parts, TRAIN), part(parts, VALIDATION), part(parts, TEST));
  }

  /** Gives each group, the largest first, to the fold that has the fewest examples. */
  List<Split> folds(int k) {
    if (k < 2 || k > sizes.length) {
      throw new IllegalArgumentException(
          "expected a number of folds from 2 to %d, the number of groups, got %d"
              .formatted(sizes.length, k));
    }
    int[] folds = new int[sizes.length];
    long[] filled = new long[k];
    int[] largestFirst =
        Arrays.stream(order(0))
            .boxed()
            .sorted(Comparator.comparingInt(group -> -sizes[group]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int group : largestFirst) {
      int fewest = 0;
      for (int fold = 1; fold < k; fold++) {
        fewest = filled[fold] < filled[fewest] ? fold : fewest;
      }
      folds[group] = fewest;
      filled[fewest] += sizes[group];
    }
    int[] order = new Partition(data).shuffled(seed);
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int own = fold;
      splits.add(
          new Split(
              data.rows(Arrays.stream(order).filter(i -> folds[groups[i]] != own).toArray()),
              data.rows(Arrays.stream(order).filter(i -> folds[groups[i]] == own).toArray())));
    }
    return splits;
  }

  private int[] order(int attempt) {
    int[] order = IntStream.range(0, sizes.length).toArray();
    Partition.shuffle(order, RandomBits.bits(seed, attempt));
    return order;
  }

  /**
   * Chooses groups for the part for tests, and for the part for validation if there is one.
   *
   * @return the part of each group
   */
  private int[] nearest(int count, double test, double validation) {
    if (sizes.length < count) {
      throw new IllegalArgumentException(
          "expected at least %d groups, one for each part, got %d".formatted(count, sizes.length));
    }
    int[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int attempt = 0; attempt < ORDERS && least >= 1; attempt++) {
      int[] order = order(attempt);
      int[] parts = new int[sizes.length];
      double distance = Math.abs(fill(parts, TEST, test, count - 1, order) - test);
      if (count > 2) {
        distance += Math.abs(fill(parts, VALIDATION, validation, 1, order) - validation);
      }
      if (distance < least) {
        least = distance;
        best = parts;
      }
    }
    return best;
  }

  /**
   * Gives groups to a part: in their order, those that do not exceed its number of examples, and
   * then one more if that is nearer.
   *
   * @param wanted the number of examples
   * @param others how many groups must be left for the other parts
   * @return the number of examples that the part has
   */
  private long fill(int[] parts, int part, double wanted, int others, int... order) {
    long filled = 0;
    int left = (int) Arrays.stream(parts).filter(p -> p == TRAIN).count();
    int smallest = -1;
    for (int group : order) {
      if (parts[group] != TRAIN) {
        continue;
      }
      // Half an example more is as near as half an example fewer.
      if (left > others && filled + sizes[group] <= wanted + 0.5) {
        parts[group] = part;
        filled += sizes[group];
        left--;
      } else if (smallest < 0 || sizes[group] < sizes[smallest]) {
        smallest = group;
      }
    }
    boolean isNearer =
        smallest >= 0 && Math.abs(filled + sizes[smallest] - wanted) < Math.abs(filled - wanted);
    if (left > others && (filled == 0 || isNearer)) {
      parts[smallest] = part;
      filled += sizes[smallest];
    }
    return filled;
  }

  private IndexedData part(int[] parts, int part) {
    int[] order = new Partition(data).shuffled(seed);
    return data.rows(Arrays.stream(order).filter(i -> parts[groups[i]] == part).toArray());
  }
}
