package org.netwright.runtime.metrics;

import java.util.Objects;

/** A metric that says which values are better. */
record StatedMetric(Metric metric, Metric.Better better) implements Metric {
  StatedMetric {
    Objects.requireNonNull(metric, "metric");
  }

  @Override
  public double of(Evaluation evaluation) {
    return metric.of(evaluation);
  }
}
