package org.netwright.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The losses of one batch before its update: the loss of the data, and separately what each penalty
 * adds.
 *
 * <p>A report that {@link Trainer#step} returns never changes. A report that is passed to {@code
 * step} holds the losses of the last step that it was passed to.
 *
 * <p>Losses are summed in double. Penalties are summed in float within short blocks, and in double
 * across them. They may be infinite or NaN where training has diverged.
 */
public final class LossReport {
  private final List<Strength> penalties;
  private final double[] terms;
  private double data;

  /** Makes a report of all zeros. */
  LossReport(List<Strength> penalties) {
    this.penalties = List.copyOf(penalties);
    this.terms = new double[penalties.size()];
  }

  /**
   * One penalty of one layer.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}; if the layer has two of the kind,
   *     also the parameter, as in {@code hidden.l1.bias}
   * @param layer the name of the layer's field
   * @param kind as in {@code l1}
   * @param scope what it acts on: "weight", "bias", "weight and bias", or "output"
   * @param value what it adds to the total
   */
  public record Term(String name, String layer, String kind, String scope, double value) {}

  /** Returns the loss without penalties, a mean over the batch. */
  public double data() {
    return data;
  }

  /** Returns the sum of all penalties, 0 if there are none. */
  public double penalty() {
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }

  /**
   * Returns one penalty, or the sum of those of a layer.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}, or a layer, as in {@code hidden};
   *     {@code hidden.l1.bias}, if the layer has one for the weight and another for the bias
   * @throws IllegalArgumentException if there is no penalty of that name
   */
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

  /** Returns all penalties by name, in the order of the layers; it cannot be modified. */
  public Map<String, Double> penalties() {
    Map<String, Double> byName = new LinkedHashMap<>();
    terms().forEach(term -> byName.put(term.name(), term.value()));
    return Collections.unmodifiableMap(byName);
  }

  /** Returns all penalties, in the order of the layers. */
  public List<Term> terms() {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      Strength penalty = penalties.get(i);
      all.add(new Term(penalty.name(), penalty.layer(), penalty.kind(), penalty.scope(), terms[i]));
    }
    return Collections.unmodifiableList(all);
  }

  /** Returns the loss that was differentiated: {@code data() + penalty()}, to the bit. */
  public double total() {
    return data + penalty();
  }

  /** Returns one line, such as {@code data 0.03120, hidden.l1 0.004100, total 0.03530}. */
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

  /**
   * Returns a table whose numbers are aligned at the decimal point:
   *
   * <pre>
   * data                 0.03120
   * hidden  l1   weight  0.004100
   * total                0.03530
   * </pre>
   */
  @Override
  public String toString() {
    return LossTable.of(this);
  }

  /** Returns the penalty at an index. */
  double term(int index) {
    return terms[index];
  }

  private List<String> names() {
    return penalties.stream().map(Strength::name).toList();
  }

  /** Copies the numbers of a report with the same penalties. */
  void set(LossReport other) {
    data = other.data;
    System.arraycopy(other.terms, 0, terms, 0, terms.length);
  }

  void requirePenalties(LossReport expected) {
    if (!hasPenaltiesOf(expected)) {
      throw new IllegalArgumentException(
          "expected a report that this trainer's newReport() has made, with the penalties %s, got %s"
              .formatted(expected.names(), names()));
    }
  }

  /** Makes no lists, because it is called at each step. */
  private boolean hasPenaltiesOf(LossReport other) {
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

  LossReport copy() {
    LossReport copy = new LossReport(penalties);
    copy.set(this);
    return copy;
  }

  /** Writes a report; generated code fills it. */
  public static final class Builder {
    private final LossReport report;

    Builder(LossReport report) {
      this.report = report;
    }

    /** Sets the loss without penalties. */
    public void data(double loss) {
      report.data = loss;
    }

    /** Sets the term of one penalty. */
    public void penalty(Strength penalty, double term) {
      report.terms[penalty.index()] = term;
    }

    LossReport report() {
      return report;
    }
  }
}
