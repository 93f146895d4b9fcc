package org.netwright.runtime.training;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The losses of training steps whose learning rate grew from step to step, from {@link
 * Fit#findLearningRate}.
 *
 * @param points in the order of their rates
 */
public record RateCurve(List<Point> points) {
  /** The losses of the first steps are those of hardly trained networks. */
  private static final int SKIPPED = 10;

  /** Mini-batches differ: the slope is that over so many steps to each side. */
  private static final int WINDOW = 8;

  /**
   * One step.
   *
   * @param learningRate the rate of the step
   * @param loss the total loss of its mini-batch, before its update
   * @param smoothLoss the exponential mean of the losses up to this step
   */
  public record Point(double learningRate, double loss, double smoothLoss) {}

  /** Copies the list. */
  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * Returns the rate at which the smoothed loss falls most steeply over the logarithm of the rate,
   * as PyTorch Lightning suggests; empty if the loss does not fall anywhere. It is a starting
   * point: look at the curve too.
   */
  public OptionalDouble suggestion() {
    double steepest = 0;
    int at = -1;
    for (int i = SKIPPED + WINDOW; i < points.size() - WINDOW; i++) {
      double slope = points.get(i + WINDOW).smoothLoss() - points.get(i - WINDOW).smoothLoss();
      if (slope < steepest) {
        steepest = slope;
        at = i;
      }
    }
    return at < 0 ? OptionalDouble.empty() : OptionalDouble.of(points.get(at).learningRate());
  }

  /** Returns the suggestion, and the losses at a few rates. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    OptionalDouble rate = suggestion();
    text.append(
        rate.isPresent()
            ? String.format(Locale.ROOT, "suggested learning rate %.2g", rate.getAsDouble())
            : "no learning rate lowers the loss");
    int step = Math.max(1, points.size() / 10);
    for (int i = 0; i < points.size(); i += step) {
      Point point = points.get(i);
      text.append(
          String.format(
              Locale.ROOT, "%n%8.1e  loss %.4g", point.learningRate(), point.smoothLoss()));
    }
    return text.toString();
  }
}
