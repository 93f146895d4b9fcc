package org.netwright.runtime.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The scores of a network on examples, which {@code trainer.evaluate(data)} returns.
 *
 * <p>With cross entropy and binary cross entropy there are {@link #accuracy}, {@link #precision},
 * {@link #recall}, {@link #f1}, {@link #auc}, {@link #confusion} and {@link #byClass}; with other
 * losses {@link #mse}, {@link #rmse}, {@link #mae} and {@link #r2}, in the units of the targets. A
 * method for classes throws {@link IllegalStateException} if the outputs are values, and the other
 * way round, and both if there are several outputs: choose one with {@link #output}. With your own
 * loss whose targets have a width of their own there is only the loss.
 *
 * <p>Of yes-or-no answers and of two classes there are scores {@link #at} other thresholds, and
 * curves without the number of a class; of more classes these methods throw {@link
 * IllegalStateException}. A curve throws {@link IllegalArgumentException} if there is no such
 * class, or no example to draw it from: see {@link RankingCurve#of} and {@link
 * PrecisionRecallCurve#of}.
 */
public final class Evaluation {
  private final double dataLoss;
  private final Predictions predictions;

  /** By the names of the user's own metrics. */
  private final Map<String, Double> own;

  private Evaluation(double dataLoss, Predictions predictions, Map<String, Double> own) {
    this.dataLoss = dataLoss;
    this.predictions = predictions;
    this.own = Collections.unmodifiableMap(own);
  }

  /**
   * Compares values.
   *
   * @param dataLoss the loss without penalties
   * @param actual row after row
   * @param predicted as many
   * @param outputs the number of values in a row
   */
  public static Evaluation ofValues(
      double dataLoss, double[] actual, double[] predicted, int outputs) {
    return new Evaluation(dataLoss, new ValuePredictions(actual, predicted, outputs), Map.of());
  }

  /**
   * Compares classes, one for each row.
   *
   * @param dataLoss the loss without penalties
   * @param actual a class number for each row
   * @param probabilities one for each class, row after row
   * @param classes how many there are
   * @param classNames their names, or empty
   */
  public static Evaluation ofClasses(
      double dataLoss, int[] actual, double[] probabilities, int classes, List<String> classNames) {
    return new Evaluation(
        dataLoss, ClassPredictions.ofClasses(actual, probabilities, classes, classNames), Map.of());
  }

  /**
   * Compares yes-or-no answers; if a row has several, all answers are counted together.
   *
   * @param dataLoss the loss without penalties
   * @param actual the probability of a yes, row after row, above ½ for a yes
   * @param probabilities as many
   * @param classNames the names of no and yes, or empty
   */
  public static Evaluation ofBinary(
      double dataLoss, double[] actual, double[] probabilities, List<String> classNames) {
    return new Evaluation(
        dataLoss, ClassPredictions.ofAnswers(actual, probabilities, classNames), Map.of());
  }

  /**
   * Reports the loss alone, for targets that are not compared with the outputs.
   *
   * @param dataLoss the loss without penalties
   * @param actual the targets, row after row
   * @param predicted the outputs, row after row
   */
  public static Evaluation ofLoss(double dataLoss, double[] actual, double[] predicted) {
    return new Evaluation(dataLoss, new UncomparedTargets(actual, predicted), Map.of());
  }

  /**
   * Joins the evaluations of several outputs.
   *
   * @param dataLoss the sum of their losses, each multiplied by its weight
   * @param outputs at least two, by the names of their layers
   */
  public static Evaluation ofOutputs(double dataLoss, Map<String, Evaluation> outputs) {
    return new Evaluation(dataLoss, new SeveralOutputs(outputs), Map.of());
  }

  /**
   * Returns the same evaluation with one more score.
   *
   * @param name that of the score; of several outputs, it can begin with one of them, as in {@code
   *     ill.profit}: the metric is then given the evaluation of that output
   * @throws IllegalArgumentException if there is a score of that name, it is not a name that {@link
   *     Scores#requireOwnName} allows, or there is no such output
   * @throws MetricException if the metric throws, or returns a number that is not finite
   */
  public Evaluation with(String name, Metric metric) {
    Objects.requireNonNull(metric, "metric");
    int dot = Scores.requireOwnName(name).indexOf('.');
    if (dot > 0) {
      String layer = name.substring(0, dot);
      Map<String, Evaluation> changed = new LinkedHashMap<>(outputs());
      changed.put(layer, output(layer).with(name, name.substring(dot + 1), metric));
      return new Evaluation(dataLoss, new SeveralOutputs(changed), own);
    }
    return with(name, name, metric);
  }

  private Evaluation with(String name, String shortName, Metric metric) {
    Map<String, Double> more = new LinkedHashMap<>(own);
    if (more.put(shortName, MetricException.compute(name, metric, this)) != null) {
      throw new IllegalArgumentException("there is a score %s already".formatted(name));
    }
    return new Evaluation(dataLoss, predictions, more);
  }

  /**
   * Returns the evaluations of the outputs by the names of their layers, in their order; empty for
   * a network with one loss, whose scores are these.
   */
  public Map<String, Evaluation> outputs() {
    return predictions.outputs();
  }

  /**
   * Returns the evaluation of one of several outputs.
   *
   * @param layer the layer with the loss
   * @throws IllegalArgumentException if the network has no other loss, or none on this layer
   */
  public Evaluation output(String layer) {
    Evaluation one = outputs().get(layer);
    if (one == null) {
      throw new IllegalArgumentException(
          outputs().isEmpty()
              ? "the network has one loss; its scores are those of this evaluation"
              : "no loss is on the layer %s; there are %s".formatted(layer, outputs().keySet()));
    }
    return one;
  }

  /**
   * Returns the loss without penalties and without dropout, the mean over the examples. If these
   * have weights, it is the only score that they count in.
   */
  public double dataLoss() {
    return dataLoss;
  }

  /** Returns whether the outputs are classes, which have accuracy, precision, recall and so on. */
  public boolean hasClasses() {
    return predictions instanceof ClassPredictions;
  }

  /** Returns whether the outputs are values, which have a mean squared error and so on. */
  public boolean hasValues() {
    return predictions instanceof ValuePredictions;
  }

  /**
   * Returns how often each class was predicted as each class; for yes-or-no answers 0 is no and 1
   * is yes.
   */
  public ConfusionMatrix confusion() {
    return predictions.classes().confusion();
  }

  /** Returns precision, recall, F1 and support of each class, with its name, and their means. */
  public ClassReport byClass() {
    return predictions.classes().report();
  }

  /** Returns the share of examples whose class was predicted correctly, in [0, 1]. */
  public double accuracy() {
    return confusion().accuracy();
  }

  /**
   * Returns the share of examples predicted as a class that are of it, in [0, 1]: for yes-or-no
   * answers that of yes, otherwise the mean over the classes.
   */
  public double precision() {
    return predictions.classes().precision();
  }

  /**
   * Returns the share of examples of a class that were predicted as it, in [0, 1]: for yes-or-no
   * answers that of yes, otherwise the mean over the classes.
   */
  public double recall() {
    return predictions.classes().recall();
  }

  /**
   * Returns the harmonic mean of precision and recall, in [0, 1]: for yes-or-no answers that of
   * yes, otherwise the mean over the classes.
   */
  public double f1() {
    return predictions.classes().f1();
  }

  /**
   * Returns the area under the ROC curve, in [0, 1]: the probability that a yes is scored higher
   * than a no. With several classes, it is the mean over the classes, each against the rest.
   *
   * @throws IllegalArgumentException if all examples are of one class
   */
  public double auc() {
    return predictions.classes().auc();
  }

  /**
   * Returns the scores at another threshold: an example whose probability of a yes, or of the
   * second class, is above it counts as a yes. At ½ they are those of {@link #confusion}.
   *
   * @throws IllegalArgumentException if the threshold is not above 0 and below 1
   */
  public ThresholdScores at(double threshold) {
    return thresholds().at(threshold);
  }

  /**
   * Returns the thresholds, to choose one. Choose it on validation examples, not on those whose
   * scores are reported.
   */
  public Thresholds thresholds() {
    return predictions.classes().thresholds();
  }

  /** Returns the ROC curve of the yes, or of the second of two classes. */
  public RankingCurve rocCurve() {
    return predictions.classes().roc();
  }

  /** Returns the ROC curve of a class against all others, by its probability. */
  public RankingCurve rocCurve(int c) {
    return predictions.classes().roc(c);
  }

  /** Returns the precision-recall curve of the yes, or of the second of two classes. */
  public PrecisionRecallCurve precisionRecallCurve() {
    return predictions.classes().precisionRecall();
  }

  /** Returns the precision-recall curve of a class against all others, by its probability. */
  public PrecisionRecallCurve precisionRecallCurve(int c) {
    return predictions.classes().precisionRecall(c);
  }

  /** Returns the mean squared error. */
  public double mse() {
    return predictions.regression().mse();
  }

  /** Returns the root of the mean squared error. */
  public double rmse() {
    return predictions.regression().rmse();
  }

  /** Returns the mean absolute error. */
  public double mae() {
    return predictions.regression().mae();
  }

  /**
   * Returns R², the share of the targets' variance that is explained: 1 is perfect, 0 is no better
   * than their mean. With several outputs, it is the mean over them.
   */
  public double r2() {
    return predictions.regression().r2();
  }

  /** Returns the names of the classes; empty if they have none. */
  public List<String> classNames() {
    return predictions.classNames();
  }

  /** Returns the targets, row after row: values, class numbers, answers, or what a loss takes. */
  public double[] actual() {
    return predictions.actual().clone();
  }

  /** Returns the predictions, row after row: values, or probabilities. */
  public double[] predicted() {
    return predictions.predicted().clone();
  }

  /** Returns the class of each example; for yes-or-no answers 0 is no and 1 is yes. */
  public int[] actualClasses() {
    return predictions.classes().actualClasses();
  }

  /** Returns the most likely class of each example; for yes-or-no answers 0 is no and 1 is yes. */
  public int[] predictedClasses() {
    return predictions.classes().predictedClasses();
  }

  /**
   * Returns the scores by name: {@code loss}, then {@code accuracy}, {@code precision}, {@code
   * recall} and {@code f1}, or {@code mse}, {@code mae} and {@code r2}, then those of your own
   * metrics. With several outputs, those of each have the name of its layer in front, as in {@code
   * ill.accuracy}.
   */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", dataLoss);
    scores.putAll(predictions.scores());
    scores.putAll(own);
    return Collections.unmodifiableMap(scores);
  }

  /**
   * Returns one score by its name: one of {@link #scores}, {@code auc} or {@code rmse}.
   *
   * @throws IllegalArgumentException if there is no score of that name
   * @throws IllegalStateException if it is a score for other outputs
   */
  public double score(String name) {
    Double metric = own.get(name);
    if (metric != null) {
      return metric;
    }
    int dot = name.indexOf('.');
    return dot > 0 && outputs().containsKey(name.substring(0, dot))
        ? output(name.substring(0, dot)).score(name.substring(dot + 1))
        : Scores.of(this, name);
  }

  /** Returns the names of all scores, those of the user's own metrics last. */
  List<String> scoreNames() {
    List<String> names = new ArrayList<>(Scores.names());
    names.addAll(own.keySet());
    return names;
  }

  /** Returns the scores in one line, followed by the confusion matrix if there is one. */
  @Override
  public String toString() {
    String line =
        scores().entrySet().stream()
            .map(score -> String.format(Locale.ROOT, "%s %.4g", score.getKey(), score.getValue()))
            .collect(Collectors.joining(", "));
    String table = predictions.table();
    return table.isEmpty() ? line : line + System.lineSeparator() + table;
  }
}
