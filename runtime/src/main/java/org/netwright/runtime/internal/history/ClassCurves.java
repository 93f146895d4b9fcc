package org.netwright.runtime.internal.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netwright.runtime.metrics.ConfusionMatrix;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.PrecisionRecallCurve;
import org.netwright.runtime.metrics.RankingCurve;
import org.netwright.runtime.metrics.ThresholdScores;

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
   * @param marks the points of thresholds, on the curve of a yes or of the second of two classes
   */
  record Curve(String name, boolean pooled, double area, List<double[]> points, List<Mark> marks) {}

  /**
   * A point on a curve.
   *
   * @param best whether it has the best F1; otherwise the threshold is ½
   */
  record Mark(double threshold, boolean best, double x, double y) {}

  /** The two curves of a class. */
  private record Both(Curve roc, Curve precisionRecall) {}

  static ClassCurves of(Evaluation evaluation) {
    double[] predicted = evaluation.predicted();
    int[] actual = evaluation.actualClasses();
    ConfusionMatrix confusion = evaluation.confusion();
    int outputs = predicted.length / actual.length;
    List<Both> all = new ArrayList<>();
    // The curve of a yes-or-no answer is that of the yes, class 1.
    for (int c = outputs == 1 ? 1 : 0; c < confusion.classes(); c++) {
      if (confusion.support(c) > 0 && confusion.support(c) < confusion.total()) {
        all.add(
            both(
                name(evaluation, c, outputs),
                evaluation.rocCurve(c),
                evaluation.precisionRecallCurve(c),
                c == 1 && confusion.classes() == 2 ? marked(evaluation) : List.of()));
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

  private static String name(Evaluation evaluation, int c, int outputs) {
    List<String> names = evaluation.classNames();
    return c < names.size() ? names.get(c) : outputs == 1 ? "" : String.valueOf(c);
  }

  /** Returns the scores at ½ and at the best F1. */
  private static List<ThresholdScores> marked(Evaluation evaluation) {
    return List.of(evaluation.at(0.5), evaluation.thresholds().bestF1());
  }

  /** Makes a row of each probability, positive if it is that of the actual class. */
  private static Both pooled(double[] predicted, int[] actual, int classes) {
    boolean[] positive = new boolean[predicted.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = actual[i / classes] == i % classes;
    }
    RankingCurve roc = RankingCurve.of(predicted, positive);
    PrecisionRecallCurve precision = PrecisionRecallCurve.of(predicted, positive);
    Both both = both("all classes", roc, precision, List.of());
    return new Both(pooled(both.roc()), pooled(both.precisionRecall()));
  }

  private static Curve pooled(Curve curve) {
    return new Curve(curve.name(), true, curve.area(), curve.points(), curve.marks());
  }

  private static Both both(
      String name, RankingCurve roc, PrecisionRecallCurve precision, List<ThresholdScores> marked) {
    List<Mark> rocMarks = new ArrayList<>();
    List<Mark> precisionMarks = new ArrayList<>();
    for (int i = 0; i < marked.size(); i++) {
      ThresholdScores at = marked.get(i);
      double wrong = at.confusion().count(0, 1) / (double) at.confusion().support(0);
      rocMarks.add(new Mark(at.threshold(), i > 0, wrong, at.recall()));
      // Without a predicted yes, there is no precision to mark.
      if (at.confusion().count(0, 1) + at.confusion().count(1, 1) > 0) {
        precisionMarks.add(new Mark(at.threshold(), i > 0, at.recall(), at.precision()));
      }
    }
    List<double[]> rocPoints =
        roc.points().stream()
            .map(point -> new double[] {point.falsePositiveRate(), point.truePositiveRate()})
            .toList();
    List<double[]> precisionPoints =
        precision.points().stream()
            .map(point -> new double[] {point.recall(), point.precision()})
            .toList();
    return new Both(
        new Curve(name, false, roc.auc(), thinned(rocPoints), rocMarks),
        new Curve(
            name, false, precision.averagePrecision(), thinned(precisionPoints), precisionMarks));
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
