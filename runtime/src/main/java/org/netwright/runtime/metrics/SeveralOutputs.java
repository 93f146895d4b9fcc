package org.netwright.runtime.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The evaluations of several outputs, by the names of their layers. */
record SeveralOutputs(Map<String, Evaluation> outputs) implements Predictions {
  private static final double[] NONE = {};

  /** Copies the evaluations, in their order. */
  SeveralOutputs {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  @Override
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    outputs.forEach(
        (layer, one) ->
            one.scores().forEach((name, score) -> scores.put(layer + "." + name, score)));
    return scores;
  }

  @Override
  public ClassPredictions classes() {
    throw chooseOne();
  }

  @Override
  public RegressionMetrics regression() {
    throw chooseOne();
  }

  @Override
  public double[] actual() {
    return NONE;
  }

  @Override
  public double[] predicted() {
    return NONE;
  }

  private IllegalStateException chooseOne() {
    return new IllegalStateException(
        "there are several outputs; choose one of %s, as in output(\"%s\")"
            .formatted(outputs.keySet(), outputs.keySet().iterator().next()));
  }
}
