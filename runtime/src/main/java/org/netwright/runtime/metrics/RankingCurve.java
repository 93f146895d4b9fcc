package org.netwright.runtime.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The receiver operating characteristic (ROC): how well scores separate positive from negative
 * rows, for every threshold.
 *
 * <pre>{@code
 * RankingCurve curve = RankingCurve.of(probabilities, isMalignant);
 * System.out.println(curve.auc());
 * }</pre>
 *
 * <p>Only the order of the scores matters: the logits of a yes-or-no network give the same curve as
 * their probabilities, unless probabilities are equal after rounding.
 *
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/model_evaluation.html#roc-metrics">scikit-learn:
 *     receiver operating characteristic</a>
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">T. Fawcett, An introduction to ROC
 *     analysis, 2006</a>
 */
public final class RankingCurve {
  private final List<Counts> corners;

  private RankingCurve(List<Counts> corners) {
    this.corners = corners;
  }

  /**
   * A point of the curve: the effect of a threshold.
   *
   * @param falsePositiveRate the share of negative rows at or above the threshold, from 0 to 1
   * @param truePositiveRate the share of positive rows at or above the threshold, from 0 to 1
   */
  public record Point(double falsePositiveRate, double truePositiveRate) {}

  /** How many rows of either kind are at or above a threshold. */
  private record Counts(double threshold, long negatives, long positives) {
    /** Returns whether {@code middle} is on the straight line from this to {@code end}. */
    boolean isStraight(Counts middle, Counts end) {
      return (middle.negatives - negatives) * (end.positives - middle.positives)
          == (end.negatives - middle.negatives) * (middle.positives - positives);
    }
  }

  /**
   * Makes the curve of some rows.
   *
   * @param scores of each row, the higher the more likely positive
   * @param positive whether each row is positive
   * @throws IllegalArgumentException if the arrays are empty or differ in length, a score is NaN or
   *     infinite, or there is no positive or no negative row
   */
  public static RankingCurve of(double[] scores, boolean[] positive) {
    Arguments.requireSameLength("scores", scores.length, "positive", positive.length);
    Arguments.requireFinite("scores", scores, 1);
    double[] positives = select(scores, positive, true);
    double[] negatives = select(scores, positive, false);
    if (positives.length == 0 || negatives.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one positive and one negative row, got no %s one among %d"
              .formatted(positives.length == 0 ? "positive" : "negative", scores.length));
    }
    return new RankingCurve(corners(positives, negatives));
  }

  /**
   * Returns the mean, over the classes, of the area under the curve that separates a class from all
   * others by its probability: scikit-learn's {@code roc_auc_score} with {@code multi_class="ovr",
   * average="macro"}. Classes without rows have no curve and are left out.
   *
   * @param probabilitiesRowMajor [rows × classes], in each row a sum of 1
   * @param actual the right class of each row, from 0 to {@code classes - 1}
   * @param classes how many classes there are, at least 2
   * @return from 0 to 1; 0.5 is what chance gives
   * @throws IllegalArgumentException if the arrays are empty or their lengths do not match, an
   *     element is out of its range, or all rows are of one class
   */
  public static double oneVersusRest(double[] probabilitiesRowMajor, int[] actual, int classes) {
    Arguments.requireClasses(classes, Integer.MAX_VALUE);
    if (probabilitiesRowMajor.length != (long) actual.length * classes) {
      throw new IllegalArgumentException(
          "expected probabilities of %d rows × %d classes, %d in all, got %d"
              .formatted(
                  actual.length,
                  classes,
                  (long) actual.length * classes,
                  probabilitiesRowMajor.length));
    }
    Arguments.requireRows(actual.length);
    Arguments.requireClassNumbers("actual", actual, classes);
    Arguments.requireFinite("probabilities", probabilitiesRowMajor, classes);
    Arguments.requireDistributions(probabilitiesRowMajor, classes);
    int[] present = IntStream.of(actual).distinct().toArray();
    if (present.length == 1) {
      throw new IllegalArgumentException(
          "expected rows of at least two classes, got class %d in all %d"
              .formatted(present[0], actual.length));
    }
    double sum = 0;
    for (int c : present) {
      double[] scores = OneVersusRest.scores(probabilitiesRowMajor, classes, c);
      sum += of(scores, OneVersusRest.positive(actual, c)).auc();
    }
    return sum / present.length;
  }

  /**
   * Returns the area under the curve: the probability that a positive row has a higher score than a
   * negative one, both drawn at random, with ties counted half (the Mann-Whitney U statistic
   * divided by the number of pairs). Pairs are counted in integers, so there is no rounding.
   *
   * @return from 0 to 1; 1 is perfect, 0.5 is what chance gives, 0 is perfectly wrong
   */
  public double auc() {
    long twice = 0;
    for (int i = 1; i < corners.size(); i++) {
      Counts from = corners.get(i - 1);
      Counts to = corners.get(i);
      twice += (to.negatives - from.negatives) * (to.positives + from.positives);
    }
    Counts all = corners.get(corners.size() - 1);
    return twice / (2.0 * (all.negatives * all.positives));
  }

  /**
   * Returns the corners of the curve from (0, 0) to (1, 1), in the order of falling thresholds. All
   * points on a straight line between two others are left out; scikit-learn's {@code roc_curve}
   * keeps some. The list cannot be modified.
   */
  public List<Point> points() {
    Counts all = corners.get(corners.size() - 1);
    return corners.stream()
        .map(
            corner ->
                new Point(
                    (double) corner.negatives / all.negatives,
                    (double) corner.positives / all.positives))
        .toList();
  }

  /**
   * Returns the threshold of each of the {@link #points}: rows whose score is at least the
   * threshold count as positive. The first, at which no row does, is infinity.
   */
  public double[] thresholds() {
    return corners.stream().mapToDouble(Counts::threshold).toArray();
  }

  /** Returns one line, such as {@code AUC 0.9875, 12 points}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "AUC %.4f, %d points", auc(), corners.size());
  }

  /** Returns the scores of one kind of rows, sorted. */
  static double[] select(double[] scores, boolean[] positive, boolean kind) {
    double[] selected =
        IntStream.range(0, scores.length)
            .filter(row -> positive[row] == kind)
            .mapToDouble(row -> scores[row])
            .toArray();
    Arrays.sort(selected);
    return selected;
  }

  /** Lowers the threshold from score to score; 0 and -0, which are sorted apart, are equal. */
  private static List<Counts> corners(double[] positives, double[] negatives) {
    List<Counts> corners = new ArrayList<>(List.of(new Counts(Double.POSITIVE_INFINITY, 0, 0)));
    int p = positives.length;
    int n = negatives.length;
    while (p > 0 || n > 0) {
      double threshold =
          Math.max(
              p > 0 ? positives[p - 1] : Double.NEGATIVE_INFINITY,
              n > 0 ? negatives[n - 1] : Double.NEGATIVE_INFINITY);
      while (p > 0 && positives[p - 1] == threshold) {
        p--;
      }
      while (n > 0 && negatives[n - 1] == threshold) {
        n--;
      }
      add(corners, new Counts(threshold, negatives.length - n, positives.length - p));
    }
    return corners;
  }

  private static void add(List<Counts> corners, Counts next) {
    int last = corners.size() - 1;
    if (last > 0 && corners.get(last - 1).isStraight(corners.get(last), next)) {
      corners.remove(last);
    }
    corners.add(next);
  }
}
