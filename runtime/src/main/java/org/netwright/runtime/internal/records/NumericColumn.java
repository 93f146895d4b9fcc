package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A column whose values are numbers: of a number one, of an array or a date several. */
public sealed class NumericColumn extends RecordColumn permits CalendarColumn {

  /** What becomes of one of its numbers. */
  enum Slot {
    /** It is scaled to mean 0 and deviation 1; 0 if it is missing. */
    SCALED,
    /** It is 0 or 1; the mean if it is missing. */
    PLAIN,
    /** It is in [−1, 1]; 0 if it is missing. */
    CYCLIC
  }

  private final String kind;
  private final List<Slot> slots;

  NumericColumn(String name, String input, boolean mayBeMissing, String kind, List<Slot> slots) {
    super(name, input, mayBeMissing);
    this.kind = kind;
    this.slots = List.copyOf(slots);
  }

  /** Returns a column of scaled numbers. */
  public static NumericColumn number(String name, String input) {
    return new NumericColumn(name, input, false, "number", List.of(Slot.SCALED));
  }

  /** Returns a column of booleans. */
  public static NumericColumn flag(String name, String input) {
    return new NumericColumn(name, input, false, "boolean", List.of(Slot.PLAIN));
  }

  /** Returns a column of arrays of scaled numbers. */
  public static NumericColumn vector(String name, String input, int length) {
    return new NumericColumn(
        name, input, false, length + " numbers", Collections.nCopies(length, Slot.SCALED));
  }

  @Override
  public NumericColumn orMissing() {
    return new NumericColumn(name(), input(), true, kind, slots);
  }

  /** Returns how many numbers a value is. */
  final int numbers() {
    return slots.size();
  }

  final Slot slot(int index) {
    return slots.get(index);
  }

  @Override
  final int width() {
    return slots.size() + (mayBeMissing() ? 1 : 0);
  }

  @Override
  final String ownKind() {
    return kind;
  }

  @Override
  final List<String> featureNames(LearntColumn learnt) {
    List<String> names = new ArrayList<>(numberNames());
    if (mayBeMissing()) {
      names.add(name() + "=missing");
    }
    return names;
  }

  List<String> numberNames() {
    if (slots.size() == 1) {
      return List.of(name());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      names.add(name() + "[" + i + "]");
    }
    return names;
  }

  /**
   * Writes the numbers of a value.
   *
   * @param raw a number for each slot
   * @param row written from {@code at} on
   */
  final void encode(double[] raw, LearntColumn learnt, float[] row, int at) {
    for (int i = 0; i < slots.size(); i++) {
      double x = raw[i];
      row[at + i] =
          (float) (slots.get(i) == Slot.SCALED ? (x - learnt.mean(i)) / learnt.deviation(i) : x);
    }
    if (mayBeMissing()) {
      row[at + slots.size()] = 0;
    }
  }

  /** Writes the numbers of a missing value. */
  final void encodeMissing(LearntColumn learnt, float[] row, int at) {
    for (int i = 0; i < slots.size(); i++) {
      row[at + i] = slots.get(i) == Slot.PLAIN ? (float) learnt.mean(i) : 0;
    }
    row[at + slots.size()] = learnt.hasMissing() ? 1 : 0;
  }
}
