package org.netwright.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The losses of one batch, before the update that it caused: what the data say and what each
 * penalty adds, apart.
 *
 * <p>A report that {@link Trainer#step} returns never changes. One that was handed to {@code step}
 * holds the losses of the latest step that it was handed to.
 *
 * <p>Losses are summed in double, penalties in double from sums in float of short blocks. They may
 * be infinite or NaN where training has diverged.
 */
public final class LossReport {
  private final List<String> names;
  private final double[] terms;
  private double data;

  /** Makes a report of all zeros. */
  LossReport(List<String> names) {
    this.names = names;
    this.terms = new double[names.size()];
  }

  /** Returns the loss without penalties, a mean over the batch: what is ultimately cared about. */
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
   * Returns one penalty.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   * @throws IllegalArgumentException if there is no penalty of that name
   */
  public double penalty(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no penalty is named " + name + "; there are " + names);
    }
    return terms[index];
  }

  /** Returns all penalties by name, in the order of the layers; it cannot be modified. */
  public Map<String, Double> penalties() {
    Map<String, Double> penalties = new LinkedHashMap<>();
    for (int i = 0; i < terms.length; i++) {
      penalties.put(names.get(i), terms[i]);
    }
    return Collections.unmodifiableMap(penalties);
  }

  /** Returns the loss that was differentiated: {@code data() + penalty()}, to the bit. */
  public double total() {
    return data + penalty();
  }

  /** Returns one line, such as {@code data 0.03120, hidden.l1 0.004100, total 0.03530}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    append(line, "data", data);
    penalties().forEach((name, term) -> append(line.append(", "), name, term));
    append(line.append(", "), "total", total());
    return line.toString();
  }

  private static void append(StringBuilder line, String name, double value) {
    line.append(name).append(String.format(Locale.ROOT, " %.4g", value));
  }

  /** Takes over the numbers of a report with the same penalties. */
  void set(LossReport other) {
    data = other.data;
    System.arraycopy(other.terms, 0, terms, 0, terms.length);
  }

  void requirePenalties(List<String> expected) {
    if (!names.equals(expected)) {
      throw new IllegalArgumentException(
          "expected a report that this trainer's newReport() has made, with the penalties %s, got %s"
              .formatted(expected, names));
    }
  }

  LossReport copy() {
    LossReport copy = new LossReport(names);
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
    public void penalty(Penalty penalty, double term) {
      report.terms[penalty.index()] = term;
    }

    LossReport report() {
      return report;
    }
  }
}
