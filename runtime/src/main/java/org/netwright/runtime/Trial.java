package org.netwright.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.metrics.Evaluation;

/**
 * What a cross-validation came to.
 *
 * @param settings learning rate and strengths by name, as far as a search has varied them
 * @param folds what each part that was held out gave, in their order
 * @param failures what the folds that diverged said; they have no evaluation
 */
public record Trial(Map<String, Double> settings, List<Evaluation> folds, List<String> failures) {

  /** Copies what it is given. */
  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    folds = List.copyOf(folds);
    failures = List.copyOf(failures);
  }

  /**
   * Returns the mean of a score over the folds; NaN if one of them diverged.
   *
   * @param score by its name, as in {@link Evaluation#score}
   */
  public double mean(String score) {
    if (!failures.isEmpty()) {
      return Double.NaN;
    }
    return folds.stream().mapToDouble(fold -> fold.score(score)).average().orElse(Double.NaN);
  }

  /**
   * Returns the standard deviation of a score between the folds (divided by their number less one);
   * NaN if one of them diverged.
   *
   * @param score by its name, as in {@link Evaluation#score}
   */
  public double deviation(String score) {
    double mean = mean(score);
    double squares =
        folds.stream().mapToDouble(fold -> Math.pow(fold.score(score) - mean, 2)).sum();
    return Math.sqrt(squares / (folds.size() - 1));
  }
}
