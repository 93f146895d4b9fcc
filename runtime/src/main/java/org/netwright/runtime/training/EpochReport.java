package org.netwright.runtime.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the examples.
 *
 * @param epoch the number of the epoch, counted from 1
 * @param steps the number of updates that the trainer has done by the end of the epoch
 * @param examples the number of examples that the network was trained on in this epoch
 * @param seconds the duration of training in this epoch, without validation
 * @param dataLoss the loss without penalties, as each step saw it before its update: the mean over
 *     the examples, with their weights and those of their classes, if there are any
 * @param penalties the contribution of each penalty by name, as in {@code hidden.l1}: the mean over
 *     the examples
 * @param learningRate the learning rate of the last step
 * @param validation the scores on the validation examples at the end of the epoch: {@code loss},
 *     without penalties, and those of {@link org.netwright.runtime.metrics.Evaluation#scores};
 *     empty without validation examples
 * @param layers the layers that have a weight, in their order
 * @param training the same scores on the training examples, without dropout; empty unless {@code
 *     trainingScores()} was called
 */
public record EpochReport(
    int epoch,
    long steps,
    long examples,
    double seconds,
    double dataLoss,
    Map<String, Double> penalties,
    double learningRate,
    Map<String, Double> validation,
    List<LayerReport> layers,
    Map<String, Double> training) {

  /** Copies its arguments. */
  public EpochReport {
    penalties = Collections.unmodifiableMap(new LinkedHashMap<>(penalties));
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    layers = List.copyOf(layers);
    training = orEmpty(training);
  }

  /** Makes a report without scores on the training examples. */
  public EpochReport(
      int epoch,
      long steps,
      long examples,
      double seconds,
      double dataLoss,
      Map<String, Double> penalties,
      double learningRate,
      Map<String, Double> validation,
      List<LayerReport> layers) {
    this(
        epoch,
        steps,
        examples,
        seconds,
        dataLoss,
        penalties,
        learningRate,
        validation,
        layers,
        Map.of());
  }

  /** Returns the sum of all penalties. */
  public double penalty() {
    return penalties.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the loss that was differentiated: {@code dataLoss() + penalty()}. */
  public double totalLoss() {
    return dataLoss + penalty();
  }

  /** Returns the number of examples trained on per second. */
  public double examplesPerSecond() {
    return examples / seconds;
  }

  /**
   * Returns one line, such as {@code epoch 3/50, loss 0.2134 + penalty 0.0121, validation loss
   * 0.2310, accuracy 0.9312, 0.41 s, 12,000 examples/s}.
   *
   * @param epochs the number of epochs asked for
   */
  public String toLine(int epochs) {
    StringBuilder line = new StringBuilder();
    line.append("epoch ").append(epoch).append('/').append(epochs);
    line.append(", loss ").append(number(dataLoss));
    if (!penalties.isEmpty()) {
      line.append(" + penalty ").append(number(penalty()));
    }
    append(line, "training", training);
    append(line, "validation", validation);
    return line.append(
            String.format(Locale.ROOT, ", %.3g s, %,.0f examples/s", seconds, examplesPerSecond()))
        .toString();
  }

  /** The first score says what the examples are; the rest follow it. */
  private static void append(StringBuilder line, String examples, Map<String, Double> scores) {
    scores.forEach(
        (name, score) ->
            line.append(name.equals("loss") ? ", " + examples + " loss " : ", " + name + " ")
                .append(number(score)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  /** Reports that earlier versions have written as JSON lack the component. */
  private static Map<String, Double> orEmpty(@Nullable Map<String, Double> scores) {
    return scores == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }
}
