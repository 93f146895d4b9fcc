package org.netwright.runtime.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values of one output, as predicted and as they are. */
final class ValuePredictions implements Predictions {
  private final double[] actual;
  private final double[] predicted;
  private final RegressionMetrics regression;

  /** Copies and compares values; the parameters are those of {@link Evaluation#ofValues}. */
  ValuePredictions(double[] actual, double[] predicted, int outputs) {
    this.actual = actual.clone();
    this.predicted = predicted.clone();
    this.regression = RegressionMetrics.of(actual, predicted, outputs);
  }

  @Override
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("mse", regression.mse());
    scores.put("mae", regression.mae());
    scores.put("r2", regression.r2());
    return scores;
  }

  @Override
  public ClassPredictions classes() {
    throw new IllegalStateException(
        "the outputs are values, not classes; use mse(), rmse(), mae() or r2()");
  }

  @Override
  public RegressionMetrics regression() {
    return regression;
  }

  @Override
  public double[] actual() {
    return actual;
  }

  @Override
  public double[] predicted() {
    return predicted;
  }
}
