package org.netwright.runtime.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.runtime.metrics.Evaluation;

/**
 * The result of a cross-validation.
 *
 * @param settings learning rate and strengths by name, those that a search has varied
 * @param folds the evaluation of each fold that was trained to the end, in the order of the folds
 * @param failures the messages of the folds that diverged and have no evaluation
 */
public record Trial(Map<String, Double> settings, List<Evaluation> folds, List<String> failures) {

  /** Copies its arguments. */
  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    folds = List.copyOf(folds);
    failures = List.copyOf(failures);
  }

  /**
   * Returns the mean of a score over the folds; NaN if one of them diverged.
   *
   * @param score the name of the score, as in {@link Evaluation#score}
   */
  public double mean(String score) {
    if (!failures.isEmpty()) {
      return Double.NaN;
    }
    return folds.stream().mapToDouble(fold -> fold.score(score)).average().orElse(Double.NaN);
  }

  /**
   * Returns the standard deviation of a score between the folds, with their number less one as the
   * divisor; NaN if one of them diverged.
   *
   * @param score the name of the score, as in {@link Evaluation#score}
   */
  public double deviation(String score) {
    double mean = mean(score);
    double squares =
        folds.stream().mapToDouble(fold -> Math.pow(fold.score(score) - mean, 2)).sum();
    return Math.sqrt(squares / (folds.size() - 1));
  }

  /**
   * Returns the settings and the scores with their deviations, such as {@code learningRate 0.001:
   * loss 0.1267 ± 0.021, accuracy 0.9533 ± 0.018, … (5 folds)}.
   */
  @Override
  public String toString() {
    String values =
        settings.entrySet().stream()
            .map(entry -> entry.getKey() + " " + number(entry.getValue()))
            .collect(Collectors.joining(", "));
    return (values.isEmpty() ? "" : values + ": ") + scores();
  }

  private String scores() {
    int all = folds.size() + failures.size();
    if (!failures.isEmpty()) {
      return "%d of %d folds diverged; the first: %s"
          .formatted(failures.size(), all, failures.get(0));
    }
    if (folds.isEmpty()) {
      return "no folds";
    }
    return folds.get(0).scores().keySet().stream()
            .map(name -> name + " " + meanAndDeviation(name))
            .collect(Collectors.joining(", "))
        + " (%d folds)".formatted(all);
  }

  /** Returns {@code 0.9533 ± 0.018}. */
  String meanAndDeviation(String score) {
    return String.format(Locale.ROOT, "%.4g ± %.2g", mean(score), deviation(score));
  }

  /** Returns a setting without digits that say nothing, as in {@code 0.001} or {@code 1e-05}. */
  static String number(double setting) {
    String text = String.format(Locale.ROOT, "%.4g", setting);
    return text.contains(".") ? text.replaceFirst("\\.?0+(?=$|e)", "") : text;
  }
}
