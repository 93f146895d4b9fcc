package org.netwright.runtime.internal.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.internal.text.Spelling;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.metrics.Scores;

/** Metrics of the user's own by name, in the order in which they were added. */
public final class OwnMetrics {
  private final Map<String, Metric> metrics = new LinkedHashMap<>();

  /** Starts without metrics. */
  public OwnMetrics() {}

  /**
   * Copies metrics.
   *
   * @throws IllegalArgumentException if a name is not one that a metric can have
   */
  public OwnMetrics(Map<String, Metric> metrics) {
    metrics.forEach(this::add);
  }

  /**
   * Adds a metric.
   *
   * @throws IllegalArgumentException if the name is not one that a metric can have, or is there
   */
  public void add(String name, Metric metric) {
    Objects.requireNonNull(metric, "metric");
    if (metrics.containsKey(Scores.requireOwnName(Objects.requireNonNull(name, "name")))) {
      throw new IllegalArgumentException("there is a metric %s already".formatted(name));
    }
    metrics.put(name, metric);
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return metrics.isEmpty();
  }

  /** Returns the names. */
  public List<String> names() {
    return List.copyOf(metrics.keySet());
  }

  /** Returns the names, with what is better where it was said, for a description of a run. */
  public String described() {
    return String.join(
        ", ",
        metrics.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + switch (entry.getValue().better()) {
                          case HIGHER -> " (higher is better)";
                          case LOWER -> " (lower is better)";
                          case UNKNOWN -> "";
                        })
            .toList());
  }

  /**
   * Requires that a network has the outputs that metrics are of.
   *
   * @param network the simple name of its class, for messages
   * @param outputs the layers with a loss
   * @throws IllegalArgumentException if a name begins with another output
   */
  public void requireOutputs(String network, List<String> outputs) {
    for (String name : metrics.keySet()) {
      int dot = name.indexOf('.');
      if (dot > 0 && outputs.size() == 1) {
        throw new IllegalArgumentException(
            "the metric %s begins with the name of an output, but %s has one output; call it %s"
                .formatted(name, network, name.substring(dot + 1)));
      }
      if (dot > 0 && !outputs.contains(name.substring(0, dot))) {
        String output = name.substring(0, dot);
        throw new IllegalArgumentException(
            "the metric %s is of the output %s, but %s has %s%s"
                .formatted(
                    name,
                    output,
                    network,
                    String.join(", ", outputs),
                    Spelling.didYouMean(output, outputs)));
      }
    }
  }

  /**
   * Requires that a score says which values are better.
   *
   * @param call what needs it, for the message, as in {@code monitor}
   * @throws IllegalArgumentException if it is a metric that does not
   */
  public void requireStated(String score, String call) {
    Metric metric = metrics.get(score);
    if (metric != null && metric.better() == Metric.Better.UNKNOWN) {
      throw new IllegalArgumentException(
          "%s needs to know whether higher values of the metric %s are better; add it as metric(\"%2$s\", Metric.higherIsBetter(…)), or with lowerIsBetter"
              .formatted(call, score));
    }
  }

  /** Returns whether higher values of a score, which may be one of these, are better. */
  public boolean isHigherBetter(String score) {
    Metric metric = metrics.get(score);
    return metric == null ? Scores.isHigherBetter(score) : metric.better() == Metric.Better.HIGHER;
  }

  /**
   * Returns an evaluation with these scores.
   *
   * @throws MetricException if one throws, or is not finite
   */
  public Evaluation addTo(Evaluation evaluation) {
    Evaluation with = evaluation;
    for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
      with = with.with(metric.getKey(), metric.getValue());
    }
    return with;
  }
}
