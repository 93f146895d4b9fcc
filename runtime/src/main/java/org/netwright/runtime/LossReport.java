package org.netwright.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The losses of one batch, before the update that it caused: what the data say and what each
 * penalty adds, apart.
 *
 * <p>Immutable; all numbers were summed in double. They may be infinite or NaN where training has
 * diverged.
 */
public final class LossReport {
  private final double data;
  private final Map<String, Double> penalties;

  private LossReport(double data, Map<String, Double> penalties) {
    this.data = data;
    this.penalties = penalties;
  }

  /** Returns the loss without penalties, a mean over the batch: what is ultimately cared about. */
  public double data() {
    return data;
  }

  /** Returns the sum of all penalties, 0 if there are none. */
  public double penalty() {
    double sum = 0;
    for (double term : penalties.values()) {
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
    Double term = penalties.get(name);
    if (term == null) {
      throw new IllegalArgumentException(
          "no penalty is named " + name + "; there are " + penalties.keySet());
    }
    return term;
  }

  /** Returns all penalties by name, in the order of the layers; it cannot be modified. */
  public Map<String, Double> penalties() {
    return penalties;
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
    penalties.forEach((name, term) -> append(line.append(", "), name, term));
    append(line.append(", "), "total", total());
    return line.toString();
  }

  private static void append(StringBuilder line, String name, double value) {
    line.append(name).append(String.format(Locale.ROOT, " %.4g", value));
  }

  /** Collects the numbers of one report; generated code fills it. */
  public static final class Builder {
    private double data;
    private final Map<String, Double> penalties = new LinkedHashMap<>();

    Builder() {}

    /** Sets the loss without penalties. */
    public void data(double loss) {
      data = loss;
    }

    /** Adds the term of one penalty; the order of the calls is the order in the report. */
    public void penalty(Penalty penalty, double term) {
      penalties.put(penalty.name(), term);
    }

    LossReport build() {
      return new LossReport(data, Collections.unmodifiableMap(new LinkedHashMap<>(penalties)));
    }
  }
}
