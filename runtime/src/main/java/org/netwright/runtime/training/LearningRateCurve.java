package org.netwright.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.netwright.runtime.internal.text.TextTable;
import org.netwright.runtime.internal.text.TextTable.Align;

/**
 * What a {@link LearningRateFinder} has found: the loss at each learning rate.
 *
 * @param points in the order of their rates, which rise by the same factor from one to the next; up
 *     to where the search ended
 * @param suggestion a learning rate to train with: the one at which the smoothed loss falls most
 *     steeply over the logarithm of the rate, by central differences (the rule of PyTorch
 *     Lightning's {@code lr_find} and of fastai's {@code steep}). It is a start for experiments,
 *     and applies to the optimiser, the size of the mini-batches and the scaling of the search.
 *     Empty if the smoothed loss does not fall by more than five times its standard error, which is
 *     estimated from the losses around it: what falls less may be chance
 */
public record LearningRateCurve(List<Point> points, OptionalDouble suggestion) {
  private static final int LINES = 12;

  /** Copies its argument. */
  public LearningRateCurve {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param learningRate the rate of the step
   * @param loss the total loss of its mini-batch before the update
   * @param smoothedLoss the mean of the losses of this step and those around it, with the weights
   *     of a normal distribution over their distance, whose standard deviation is a 25th of the
   *     steps of the search
   */
  public record Point(double learningRate, double loss, double smoothedLoss) {}

  /**
   * Returns the suggestion and a part of the curve, as in
   *
   * <pre>{@code
   * suggested learning rate 0.02154, where the smoothed loss falls most steeply
   * learning rate    loss  smoothed
   * 1.205e-07       1.100     1.105
   * 0.02154        0.8022    0.8110  suggested
   * 6.893           65.10     61.12
   * }</pre>
   */
  @Override
  public String toString() {
    String found =
        suggestion.isPresent()
            ? "suggested learning rate %s, where the smoothed loss falls most steeply"
                .formatted(number(suggestion.getAsDouble()))
            : "no learning rate can be suggested: " + why();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("learning rate", "loss", "smoothed", ""));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      boolean isSuggested =
          suggestion.isPresent() && suggestion.getAsDouble() == point.learningRate();
      if (isSuggested || isShown(i)) {
        rows.add(
            List.of(
                number(point.learningRate()),
                number(point.loss()),
                number(point.smoothedLoss()),
                isSuggested ? "suggested" : ""));
      }
    }
    return points.isEmpty()
        ? found
        : found
            + System.lineSeparator()
            + TextTable.of(rows, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT);
  }

  private String why() {
    if (points.isEmpty()) {
      return "the loss was not finite before the first step";
    }
    return "from %s to %s, the loss does not fall by more than it varies from step to step; search between other rates, with more steps, or with larger mini-batches"
        .formatted(
            number(points.get(0).learningRate()),
            number(points.get(points.size() - 1).learningRate()));
  }

  /** The last point is shown, and some before it at equal distances. */
  private boolean isShown(int index) {
    int distance = Math.max(1, points.size() / LINES);
    return (points.size() - 1 - index) % distance == 0;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
