package org.netwright.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The losses of an epoch, batch by batch: means over its examples. */
final class LossSums {
  private final List<Strength> penalties;
  private final double[] terms;
  private double data;
  private long examples;

  LossSums(List<Strength> penalties) {
    this.penalties = penalties;
    this.terms = new double[penalties.size()];
  }

  void add(LossReport losses, int n) {
    data += n * losses.data();
    for (int i = 0; i < terms.length; i++) {
      terms[i] += n * losses.term(i);
    }
    examples += n;
  }

  long examples() {
    return examples;
  }

  double data() {
    return data / examples;
  }

  Map<String, Double> penalties() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < terms.length; i++) {
      means.put(penalties.get(i).name(), terms[i] / examples);
    }
    return means;
  }
}
