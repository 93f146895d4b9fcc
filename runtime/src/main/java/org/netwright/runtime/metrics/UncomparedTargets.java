package org.netwright.runtime.metrics;

import java.util.Map;

/** Targets of a user's loss that are not compared with the outputs: there is only the loss. */
final class UncomparedTargets implements Predictions {
  private final double[] actual;
  private final double[] predicted;

  UncomparedTargets(double[] actual, double[] predicted) {
    this.actual = actual.clone();
    this.predicted = predicted.clone();
  }

  @Override
  public Map<String, Double> scores() {
    return Map.of();
  }

  @Override
  public ClassPredictions classes() {
    throw notCompared();
  }

  @Override
  public RegressionMetrics regression() {
    throw notCompared();
  }

  private static IllegalStateException notCompared() {
    return new IllegalStateException(
        "the targets have a targetWidth of their own and are not compared with the outputs, so"
            + " there is no score but the loss; use dataLoss(), or compute scores from actual()"
            + " and predicted()");
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
