package org.netwright.runtime.internal.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.PrecisionRecallCurve;
import org.netwright.runtime.metrics.RankingCurve;

/**
 * The curves of each class against all others, as the page draws them; of more than one output,
 * first a curve of all classes together, unless there are millions of probabilities. A class
 * without examples has no curve, nor has one that all examples are of. Of many classes, those with
 * the lowest areas are kept.
 *
 * @param roc a curve for each class, with the area under it
 * @param precisionRecall a curve for each class, with the average precision
 * @param omitted the number of classes whose curves are left out because there are too many
 */
record ClassCurves(List<Curve> roc, List<Curve> precisionRecall, int omitted) {
  private static final int MOST_CURVES = 7;
  private static final int MOST_POINTS = 400;
  private static final int MOST_POOLED = 2_000_000;

  /**
   * A curve in the unit square.
   *
   * @param name the name of the class; empty for a yes-or-no answer without names
   * @param pooled whether it is of all classes together: scikit-learn's "micro" average
   * @param points pairs of x and y
   */
  record Curve(String name, boolean pooled, double area, List<double[]> points) {}

  /** The two curves of a class. */
  private record Both(Curve roc, Curve precisionRecall) {}

  static ClassCurves of(Evaluation evaluation) {
    double[] predicted = evaluation.predicted();
    double[] actual = evaluation.actual();
    int rows = actual.length;
    int outputs = rows == 0 ? 1 : predicted.length / rows;
    List<String> names = evaluation.classNames();
    List<Both> all = new ArrayList<>();
    for (int c = 0; c < outputs; c++) {
      double[] scores = new double[rows];
      boolean[] positive = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        scores[row] = predicted[row * outputs + c];
        positive[row] = outputs == 1 ? actual[row] > 0.5 : (int) actual[row] == c;
      }
      // The curve of a yes-or-no answer is that of the yes, class 1.
      int named = outputs == 1 ? 1 : c;
      String name = named < names.size() ? names.get(named) : outputs == 1 ? "" : String.valueOf(c);
      if (hasBoth(positive)) {
        all.add(both(name, false, scores, positive));
      }
    }
    List<Both> kept =
        all.size() <= MOST_CURVES
            ? all
            : all.stream()
                .sorted(Comparator.comparingDouble(both -> both.roc().area()))
                .limit(MOST_CURVES)
                .toList();
    List<Both> drawn = new ArrayList<>(kept);
    if (outputs > 1 && !kept.isEmpty() && predicted.length <= MOST_POOLED) {
      drawn.add(0, pooled(predicted, actual, outputs));
    }
    return new ClassCurves(
        drawn.stream().map(Both::roc).toList(),
        drawn.stream().map(Both::precisionRecall).toList(),
        all.size() - kept.size());
  }

  /** Makes a row of each probability, positive if it is that of the actual class. */
  private static Both pooled(double[] predicted, double[] actual, int classes) {
    boolean[] positive = new boolean[predicted.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = (int) actual[i / classes] == i % classes;
    }
    return both("all classes", true, predicted, positive);
  }

  private static boolean hasBoth(boolean... positive) {
    int yes = 0;
    for (boolean one : positive) {
      yes += one ? 1 : 0;
    }
    return yes > 0 && yes < positive.length;
  }

  private static Both both(String name, boolean pooled, double[] scores, boolean... positive) {
    RankingCurve roc = RankingCurve.of(scores, positive);
    PrecisionRecallCurve precision = PrecisionRecallCurve.of(scores, positive);
    return new Both(
        new Curve(
            name,
            pooled,
            roc.auc(),
            thinned(
                roc.points().stream()
                    .map(
                        point -> new double[] {point.falsePositiveRate(), point.truePositiveRate()})
                    .toList())),
        new Curve(
            name,
            pooled,
            precision.averagePrecision(),
            thinned(
                precision.points().stream()
                    .map(point -> new double[] {point.recall(), point.precision()})
                    .toList())));
  }

  /** Returns at most so many points as can be seen, both ends among them. */
  private static List<double[]> thinned(List<double[]> points) {
    if (points.size() <= MOST_POINTS) {
      return points;
    }
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      kept.add(points.get((int) ((long) i * (points.size() - 1) / (MOST_POINTS - 1))));
    }
    return kept;
  }
}
