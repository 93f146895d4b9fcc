package org.netwright.runtime.metrics;

/**
 * A score of your own: a number that is computed from the evaluated examples.
 *
 * <pre>{@code
 * Metric profit = evaluation -> 90 * evaluation.confusion().count(1, 1)
 *     - 10 * evaluation.confusion().count(0, 1);
 * trainer.fit(train).validate(valid)
 *     .metric("profit", Metric.higherIsBetter(profit)).monitor("profit").run();
 * trainer.evaluate(test, Map.of("profit", profit)).score("profit");
 * }</pre>
 *
 * <p>A metric must not change what it is given. {@code CrossValidation} and {@code Search} call it
 * from several threads.
 */
@FunctionalInterface
public interface Metric {

  /** Which values of a metric are better; {@code UNKNOWN} if it was not said. */
  enum Better {
    HIGHER,
    LOWER,
    UNKNOWN
  }

  /**
   * Computes the metric.
   *
   * @param evaluation the targets and predictions, and the scores that are known already: see
   *     {@link Evaluation#actual}, {@link Evaluation#predicted}, {@link Evaluation#actualClasses},
   *     {@link Evaluation#predictedClasses}, {@link Evaluation#confusion}. Of a network with
   *     several outputs, it is that of the output that the name of the metric begins with, as in
   *     {@code ill.profit}, otherwise that of all, from which {@link Evaluation#output} chooses one
   * @return a finite number; NaN or infinity ends the evaluation with a {@link MetricException}
   */
  double of(Evaluation evaluation);

  /** Returns which values are better. Only a metric that says so can choose an epoch or a trial. */
  default Better better() {
    return Better.UNKNOWN;
  }

  /** Returns the same metric, stating that higher values are better. */
  static Metric higherIsBetter(Metric metric) {
    return new StatedMetric(metric, Better.HIGHER);
  }

  /** Returns the same metric, stating that lower values are better. */
  static Metric lowerIsBetter(Metric metric) {
    return new StatedMetric(metric, Better.LOWER);
  }
}
