package org.netwright.runtime.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a network on examples, which {@code trainer.evaluate(data)} returns.
 *
 * <p>With cross entropy and binary cross entropy there are {@link #accuracy}, {@link #precision},
 * {@link #recall}, {@link #f1}, {@link #auc} and {@link #confusion}; with other losses {@link
 * #mse}, {@link #rmse}, {@link #mae} and {@link #r2}, in the units of the targets. With your own
 * loss whose targets have a width of their own there is only the loss.
 */
public final class Evaluation {
  private final double dataLoss;
  private final int outputs;
  private final double[] actual;
  private final double[] predicted;
  private final List<String> classNames;
  private final @Nullable ConfusionMatrix confusion;
  private final @Nullable RegressionMetrics regression;
  private final Map<String, Evaluation> byOutput;

  private Evaluation(
      double dataLoss,
      int outputs,
      double[] actual,
      double[] predicted,
      List<String> classNames,
      @Nullable ConfusionMatrix confusion,
      @Nullable RegressionMetrics regression,
      Map<String, Evaluation> byOutput) {
    this.dataLoss = dataLoss;
    this.outputs = outputs;
    this.actual = actual;
    this.predicted = predicted;
    this.classNames = List.copyOf(classNames);
    this.confusion = confusion;
    this.regression = regression;
    this.byOutput = Collections.unmodifiableMap(new LinkedHashMap<>(byOutput));
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
    RegressionMetrics regression = RegressionMetrics.of(actual, predicted, outputs);
    return new Evaluation(
        dataLoss,
        outputs,
        actual.clone(),
        predicted.clone(),
        List.of(),
        null,
        regression,
        Map.of());
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
    int[] likeliest = new int[actual.length];
    for (int row = 0; row < actual.length; row++) {
      for (int c = 1; c < classes; c++) {
        if (probabilities[row * classes + c] > probabilities[row * classes + likeliest[row]]) {
          likeliest[row] = c;
        }
      }
    }
    return new Evaluation(
        dataLoss,
        classes,
        Arrays.stream(actual).asDoubleStream().toArray(),
        probabilities.clone(),
        classNames,
        ConfusionMatrix.of(actual, likeliest, classes),
        null,
        Map.of());
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
    int[] expected = new int[actual.length];
    int[] given = new int[actual.length];
    for (int i = 0; i < actual.length; i++) {
      expected[i] = actual[i] > 0.5 ? 1 : 0;
      given[i] = probabilities[i] > 0.5 ? 1 : 0;
    }
    return new Evaluation(
        dataLoss,
        1,
        actual.clone(),
        probabilities.clone(),
        classNames,
        ConfusionMatrix.of(expected, given, 2),
        null,
        Map.of());
  }

  /**
   * Reports the loss alone, for targets that are not compared with the outputs.
   *
   * @param dataLoss the loss without penalties
   * @param actual the targets, row after row
   * @param predicted the outputs, row after row
   */
  public static Evaluation ofLoss(double dataLoss, double[] actual, double[] predicted) {
    return new Evaluation(
        dataLoss, 0, actual.clone(), predicted.clone(), List.of(), null, null, Map.of());
  }

  /**
   * Joins the evaluations of several outputs.
   *
   * @param dataLoss the sum of their losses, each multiplied by its weight
   * @param outputs at least two, by the names of their layers
   */
  public static Evaluation ofOutputs(double dataLoss, Map<String, Evaluation> outputs) {
    return new Evaluation(
        dataLoss, 0, new double[0], new double[0], List.of(), null, null, outputs);
  }

  /**
   * Returns the evaluations of the outputs by the names of their layers, in their order; empty for
   * a network with one loss, whose scores are these.
   */
  public Map<String, Evaluation> outputs() {
    return byOutput;
  }

  /**
   * Returns the evaluation of one of several outputs.
   *
   * @param layer the layer with the loss
   * @throws IllegalArgumentException if the network has no other loss, or none on this layer
   */
  public Evaluation output(String layer) {
    Evaluation one = byOutput.get(layer);
    if (one == null) {
      throw new IllegalArgumentException(
          byOutput.isEmpty()
              ? "the network has one loss; its scores are those of this evaluation"
              : "no loss is on the layer %s; there are %s".formatted(layer, byOutput.keySet()));
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
    return confusion != null;
  }

  /** Returns whether the outputs are values, which have a mean squared error and so on. */
  public boolean hasValues() {
    return regression != null;
  }

  /**
   * Returns how often each class was predicted as each class; for yes-or-no answers 0 is no and 1
   * is yes.
   *
   * @throws IllegalStateException if the outputs are not classes
   */
  public ConfusionMatrix confusion() {
    requireOneOutput();
    requireCompared();
    if (confusion == null) {
      throw new IllegalStateException(
          "the outputs are values, not classes; use mse(), rmse(), mae() or r2()");
    }
    return confusion;
  }

  /**
   * Returns the share of examples whose class was predicted correctly, in [0, 1].
   *
   * @throws IllegalStateException if the outputs are not classes
   */
  public double accuracy() {
    return confusion().accuracy();
  }

  /**
   * Returns the share of examples predicted as a class that are of it, in [0, 1]: for yes-or-no
   * answers that of yes, otherwise the mean over the classes.
   *
   * @throws IllegalStateException if the outputs are not classes
   */
  public double precision() {
    return isBinary() ? confusion().precision(1) : confusion().precision();
  }

  /**
   * Returns the share of examples of a class that were predicted as it, in [0, 1]: for yes-or-no
   * answers that of yes, otherwise the mean over the classes.
   *
   * @throws IllegalStateException if the outputs are not classes
   */
  public double recall() {
    return isBinary() ? confusion().recall(1) : confusion().recall();
  }

  /**
   * Returns the harmonic mean of precision and recall, in [0, 1]: for yes-or-no answers that of
   * yes, otherwise the mean over the classes.
   *
   * @throws IllegalStateException if the outputs are not classes
   */
  public double f1() {
    return isBinary() ? confusion().f1(1) : confusion().f1();
  }

  /**
   * Returns the area under the ROC curve, in [0, 1]: the probability that a yes is scored higher
   * than a no. With several classes, it is the mean over the classes, each against the rest.
   *
   * @throws IllegalStateException if the outputs are not classes
   * @throws IllegalArgumentException if all examples are of one class
   */
  public double auc() {
    confusion();
    if (!isBinary()) {
      int[] classes = Arrays.stream(actual).mapToInt(number -> (int) number).toArray();
      return RankingCurve.oneVersusRest(predicted, classes, outputs);
    }
    boolean[] positive = new boolean[actual.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = actual[i] > 0.5;
    }
    return RankingCurve.of(predicted, positive).auc();
  }

  /**
   * Returns the mean squared error.
   *
   * @throws IllegalStateException if the outputs are not compared as values
   */
  public double mse() {
    return regression().mse();
  }

  /**
   * Returns the root of the mean squared error.
   *
   * @throws IllegalStateException if the outputs are not compared as values
   */
  public double rmse() {
    return regression().rmse();
  }

  /**
   * Returns the mean absolute error.
   *
   * @throws IllegalStateException if the outputs are not compared as values
   */
  public double mae() {
    return regression().mae();
  }

  /**
   * Returns R², the share of the targets' variance that is explained: 1 is perfect, 0 is no better
   * than their mean. With several outputs, it is the mean over them.
   *
   * @throws IllegalStateException if the outputs are not compared as values
   */
  public double r2() {
    return regression().r2();
  }

  /** Returns the names of the classes; empty if they have none. */
  public List<String> classNames() {
    return classNames;
  }

  /** Returns the targets, row after row: values, class numbers, answers, or what a loss takes. */
  public double[] actual() {
    return actual.clone();
  }

  /** Returns the predictions, row after row: values, or probabilities. */
  public double[] predicted() {
    return predicted.clone();
  }

  /**
   * Returns the scores by name: {@code loss}, then {@code accuracy}, {@code precision}, {@code
   * recall} and {@code f1}, or {@code mse}, {@code mae} and {@code r2}. With several outputs, those
   * of each have the name of its layer in front, as in {@code ill.accuracy}.
   */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", dataLoss);
    if (!byOutput.isEmpty()) {
      byOutput.forEach(
          (layer, one) ->
              one.scores().forEach((name, score) -> scores.put(layer + "." + name, score)));
      return Collections.unmodifiableMap(scores);
    }
    if (confusion != null) {
      scores.put("accuracy", accuracy());
      scores.put("precision", precision());
      scores.put("recall", recall());
      scores.put("f1", f1());
    } else if (regression != null) {
      scores.put("mse", mse());
      scores.put("mae", mae());
      scores.put("r2", r2());
    }
    return Collections.unmodifiableMap(scores);
  }

  /**
   * Returns one score by its name: one of {@link #scores}, {@code auc} or {@code rmse}.
   *
   * @throws IllegalArgumentException if there is no score of that name
   * @throws IllegalStateException if it is a score for other outputs
   */
  public double score(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && byOutput.containsKey(name.substring(0, dot))
        ? output(name.substring(0, dot)).score(name.substring(dot + 1))
        : Scores.of(this, name);
  }

  /** Returns the scores in one line, followed by the confusion matrix if there is one. */
  @Override
  public String toString() {
    String line =
        scores().entrySet().stream()
            .map(score -> String.format(Locale.ROOT, "%s %.4g", score.getKey(), score.getValue()))
            .collect(Collectors.joining(", "));
    if (confusion == null) {
      return line;
    }
    String table = classNames.isEmpty() ? confusion.toString() : confusion.toTable(classNames);
    return line + System.lineSeparator() + table;
  }

  private void requireOneOutput() {
    if (!byOutput.isEmpty()) {
      throw new IllegalStateException(
          "there are several outputs; choose one of %s, as in output(\"%s\")"
              .formatted(byOutput.keySet(), byOutput.keySet().iterator().next()));
    }
  }

  private void requireCompared() {
    if (confusion == null && regression == null) {
      throw new IllegalStateException(
          "the targets have a targetWidth of their own and are not compared with the outputs, so"
              + " there is no score but the loss; use dataLoss(), or compute scores from actual()"
              + " and predicted()");
    }
  }

  private boolean isBinary() {
    return outputs == 1;
  }

  private RegressionMetrics regression() {
    requireOneOutput();
    requireCompared();
    if (regression == null) {
      throw new IllegalStateException(
          "the outputs are logits of classes, not values; use accuracy(), precision(),"
              + " recall(), f1(), auc() or confusion()");
    }
    return regression;
  }
}
