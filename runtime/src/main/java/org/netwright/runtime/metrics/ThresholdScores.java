package org.netwright.runtime.metrics;

import java.util.List;
import java.util.Locale;

/**
 * The scores of yes-or-no answers, or of two classes, at a decision threshold. A row whose
 * probability of a yes, or of the second class, is above the threshold counts as a yes.
 *
 * @param threshold above 0 and below 1; ½ is that of {@code predictClasses(x)}
 * @param confusion how often each answer was predicted as each: 0 is no, or the first class, and 1
 *     is yes, or the second
 * @param classNames the names of the two classes, or empty
 */
public record ThresholdScores(
    double threshold, ConfusionMatrix confusion, List<String> classNames) {

  /** Copies the names. */
  public ThresholdScores {
    classNames = List.copyOf(classNames);
  }

  /** Returns the share of rows with the right answer, in [0, 1]. */
  public double accuracy() {
    return confusion.accuracy();
  }

  /** Returns the share of predicted yeses that are right, in [0, 1]; 0 if there are none. */
  public double precision() {
    return confusion.precision(1);
  }

  /** Returns the share of actual yeses that were predicted, in [0, 1]; 0 if there are none. */
  public double recall() {
    return confusion.recall(1);
  }

  /** Returns the harmonic mean of precision and recall, in [0, 1]. */
  public double f1() {
    return confusion.f1(1);
  }

  /**
   * Returns the scores in one line, such as {@code threshold 0.3: accuracy 0.9123, precision
   * 0.8571, recall 0.9600, f1 0.9057}, followed by the confusion matrix.
   */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "threshold %.4g: accuracy %.4g, precision %.4g, recall %.4g, f1 %.4g",
            threshold,
            accuracy(),
            precision(),
            recall(),
            f1())
        + System.lineSeparator()
        + (classNames.isEmpty() ? confusion.toString() : confusion.toTable(classNames));
  }
}
