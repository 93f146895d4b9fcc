package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.data.ThreeWaySplit;

/** Divides examples into parts that follow each other in time. */
final class TimePartition {
  private final IndexedData data;

  /** The numbers of the examples, the earliest first. */
  private final int[] order;

  /** The places in the order where a later time begins. */
  private final int[] boundaries;

  /**
   * Orders the examples; those of the same time keep their order.
   *
   * @param times one for each example
   * @throws IllegalArgumentException if there are more or fewer, or one is not a time
   */
  <T extends Comparable<? super T>> TimePartition(IndexedData data, List<? extends T> times) {
    Keys.require("times", times, data.size());
    List<T> keys = new ArrayList<>(times);
    this.data = data;
    this.order =
        IntStream.range(0, keys.size())
            .boxed()
            .sorted(Comparator.comparing(keys::get))
            .mapToInt(Integer::intValue)
            .toArray();
    this.boundaries =
        IntStream.range(1, order.length)
            .filter(i -> keys.get(order[i - 1]).compareTo(keys.get(order[i])) != 0)
            .toArray();
  }

  Split split(double testShare) {
    Shares.require(testShare);
    int[] cuts = cuts(order.length - testShare * order.length);
    return new Split(part(0, cuts[0]), part(cuts[0], order.length));
  }

  ThreeWaySplit split(double trainShare, double validationShare, double testShare) {
    Shares.require(trainShare, validationShare, testShare);
    double test = order.length - testShare * order.length;
    int[] cuts = cuts(test - validationShare * order.length, test);
    return new ThreeWaySplit(part(0, cuts[0]), part(cuts[0], cuts[1]), part(cuts[1], order.length));
  }

  /** As scikit-learn's TimeSeriesSplit: the parts that are held out have the same size. */
  List<Split> folds(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("expected at least one fold, got " + k);
    }
    int held = order.length / (k + 1);
    double[] wanted = new double[k];
    Arrays.setAll(wanted, fold -> order.length - (double) (k - fold) * held);
    int[] cuts = cuts(wanted);
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      int end = fold + 1 < k ? cuts[fold + 1] : order.length;
      folds.add(new Split(part(0, cuts[fold]), part(cuts[fold], end)));
    }
    return folds;
  }

  /**
   * Chooses the boundaries that are nearest to places in the order.
   *
   * @param wanted ascending
   * @throws IllegalArgumentException if there are fewer boundaries than places
   */
  private int[] cuts(double... wanted) {
    int count = wanted.length;
    if (boundaries.length < count) {
      throw new IllegalArgumentException(
          "expected at least %d different times, one for each part, got %d"
              .formatted(count + 1, boundaries.length + 1));
    }
    int[] cuts = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      int last = boundaries.length - (count - i);
      int nearest = next;
      while (nearest < last && isNearer(nearest + 1, nearest, wanted[i])) {
        nearest++;
      }
      cuts[i] = boundaries[nearest];
      next = nearest + 1;
    }
    return cuts;
  }

  private boolean isNearer(int one, int other, double place) {
    return Math.abs(boundaries[one] - place) < Math.abs(boundaries[other] - place);
  }

  private IndexedData part(int from, int to) {
    return data.rows(Arrays.copyOfRange(order, from, to));
  }
}
