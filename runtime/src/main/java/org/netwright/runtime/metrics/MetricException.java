package org.netwright.runtime.metrics;

import org.jspecify.annotations.Nullable;

/** A {@link Metric} has thrown an exception, which is the cause, or returned no finite number. */
public final class MetricException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String metric;

  /**
   * Makes an exception.
   *
   * @param metric the name of the metric
   * @param cause what it has thrown; null if it has returned a number
   */
  public MetricException(String metric, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.metric = metric;
  }

  /** Returns the name of the metric. */
  public String metric() {
    return metric;
  }

  /** Returns the message, which is never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Computes a metric, and requires it to be finite. */
  static double compute(String name, Metric metric, Evaluation evaluation) {
    double number;
    try {
      number = metric.of(evaluation);
    } catch (RuntimeException e) {
      throw new MetricException(name, "the metric %s has thrown %s".formatted(name, e), e);
    }
    if (!Double.isFinite(number)) {
      throw new MetricException(
          name, "the metric %s is %s, but a score must be finite".formatted(name, number), null);
    }
    return number;
  }
}
