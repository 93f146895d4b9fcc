package org.netwright.runtime.internal.records;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What training examples have shown about a column. It does not change. */
public final class LearntColumn {
  private final double[] means;
  private final double[] deviations;
  private final List<String> values;
  private final boolean hasOthers;
  private final boolean hasMissing;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Creates it.
   *
   * @param means of the numbers of a numeric column
   * @param deviations of the same numbers, none of them 0
   * @param values the texts that have a number of their own
   * @param hasOthers whether there were other texts
   * @param hasMissing whether a value was missing
   */
  LearntColumn(
      double[] means,
      double[] deviations,
      List<String> values,
      boolean hasOthers,
      boolean hasMissing) {
    this.means = means.clone();
    this.deviations = deviations.clone();
    this.values = List.copyOf(values);
    this.hasOthers = hasOthers;
    this.hasMissing = hasMissing;
    values.forEach(value -> numbers.put(value, numbers.size()));
  }

  double mean(int index) {
    return means[index];
  }

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

  boolean hasMissing() {
    return hasMissing;
  }

  /** Returns the number of a text, or -1 if it has none of its own. */
  int numberOf(String text) {
    Integer number = numbers.get(text);
    return number == null ? -1 : number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LearntColumn column
        && Arrays.equals(means, column.means)
        && Arrays.equals(deviations, column.deviations)
        && values.equals(column.values)
        && hasOthers == column.hasOthers
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
