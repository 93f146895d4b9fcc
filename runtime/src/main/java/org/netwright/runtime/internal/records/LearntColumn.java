package org.netwright.runtime.internal.records;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What training examples have shown about a column. It does not change. */
public final class LearntColumn {
  private final double[] means;
  private final double[] deviations;
  private final List<String> values;
  private final boolean hasOthers;
  private final Set<String> others;
  private final boolean hasMissing;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Creates it.
   *
   * @param means of the numbers of a numeric column; none if no example had a value
   * @param deviations of the same numbers; 0 if all examples had the same value
   * @param values the texts that have a number of their own; of an enum, the constants that there
   *     were
   * @param hasOthers whether there were other texts
   * @param others these; empty if there were too many to keep
   * @param hasMissing whether a value was missing
   */
  LearntColumn(
      double[] means,
      double[] deviations,
      List<String> values,
      boolean hasOthers,
      Collection<String> others,
      boolean hasMissing) {
    this.means = means.clone();
    this.deviations = deviations.clone();
    this.values = List.copyOf(values);
    this.hasOthers = hasOthers;
    this.others = Set.copyOf(others);
    this.hasMissing = hasMissing;
    values.forEach(value -> numbers.put(value, numbers.size()));
  }

  /** Returns whether an example had a value of a numeric column. */
  boolean hasNumbers() {
    return means.length > 0;
  }

  double mean(int index) {
    return means[index];
  }

  /** Returns the deviation of a number, or 0 if it was always the same. */
  double deviation(int index) {
    return deviations[index];
  }

  double[] means() {
    return means.clone();
  }

  double[] deviations() {
    return deviations.clone();
  }

  List<String> values() {
    return values;
  }

  /** Returns whether there were texts without a number of their own. */
  boolean hasOthers() {
    return hasOthers;
  }

  /** Returns these texts; none if there were too many to keep. */
  Set<String> others() {
    return others;
  }

  /** Returns whether a text may have been among those of the training examples. */
  boolean mayHaveHad(String text) {
    return has(text) || (hasOthers && (others.isEmpty() || others.contains(text)));
  }

  boolean hasMissing() {
    return hasMissing;
  }

  /** Returns the number of a text, or -1 if it has none of its own. */
  int numberOf(String text) {
    Integer number = numbers.get(text);
    return number == null ? -1 : number;
  }

  boolean has(String value) {
    return numbers.containsKey(value);
  }

  /** Returns whether no scale differs, and the values of one are among those of the other. */
  boolean agreesWith(LearntColumn other) {
    for (int i = 0; i < Math.min(means.length, other.means.length); i++) {
      boolean isKnown = deviations[i] > 0 && other.deviations[i] > 0;
      if (isKnown && (means[i] != other.means[i] || deviations[i] != other.deviations[i])) {
        return false;
      }
    }
    return numbers.keySet().containsAll(other.values) || other.numbers.keySet().containsAll(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LearntColumn column
        && Arrays.equals(means, column.means)
        && Arrays.equals(deviations, column.deviations)
        && values.equals(column.values)
        && hasOthers == column.hasOthers
        && others.equals(column.others)
        && hasMissing == column.hasMissing;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(means) + values.hashCode();
  }

  @Override
  public String toString() {
    return "means %s, deviations %s, values %s%s%s"
        .formatted(
            Arrays.toString(means),
            Arrays.toString(deviations),
            values,
            hasOthers ? ", others" : "",
            hasMissing ? ", missing" : "");
  }
}
