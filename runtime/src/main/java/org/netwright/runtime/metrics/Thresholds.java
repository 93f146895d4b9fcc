package org.netwright.runtime.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The decision thresholds of yes-or-no answers, or of two classes: a row whose probability of a
 * yes, or of the second class, is above the threshold counts as a yes.
 *
 * <pre>{@code
 * double threshold = trainer.evaluate(validation).thresholds().bestF1().threshold();
 * ThresholdScores scores = trainer.evaluate(test).at(threshold);
 * int[] answers = trainer.predictClasses(x, threshold);
 * }</pre>
 *
 * <p>Choose a threshold on validation examples and report its scores on test examples: on the
 * examples that a threshold was chosen on, its scores are too optimistic.
 *
 * <p>All thresholds between the probabilities of two neighbouring rows have the same scores; those
 * that this class chooses are in the middle, so that rounding does not change an answer.
 */
public final class Thresholds {
  private final double[] probabilities;
  private final boolean[] positive;
  private final List<String> classNames;

  /** The probabilities of the yeses, sorted. */
  private final double[] positives;

  private Thresholds(double[] probabilities, boolean[] positive, List<String> classNames) {
    this.probabilities = probabilities;
    this.positive = positive;
    this.classNames = List.copyOf(classNames);
    this.positives = RankingCurve.select(probabilities, positive, true);
  }

  /** Takes over its arguments, which must not be changed afterwards. */
  static Thresholds of(double[] probabilities, boolean[] positive, List<String> classNames) {
    return new Thresholds(probabilities, positive, classNames);
  }

  /**
   * Requires a threshold to be one.
   *
   * @throws IllegalArgumentException if it is not above 0 and below 1
   */
  static double require(double threshold) {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "expected a threshold above 0 and below 1, got %s; it is compared with the probability of a yes"
              .formatted(threshold));
    }
    return threshold;
  }

  /**
   * Returns the scores at a threshold.
   *
   * @throws IllegalArgumentException if it is not above 0 and below 1
   */
  public ThresholdScores at(double threshold) {
    require(threshold);
    int[] actual = new int[positive.length];
    int[] predicted = new int[positive.length];
    for (int row = 0; row < actual.length; row++) {
      actual[row] = positive[row] ? 1 : 0;
      predicted[row] = probabilities[row] > threshold ? 1 : 0;
    }
    return new ThresholdScores(threshold, ConfusionMatrix.of(actual, predicted, 2), classNames);
  }

  /**
   * Returns the scores at the threshold with the highest F1 on these examples; of several such
   * thresholds, at the one nearest to ½.
   *
   * @throws IllegalArgumentException if no example is a yes
   */
  public ThresholdScores bestF1() {
    requirePositives();
    Comparator<Cut> better =
        Comparator.comparingDouble(Cut::f1).thenComparingDouble(cut -> -cut.fromHalf());
    return at(Objects.requireNonNull(best(cut -> true, better)).threshold());
  }

  /**
   * Returns the scores at the threshold with the highest precision among those that find at least a
   * share of the actual yeses.
   *
   * @param recall above 0 and at most 1
   * @throws IllegalArgumentException if it is out of range, no example is a yes, or no threshold
   *     finds so many of them because their probabilities are 0
   */
  public ThresholdScores forRecall(double recall) {
    requireShare("recall", recall);
    Comparator<Cut> better =
        Comparator.comparingDouble(Cut::precision)
            .thenComparingDouble(Cut::recall)
            .thenComparingDouble(cut -> -cut.fromHalf());
    return reached("recall", recall, Cut::recall, best(cut -> cut.recall() >= recall, better));
  }

  /**
   * Returns the scores at the threshold with the highest recall among those whose predicted yeses
   * are right in at least a share of the rows.
   *
   * @param precision above 0 and at most 1
   * @throws IllegalArgumentException if it is out of range, no example is a yes, or no threshold
   *     has such a precision
   */
  public ThresholdScores forPrecision(double precision) {
    requireShare("precision", precision);
    Comparator<Cut> better =
        Comparator.comparingDouble(Cut::recall)
            .thenComparingDouble(Cut::precision)
            .thenComparingDouble(cut -> -cut.fromHalf());
    return reached(
        "precision", precision, Cut::precision, best(cut -> cut.precision() >= precision, better));
  }

  /** Returns the scores at ½ and at the best F1, if there is one. */
  @Override
  public String toString() {
    String half = at(0.5).toString();
    return positives.length == 0 ? half : half + System.lineSeparator() + "best F1, " + bestF1();
  }

  private void requireShare(String name, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "expected a %s above 0 and at most 1, got %s".formatted(name, share));
    }
    requirePositives();
  }

  private void requirePositives() {
    if (positives.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one example that is a yes, got none among " + positive.length);
    }
  }

  private ThresholdScores reached(
      String name, double wanted, ToDoubleFunction<Cut> score, @Nullable Cut best) {
    if (best == null) {
      Cut most = Objects.requireNonNull(best(cut -> true, Comparator.comparingDouble(score)));
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no threshold has a %s of %s on these examples; the highest is %.4g, at the threshold %.4g",
              name,
              wanted,
              score.applyAsDouble(most),
              most.threshold()));
    }
    return at(best.threshold());
  }

  /**
   * A threshold and what it does.
   *
   * @param found the number of yeses above it
   * @param chosen the number of rows above it
   * @param yeses the number of yeses in all
   */
  private record Cut(double threshold, int found, int chosen, int yeses) {
    double precision() {
      return chosen == 0 ? 0 : (double) found / chosen;
    }

    double recall() {
      return (double) found / yeses;
    }

    double f1() {
      return 2.0 * found / (yeses + chosen);
    }

    double fromHalf() {
      return Math.abs(threshold - 0.5);
    }
  }

  /** Returns the best threshold that passes a test; null if none does. */
  private @Nullable Cut best(Predicate<Cut> test, Comparator<Cut> better) {
    double[] all = probabilities.clone();
    Arrays.sort(all);
    Cut best = null;
    for (int below = -1; below < all.length; below++) {
      double lower = below < 0 ? 0 : all[below];
      double upper = below + 1 < all.length ? all[below + 1] : 1;
      double threshold = between(lower, upper);
      if (lower < upper && threshold > 0) {
        Cut cut =
            new Cut(
                threshold,
                positives.length - countUpTo(threshold, positives),
                all.length - below - 1,
                positives.length);
        if (test.test(cut) && (best == null || better.compare(cut, best) > 0)) {
          best = cut;
        }
      }
    }
    return best;
  }

  /** Returns a number that is at least the lower and below the upper one. */
  private static double between(double lower, double upper) {
    double middle = lower + (upper - lower) / 2;
    return middle < upper ? middle : lower;
  }

  private static int countUpTo(double threshold, double... sorted) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
