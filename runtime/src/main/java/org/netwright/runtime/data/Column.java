package org.netwright.runtime.data;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name what the header calls it
 * @param values of a categorical column what it may hold, in their order; of a numeric one none
 */
public record Column(String name, List<String> values) {
  /** Copies the values. */
  public Column {
    values = List.copyOf(values);
  }

  /** Returns a column of numbers. */
  public static Column numeric(String name) {
    return new Column(name, List.of());
  }

  /** Returns whether it holds values by name. */
  public boolean isCategorical() {
    return !values.isEmpty();
  }

  /** Returns how many features it gives: one, or one for each value. */
  int features() {
    return Math.max(1, values.size());
  }
}
