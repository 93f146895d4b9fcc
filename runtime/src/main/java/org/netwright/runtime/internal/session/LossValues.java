package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Strength;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.internal.text.LossTable;

/** The losses of a batch, which a pass writes. */
public final class LossValues implements LossReport, Losses {
  private final List<LossTarget> targets;
  private final List<StrengthValue> penalties;
  private final double[] data;
  private final double[] terms;

  /** Makes a report of all zeros. */
  LossValues(List<LossTarget> targets, List<StrengthValue> penalties) {
    this.targets = List.copyOf(targets);
    this.penalties = List.copyOf(penalties);
    this.data = new double[targets.size()];
    this.terms = new double[penalties.size()];
  }

  /**
   * Returns the values of a report that a trainer has made.
   *
   * @throws IllegalArgumentException if it is another one
   */
  static LossValues of(LossReport report) {
    if (report instanceof LossValues values) {
      return values;
    }
    throw new IllegalArgumentException(
        "expected a report that this trainer's newReport() has made, got a "
            + report.getClass().getName());
  }

  @Override
  public void data(double loss) {
    data[0] = loss;
  }

  @Override
  public void data(int index, double loss) {
    data[index] = loss;
  }

  @Override
  public void penalty(Strength penalty, double term) {
    terms[((StrengthValue) penalty).index()] = term;
  }

  @Override
  public double data() {
    double sum = targets.get(0).weight() * data[0];
    for (int i = 1; i < data.length; i++) {
      sum += targets.get(i).weight() * data[i];
    }
    return sum;
  }

  @Override
  public double data(String layer) {
    for (int i = 0; i < data.length; i++) {
      if (targets.get(i).layer().equals(layer)) {
        return data[i];
      }
    }
    throw new IllegalArgumentException(
        "no loss is on the layer %s; there are %s".formatted(layer, dataLosses().keySet()));
  }

  @Override
  public Map<String, Double> dataLosses() {
    Map<String, Double> byLayer = new LinkedHashMap<>();
    for (int i = 0; i < data.length; i++) {
      byLayer.put(targets.get(i).layer(), data[i]);
    }
    return Collections.unmodifiableMap(byLayer);
  }

  /** Returns one of the losses without its weight. */
  public double data(int index) {
    return data[index];
  }

  @Override
  public double penalty() {
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }

  @Override
  public double penalty(String name) {
    double sum = 0;
    boolean found = false;
    for (int i = 0; i < terms.length; i++) {
      String own = penalties.get(i).name();
      if (own.equals(name) || own.startsWith(name + ".")) {
        sum += terms[i];
        found = true;
      }
    }
    if (!found) {
      throw new IllegalArgumentException("no penalty is named " + name + "; there are " + names());
    }
    return sum;
  }

  @Override
  public Map<String, Double> penalties() {
    Map<String, Double> byName = new LinkedHashMap<>();
    terms().forEach(term -> byName.put(term.name(), term.value()));
    return Collections.unmodifiableMap(byName);
  }

  @Override
  public List<Term> terms() {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      StrengthValue penalty = penalties.get(i);
      all.add(new Term(penalty.name(), penalty.layer(), penalty.kind(), penalty.scope(), terms[i]));
    }
    return Collections.unmodifiableList(all);
  }

  @Override
  public double total() {
    return data() + penalty();
  }

  @Override
  public String toLine() {
    StringBuilder line = new StringBuilder("data ").append(LossTable.number(data()));
    if (data.length > 1) {
      dataLosses()
          .forEach(
              (layer, loss) ->
                  line.append(", ").append(layer).append(' ').append(LossTable.number(loss)));
    }
    terms()
        .forEach(
            term ->
                line.append(", ")
                    .append(term.name())
                    .append(' ')
                    .append(LossTable.number(term.value())));
    return line.append(", total ").append(LossTable.number(total())).toString();
  }

  @Override
  public String toString() {
    Map<String, Double> weights = new HashMap<>();
    targets.forEach(target -> weights.put(target.layer(), target.weight()));
    return LossTable.of(this, weights);
  }

  /** Returns the penalty at an index. */
  public double term(int index) {
    return terms[index];
  }

  private List<String> names() {
    return penalties.stream().map(StrengthValue::name).toList();
  }

  /** Copies the numbers of a report with the same penalties. */
  public void set(LossValues other) {
    System.arraycopy(other.data, 0, data, 0, data.length);
    System.arraycopy(other.terms, 0, terms, 0, terms.length);
  }

  /** Moves all numbers a share of the way to those of a report with the same penalties. */
  public void approach(LossValues other, double share) {
    for (int i = 0; i < data.length; i++) {
      data[i] += share * (other.data[i] - data[i]);
    }
    for (int i = 0; i < terms.length; i++) {
      terms[i] += share * (other.terms[i] - terms[i]);
    }
  }

  /** Requires the penalties of another report. */
  void requirePenalties(LossValues expected) {
    if (!hasPenaltiesOf(expected)) {
      throw new IllegalArgumentException(
          "expected a report that this trainer's newReport() has made, with the penalties %s, got %s"
              .formatted(expected.names(), names()));
    }
  }

  private boolean hasPenaltiesOf(LossValues other) {
    if (terms.length != other.terms.length || data.length != other.data.length) {
      return false;
    }
    for (int i = 0; i < data.length; i++) {
      if (!targets.get(i).layer().equals(other.targets.get(i).layer())) {
        return false;
      }
    }
    for (int i = 0; i < terms.length; i++) {
      if (!penalties.get(i).name().equals(other.penalties.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  /** Returns a report that does not change. */
  public LossValues copy() {
    LossValues copy = new LossValues(targets, penalties);
    copy.set(this);
    return copy;
  }
}
