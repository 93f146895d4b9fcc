package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.netwright.runtime.training.LearningRateCurve;
import org.netwright.runtime.training.LearningRateCurve.Point;

/** Smooths the losses of a search for a learning rate, and finds where they fall most steeply. */
final class RateCurves {
  /** How many times the lowest loss ends a search. */
  private static final double STOP = 4;

  /** Of the steps of a search, the standard deviation of the weights. */
  private static final double WIDTH = 1 / 25.0;

  /** In standard deviations, how far the weights go. */
  private static final double REACH = 3;

  /** By how many standard errors the loss must fall, so that chance alone hardly ever suffices. */
  private static final double SIGNIFICANT = 5;

  /** A median absolute deviation as a standard deviation, of the normal distribution. */
  private static final double MAD_TO_DEVIATION = 1.4826;

  private RateCurves() {}

  /**
   * Returns the curve.
   *
   * @param steps the number of steps that the search would have had
   */
  static LearningRateCurve of(List<Double> rates, List<Double> losses, int steps) {
    double width = steps * WIDTH;
    double[] smoothed = smoothed(losses, width);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < smoothed.length; i++) {
      points.add(new Point(rates.get(i), losses.get(i), smoothed[i]));
    }
    int steepest = steepest(smoothed, losses, width);
    return new LearningRateCurve(
        points, steepest < 0 ? OptionalDouble.empty() : OptionalDouble.of(rates.get(steepest)));
  }

  private static double[] smoothed(List<Double> losses, double width) {
    int reach = (int) Math.ceil(REACH * width);
    double[] smoothed = new double[losses.size()];
    for (int i = 0; i < smoothed.length; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - reach); j <= Math.min(losses.size() - 1, i + reach); j++) {
        double distance = (j - i) / width;
        double weight = Math.exp(-distance * distance / 2);
        sum += weight * losses.get(j);
        weights += weight;
      }
      smoothed[i] = sum / weights;
    }
    return smoothed;
  }

  /** Returns the place of the steepest descent, −1 if there is none that is not chance. */
  private static int steepest(double[] smoothed, List<Double> losses, double width) {
    // At the ends the means are of fewer losses, which are all on one side.
    int margin = (int) Math.ceil(width);
    int steepest = -1;
    double least = 0;
    for (int i = margin; i < smoothed.length - margin; i++) {
      double slope = smoothed[i + 1] - smoothed[i - 1];
      if (slope < least) {
        least = slope;
        steepest = i;
      }
    }
    return steepest >= 0
            && fall(smoothed, steepest) > SIGNIFICANT * standardError(smoothed, losses, width)
        ? steepest
        : -1;
  }

  /** Returns how far the loss falls around a place. */
  private static double fall(double[] smoothed, int place) {
    double before = Arrays.stream(smoothed, 0, place + 1).max().orElse(0);
    double after = Arrays.stream(smoothed, place, smoothed.length).min().orElse(0);
    return before - after;
  }

  /** The median is that of a loss that has not diverged yet. */
  private static double standardError(double[] smoothed, List<Double> losses, double width) {
    double[] deviations = new double[smoothed.length];
    Arrays.setAll(deviations, i -> Math.abs(losses.get(i) - smoothed[i]));
    Arrays.sort(deviations);
    double deviation = MAD_TO_DEVIATION * deviations[deviations.length / 2];
    // The weights' sum of squares is that of so many equal ones.
    return deviation / Math.sqrt(2 * width * Math.sqrt(Math.PI));
  }

  /**
   * Returns whether the loss has risen so far that a search ends.
   *
   * @param average the smoothed loss
   * @param best the lowest so far
   * @param first the first
   */
  static boolean hasRisen(double average, double best, double first) {
    // No multiple of a loss below 0, as of a log-likelihood, says that it has risen.
    return average > (best > 0 ? STOP * best : best + (STOP - 1) * Math.abs(first));
  }
}
