package org.netwright.runtime.internal.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.StrengthValue;

/**
 * The losses of an epoch, batch by batch: means over its examples. The data loss is a weighted mean
 * if examples have weights; the penalties do not depend on them.
 */
final class LossSums {
  private final List<LossTarget> targets;
  private final List<StrengthValue> penalties;
  private final double[] terms;
  private double data;
  private long examples;

  /** Of each loss, which may have weights of its own. */
  private final double[] weighted;

  private final double[] weights;
  private boolean isWeighted;

  LossSums(List<LossTarget> targets, List<StrengthValue> penalties) {
    this.targets = targets;
    this.penalties = penalties;
    this.terms = new double[penalties.size()];
    this.weighted = new double[targets.size()];
    this.weights = new double[targets.size()];
  }

  /**
   * Adds a batch of n examples.
   *
   * @param input has their weights
   */
  void add(LossValues losses, StepInput input, int n) {
    data += n * losses.data();
    for (int i = 0; i < weighted.length; i++) {
      double weight = input.targets().weight(i, n);
      weighted[i] += weight * losses.data(i);
      weights[i] += weight;
      isWeighted |= input.targets().isWeighted(i);
    }
    for (int i = 0; i < terms.length; i++) {
      terms[i] += n * losses.term(i);
    }
    examples += n;
  }

  long examples() {
    return examples;
  }

  double data() {
    if (!isWeighted) {
      return data / examples;
    }
    double sum = 0;
    for (int i = 0; i < weighted.length; i++) {
      sum += targets.get(i).weight() * weighted[i] / weights[i];
    }
    return sum;
  }

  Map<String, Double> penalties() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < terms.length; i++) {
      means.put(penalties.get(i).name(), terms[i] / examples);
    }
    return means;
  }
}
