package org.netwright.runtime.data;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name the name in the header
 * @param values the values of a categorical column, in their order; empty for a numeric column
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

  /** Returns whether the column holds names rather than numbers. */
  public boolean isCategorical() {
    return !values.isEmpty();
  }
}
