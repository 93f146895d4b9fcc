package org.netwright.runtime.internal.records;

import java.util.List;

/** A column of a record: how the values of a component become numbers. */
public abstract sealed class RecordColumn permits NumericColumn, CategoryColumn {
  private final String name;
  private final String input;
  private final Presence presence;

  RecordColumn(String name, String input, Presence presence) {
    this.name = name;
    this.input = input;
    this.presence = presence;
  }

  /** Returns the same column, with values that may be missing. */
  public final RecordColumn orMissing() {
    return with(Presence.OPTIONAL);
  }

  /** Returns the same column, of a record that may be missing. */
  public final RecordColumn orMissingAround() {
    return with(Presence.WITH_RECORD);
  }

  abstract RecordColumn with(Presence other);

  /** Returns its name, with those of the components around it: {@code address.town}. */
  public final String name() {
    return name;
  }

  /** Returns the name of the network's input that takes its numbers. */
  public final String input() {
    return input;
  }

  /** Returns whether examples may have no value, or not the record that it belongs to. */
  public final boolean mayBeMissing() {
    return presence != Presence.REQUIRED;
  }

  /** Returns whether a record may have no value. */
  final boolean mayBeNull() {
    return presence == Presence.OPTIONAL;
  }

  final Presence presence() {
    return presence;
  }

  /** Returns how many numbers it becomes. */
  abstract int width();

  /** Returns what it is, as a part of the schema of saved models. */
  final String kind() {
    return ownKind() + (mayBeMissing() ? ", may be missing" : "");
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
