package org.netwright.runtime.internal.records;

import java.util.List;

/** A column of a record: how the values of a component become numbers. */
public abstract sealed class RecordColumn permits NumericColumn, CategoryColumn {
  private final String name;
  private final String input;
  private final boolean mayBeMissing;

  RecordColumn(String name, String input, boolean mayBeMissing) {
    this.name = name;
    this.input = input;
    this.mayBeMissing = mayBeMissing;
  }

  /** Returns the same column, with values that may be missing. */
  public abstract RecordColumn orMissing();

  /** Returns its name, with those of the components around it: {@code address.town}. */
  public final String name() {
    return name;
  }

  /** Returns the name of the network's input that takes its numbers. */
  public final String input() {
    return input;
  }

  /** Returns whether its values may be missing. */
  public final boolean mayBeMissing() {
    return mayBeMissing;
  }

  /** Returns how many numbers it becomes. */
  abstract int width();

  /** Returns what it is, as a part of the schema of saved models. */
  final String kind() {
    return ownKind() + (mayBeMissing ? ", may be missing" : "");
  }

  abstract String ownKind();

  /** Returns a name for each of its numbers. */
  abstract List<String> featureNames(LearntColumn learnt);

  /** Returns an exception about a value of this column. */
  final IllegalArgumentException refused(String expected, String got, String where) {
    return new IllegalArgumentException(
        "%s: expected %s, got %s%s".formatted(name, expected, got, where));
  }
}
