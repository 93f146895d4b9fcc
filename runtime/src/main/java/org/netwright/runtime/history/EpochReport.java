package org.netwright.runtime.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One pass over the examples.
 *
 * @param epoch its number, counted from 1
 * @param steps the updates that the trainer has done by its end
 * @param examples how many it was trained on in this epoch
 * @param seconds how long that took, without validation
 * @param dataLoss the loss without penalties on these examples, as each step saw it before its
 *     update: the mean over the examples
 * @param penalties what each penalty added, by name as in {@code hidden.l1}, the mean likewise
 * @param learningRate that of its last step
 * @param validation how good the network was at its end, on the examples for validation: {@code
 *     loss}, without penalties, and what {@link org.netwright.runtime.metrics.Evaluation#scores}
 *     has; empty without such examples
 * @param layers those that have a weight, in their order
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
    List<LayerReport> layers) {

  /** Copies what it is given. */
  public EpochReport {
    penalties = Collections.unmodifiableMap(new LinkedHashMap<>(penalties));
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    layers = List.copyOf(layers);
  }

  /** Returns what all penalties together added. */
  public double penalty() {
    return penalties.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns the loss that was differentiated: {@code dataLoss() + penalty()}. */
  public double totalLoss() {
    return dataLoss + penalty();
  }

  /** Returns how many examples were trained on in a second. */
  public double examplesPerSecond() {
    return examples / seconds;
  }

  /**
   * Returns one line, such as {@code epoch 3/50, loss 0.2134 + penalty 0.0121, validation loss
   * 0.2310, accuracy 0.9312, 0.41 s, 1.2e+05 examples/s}.
   *
   * @param epochs how many there are to be
   */
  public String toLine(int epochs) {
    StringBuilder line = new StringBuilder();
    line.append("epoch ").append(epoch).append('/').append(epochs);
    line.append(", loss ").append(number(dataLoss));
    if (!penalties.isEmpty()) {
      line.append(" + penalty ").append(number(penalty()));
    }
    validation.forEach(
        (name, score) ->
            line.append(name.equals("loss") ? ", validation loss " : ", " + name + " ")
                .append(number(score)));
    return line.append(
            String.format(Locale.ROOT, ", %.3g s, %,.0f examples/s", seconds, examplesPerSecond()))
        .toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
