package org.netwright.runtime.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Precision over recall for every threshold: how well scores find the positive rows, where they are
 * few.
 *
 * <pre>{@code
 * PrecisionRecallCurve curve = PrecisionRecallCurve.of(probabilities, isMalignant);
 * System.out.println(curve.averagePrecision());
 * }</pre>
 *
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-f-measure-metrics">scikit-learn:
 *     precision, recall and average precision</a>
 */
public final class PrecisionRecallCurve {
  private final List<Point> points;
  private final List<Double> thresholds;

  private PrecisionRecallCurve(List<Point> points, List<Double> thresholds) {
    this.points = List.copyOf(points);
    this.thresholds = List.copyOf(thresholds);
  }

  /**
   * A point of the curve: the effect of a threshold.
   *
   * @param recall the share of the positive rows that are at or above the threshold, from 0 to 1
   * @param precision the share of the rows at or above the threshold that are positive, from 0 to 1
   */
  public record Point(double recall, double precision) {}

  /**
   * Makes the curve of some rows.
   *
   * @param scores the score of each row, the higher the more likely positive
   * @param positive whether each row is positive
   * @throws IllegalArgumentException if the arrays are empty or differ in length, a score is NaN or
   *     infinite, or there is no positive row
   */
  public static PrecisionRecallCurve of(double[] scores, boolean[] positive) {
    Arguments.requireSameLength("scores", scores.length, "positive", positive.length);
    Arguments.requireFinite("scores", scores, 1);
    double[] positives = RankingCurve.select(scores, positive, true);
    double[] negatives = RankingCurve.select(scores, positive, false);
    if (positives.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one positive row, got none among " + scores.length);
    }
    List<Point> points = new ArrayList<>(List.of(new Point(0, 1)));
    List<Double> thresholds = new ArrayList<>(List.of(Double.POSITIVE_INFINITY));
    int p = positives.length;
    int n = negatives.length;
    while (p > 0) {
      double threshold = Math.max(positives[p - 1], n > 0 ? negatives[n - 1] : positives[p - 1]);
      while (p > 0 && positives[p - 1] >= threshold) {
        p--;
      }
      while (n > 0 && negatives[n - 1] >= threshold) {
        n--;
      }
      int found = positives.length - p;
      int chosen = found + negatives.length - n;
      points.add(new Point((double) found / positives.length, (double) found / chosen));
      thresholds.add(threshold);
    }
    return new PrecisionRecallCurve(points, thresholds);
  }

  /**
   * Returns the mean of the precisions, weighted by the increase of recall from one threshold to
   * the next: scikit-learn's {@code average_precision_score}.
   *
   * @return from 0 to 1; the share of positive rows is what chance gives
   */
  public double averagePrecision() {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += (points.get(i).recall() - points.get(i - 1).recall()) * points.get(i).precision();
    }
    return sum;
  }

  /**
   * Returns the points from recall 0, where precision is 1 by definition, to recall 1, in the order
   * of falling thresholds. Thresholds below the one that finds all positive rows are left out, as
   * scikit-learn's {@code precision_recall_curve} can do. The list cannot be modified.
   */
  public List<Point> points() {
    return points;
  }

  /**
   * Returns the threshold of each of the {@link #points}: rows whose score is at least the
   * threshold count as positive. The first, at which no row does, is infinity.
   */
  public double[] thresholds() {
    return thresholds.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns one line, such as {@code average precision 0.9875, 12 points}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "average precision %.4f, %d points", averagePrecision(), points.size());
  }
}
