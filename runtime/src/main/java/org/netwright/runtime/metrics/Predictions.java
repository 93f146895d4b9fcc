package org.netwright.runtime.metrics;

import java.util.List;
import java.util.Map;

/** What an evaluation compares: classes or values of one output, or several outputs. */
sealed interface Predictions
    permits ClassPredictions, ValuePredictions, UncomparedTargets, SeveralOutputs {

  /** Returns the scores by name, without the loss of a single output. */
  Map<String, Double> scores();

  /**
   * Returns these as classes, or answers of yes or no.
   *
   * @throws IllegalStateException if they are not
   */
  ClassPredictions classes();

  /**
   * Returns the measures of values.
   *
   * @throws IllegalStateException if these are not values
   */
  RegressionMetrics regression();

  /** Returns the targets, row after row; must not be changed. */
  double[] actual();

  /** Returns the predictions, row after row; must not be changed. */
  double[] predicted();

  /** Returns the evaluations of several outputs by name; empty for one output. */
  default Map<String, Evaluation> outputs() {
    return Map.of();
  }

  /** Returns the names of the classes; empty if there are none. */
  default List<String> classNames() {
    return List.of();
  }

  /** Returns a table that is shown below the scores; empty if there is none. */
  default String table() {
    return "";
  }
}
