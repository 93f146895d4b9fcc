package org.netwright.runtime.metrics;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Counts how often rows of each class were predicted as each class, and computes measures from the
 * counts.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = ConfusionMatrix.of(actual, predicted, 3);
 * System.out.println(matrix.toTable(List.of("cat", "dog", "bird")));
 * System.out.println(matrix.f1());
 * }</pre>
 *
 * <p>A yes-or-no answer has the classes 0 and 1; its precision, recall and F₁ are those of class 1:
 * {@code precision(1)}, {@code recall(1)}, {@code f1(1)}.
 *
 * <p>All measures are between 0, the worst, and 1, the best. A measure that would divide by zero is
 * 0, as with scikit-learn's {@code zero_division=0}. Means over the classes give each class the
 * same weight, as scikit-learn's {@code average="macro"} with {@code labels=range(classes)} does;
 * without {@code labels}, scikit-learn omits classes that are neither actual nor predicted in any
 * row, which count as 0 here.
 *
 * @see <a
 *     href="https://scikit-learn.org/stable/modules/model_evaluation.html#precision-recall-f-measure-metrics">scikit-learn:
 *     precision, recall and F-measures</a>
 */
public final class ConfusionMatrix {
  /** With more, the number of counts would not fit an int. */
  private static final int MOST_CLASSES = 46_340;

  private final int classes;
  private final long total;

  /** [actual × predicted] */
  private final long[] counts;

  private final long[] actualTotals;
  private final long[] predictedTotals;

  private ConfusionMatrix(int[] actual, int[] predicted, int classes) {
    this.classes = classes;
    this.total = actual.length;
    this.counts = new long[classes * classes];
    this.actualTotals = new long[classes];
    this.predictedTotals = new long[classes];
    for (int row = 0; row < actual.length; row++) {
      counts[actual[row] * classes + predicted[row]]++;
      actualTotals[actual[row]]++;
      predictedTotals[predicted[row]]++;
    }
  }

  /**
   * Counts.
   *
   * @param actual the actual class of each row, from 0 to {@code classes - 1}
   * @param predicted the class that was predicted for each row, from 0 to {@code classes - 1}
   * @param classes how many classes there are, from 2 to 46 340, whether all of them occur or not
   * @throws IllegalArgumentException if the arrays are empty or differ in length, or a number is
   *     out of its range
   */
  public static ConfusionMatrix of(int[] actual, int[] predicted, int classes) {
    Arguments.requireSameLength("actual", actual.length, "predicted", predicted.length);
    Arguments.requireClasses(classes, MOST_CLASSES);
    Arguments.requireClassNumbers("actual", actual, classes);
    Arguments.requireClassNumbers("predicted", predicted, classes);
    return new ConfusionMatrix(actual, predicted, classes);
  }

  /**
   * Returns in how many rows an actual class was predicted as a class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public long count(int actual, int predicted) {
    return counts[requireClass(actual) * classes + requireClass(predicted)];
  }

  /** Returns how many classes there are. */
  public int classes() {
    return classes;
  }

  /** Returns how many rows were counted. */
  public long total() {
    return total;
  }

  /** Returns the share of rows whose class was predicted correctly. */
  public double accuracy() {
    long right = IntStream.range(0, classes).mapToLong(this::right).sum();
    return ratio(right, total);
  }

  /**
   * Returns the share of rows predicted as a class that are of it: {@code TP / (TP + FP)}, 0 if the
   * class was never predicted.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public double precision(int c) {
    return ratio(right(c), predictedTotals[c]);
  }

  /**
   * Returns the share of rows of a class that were predicted as it: {@code TP / (TP + FN)}, 0 if
   * there is no row of the class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public double recall(int c) {
    return ratio(right(c), actualTotals[c]);
  }

  /**
   * Returns the harmonic mean of precision and recall of a class: {@code 2 TP / (2 TP + FP + FN)},
   * 0 if there is no row of the class and it was never predicted.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public double f1(int c) {
    return ratio(2 * right(c), actualTotals[c] + predictedTotals[c]);
  }

  /**
   * Returns how many rows are of a class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  public long support(int c) {
    return actualTotals[requireClass(c)];
  }

  /** Returns the mean of {@link #precision(int)} over all classes, with equal weights. */
  public double precision() {
    return mean(this::precision);
  }

  /** Returns the mean of {@link #recall(int)} over all classes, with equal weights. */
  public double recall() {
    return mean(this::recall);
  }

  /**
   * Returns the mean of {@link #f1(int)} over all classes, with equal weights. It is not the
   * harmonic mean of {@link #precision()} and {@link #recall()}.
   */
  public double f1() {
    return mean(this::f1);
  }

  /** Returns the table that {@link #toTable} returns, with class numbers as names. */
  @Override
  public String toString() {
    return toTable(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /**
   * Returns a table with a row for each actual and a column for each predicted class:
   *
   * <pre>
   *         predicted
   * actual  cat  dog  bird
   * cat      12    1     0
   * dog       2    9     0
   * bird      0    1    10
   * </pre>
   *
   * @param classNames the names of all classes, in their order
   * @throws IllegalArgumentException if the number of names is not the number of classes
   */
  public String toTable(List<String> classNames) {
    requireNames(classNames);
    return ConfusionTable.of(this, classNames);
  }

  void requireNames(List<String> names) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "expected names of %d classes, got %d: %s".formatted(classes, names.size(), names));
    }
  }

  private long right(int c) {
    return count(c, c);
  }

  private int requireClass(int c) {
    if (c < 0 || c >= classes) {
      throw new IllegalArgumentException(
          "expected a class from 0 to %d, got %d".formatted(classes - 1, c));
    }
    return c;
  }

  private double mean(IntToDoubleFunction measure) {
    return IntStream.range(0, classes).mapToDouble(measure).sum() / classes;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
