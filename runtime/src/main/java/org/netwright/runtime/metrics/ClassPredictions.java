package org.netwright.runtime.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The probabilities of classes, or of a yes, and the right classes or answers. */
final class ClassPredictions implements Predictions {
  private final double[] actual;
  private final double[] probabilities;
  private final int[] actualClasses;
  private final int[] predictedClasses;
  private final boolean isYesOrNo;
  private final List<String> names;
  private final ConfusionMatrix confusion;

  private ClassPredictions(
      double[] actual,
      double[] probabilities,
      int[] actualClasses,
      int[] predictedClasses,
      int classes,
      boolean isYesOrNo,
      List<String> names) {
    this.actual = actual;
    this.probabilities = probabilities;
    this.actualClasses = actualClasses;
    this.predictedClasses = predictedClasses;
    this.isYesOrNo = isYesOrNo;
    this.names = List.copyOf(names);
    this.confusion = ConfusionMatrix.of(actualClasses, predictedClasses, classes);
  }

  /** Copies what {@link Evaluation#ofClasses} is given. */
  static ClassPredictions ofClasses(
      int[] actual, double[] probabilities, int classes, List<String> names) {
    int[] likeliest = new int[actual.length];
    for (int row = 0; row < actual.length; row++) {
      for (int c = 1; c < classes; c++) {
        if (probabilities[row * classes + c] > probabilities[row * classes + likeliest[row]]) {
          likeliest[row] = c;
        }
      }
    }
    return new ClassPredictions(
        Arrays.stream(actual).asDoubleStream().toArray(),
        probabilities.clone(),
        actual.clone(),
        likeliest,
        classes,
        false,
        names);
  }

  /** Copies what {@link Evaluation#ofBinary} is given. */
  static ClassPredictions ofAnswers(double[] actual, double[] probabilities, List<String> names) {
    return new ClassPredictions(
        actual.clone(),
        probabilities.clone(),
        answers(actual),
        answers(probabilities),
        2,
        true,
        names);
  }

  private static int[] answers(double... probabilities) {
    return Arrays.stream(probabilities).mapToInt(p -> p > 0.5 ? 1 : 0).toArray();
  }

  ConfusionMatrix confusion() {
    return confusion;
  }

  double precision() {
    return isYesOrNo ? confusion.precision(1) : confusion.precision();
  }

  double recall() {
    return isYesOrNo ? confusion.recall(1) : confusion.recall();
  }

  double f1() {
    return isYesOrNo ? confusion.f1(1) : confusion.f1();
  }

  double auc() {
    return isYesOrNo
        ? roc(1).auc()
        : RankingCurve.oneVersusRest(probabilities, actualClasses, confusion.classes());
  }

  int[] actualClasses() {
    return actualClasses.clone();
  }

  int[] predictedClasses() {
    return predictedClasses.clone();
  }

  ClassReport report() {
    boolean unnamed = names.isEmpty();
    return ClassReport.of(
        confusion,
        IntStream.range(0, confusion.classes())
            .mapToObj(c -> unnamed ? numbered(c) : names.get(c))
            .toList());
  }

  private String numbered(int c) {
    return isYesOrNo ? (c == 0 ? "no" : "yes") : Integer.toString(c);
  }

  Thresholds thresholds() {
    requireTwoClasses("a threshold is");
    return Thresholds.of(scores(1), positive(1), names);
  }

  /** Returns the ROC curve of the yes, or of the second of two classes. */
  RankingCurve roc() {
    requireTwoClasses("the curve of a yes is");
    return roc(1);
  }

  /** Returns the ROC curve of a class against all others. */
  RankingCurve roc(int c) {
    return RankingCurve.of(scores(c), positive(c));
  }

  /** Returns the precision-recall curve of the yes, or of the second of two classes. */
  PrecisionRecallCurve precisionRecall() {
    requireTwoClasses("the curve of a yes is");
    return precisionRecall(1);
  }

  /** Returns the precision-recall curve of a class against all others. */
  PrecisionRecallCurve precisionRecall(int c) {
    return PrecisionRecallCurve.of(scores(c), positive(c));
  }

  private double[] scores(int c) {
    confusion.support(c); // throws if there is no such class
    if (isYesOrNo) {
      return c == 1 ? probabilities : Arrays.stream(probabilities).map(p -> 1 - p).toArray();
    }
    return OneVersusRest.scores(probabilities, confusion.classes(), c);
  }

  private boolean[] positive(int c) {
    return OneVersusRest.positive(actualClasses, c);
  }

  private void requireTwoClasses(String what) {
    if (confusion.classes() != 2) {
      throw new IllegalStateException(
          "%s for yes-or-no answers or two classes, but there are %d classes; use rocCurve(c) or precisionRecallCurve(c) for one of them against the rest"
              .formatted(what, confusion.classes()));
    }
  }

  @Override
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("accuracy", confusion.accuracy());
    scores.put("precision", precision());
    scores.put("recall", recall());
    scores.put("f1", f1());
    return scores;
  }

  @Override
  public ClassPredictions classes() {
    return this;
  }

  @Override
  public RegressionMetrics regression() {
    throw new IllegalStateException(
        "the outputs are logits of classes, not values; use accuracy(), precision(),"
            + " recall(), f1(), auc() or confusion()");
  }

  @Override
  public double[] actual() {
    return actual;
  }

  @Override
  public double[] predicted() {
    return probabilities;
  }

  @Override
  public List<String> classNames() {
    return names;
  }

  @Override
  public String table() {
    return names.isEmpty() ? confusion.toString() : confusion.toTable(names);
  }
}
