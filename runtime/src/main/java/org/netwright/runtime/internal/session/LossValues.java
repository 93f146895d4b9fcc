package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Strength;
import org.netwright.runtime.generated.Losses;
import org.netwright.runtime.internal.text.LossTable;

/** The losses of a batch, which a pass writes. */
public final class LossValues implements LossReport, Losses {
  private final List<StrengthValue> penalties;
  private final double[] terms;
  private double data;

  /** Makes a report of all zeros. */
  LossValues(List<StrengthValue> penalties) {
    this.penalties = List.copyOf(penalties);
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
    data = loss;
  }

  @Override
  public void penalty(Strength penalty, double term) {
    terms[((StrengthValue) penalty).index()] = term;
  }

  @Override
  public double data() {
    return data;
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
    return data + penalty();
  }

  @Override
  public String toLine() {
    StringBuilder line = new StringBuilder("data ").append(LossTable.number(data));
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
    return LossTable.of(this);
  }

  /** Returns the penalty at an index. */
  public double term(int index) {
    return terms[index];
  }

  private List<String> names() {
    return penalties.stream().map(StrengthValue::name).toList();
  }

  /** Copies the numbers of a report with the same penalties. */
  void set(LossValues other) {
    data = other.data;
    System.arraycopy(other.terms, 0, terms, 0, terms.length);
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
    if (terms.length != other.terms.length) {
      return false;
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
    LossValues copy = new LossValues(penalties);
    copy.set(this);
    return copy;
  }
}
