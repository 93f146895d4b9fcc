package org.netwright.runtime.internal.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.StrengthValue;

/** The losses of an epoch, batch by batch: means over its examples. */
final class LossSums {
  private final List<StrengthValue> penalties;
  private final double[] terms;
  private double data;
  private long examples;

  LossSums(List<StrengthValue> penalties) {
    this.penalties = penalties;
    this.terms = new double[penalties.size()];
  }

  void add(LossValues losses, int n) {
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
