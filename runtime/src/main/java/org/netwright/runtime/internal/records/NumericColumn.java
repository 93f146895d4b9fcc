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

  /** What rounding errors can be, relative to a number: of sines, and of means of many rows. */
  private static final double ROUNDING = 1e-10;

  private final String kind;
  private final List<Slot> slots;

  NumericColumn(String name, String input, Presence presence, String kind, List<Slot> slots) {
    super(name, input, presence);
    this.kind = kind;
    this.slots = List.copyOf(slots);
  }

  /** Returns a column of scaled numbers. */
  public static NumericColumn number(String name, String input) {
    return new NumericColumn(name, input, Presence.REQUIRED, "number", List.of(Slot.SCALED));
  }

  /** Returns a column of booleans. */
  public static NumericColumn flag(String name, String input) {
    return new NumericColumn(name, input, Presence.REQUIRED, "boolean", List.of(Slot.PLAIN));
  }

  /** Returns a column of arrays of scaled numbers. */
  public static NumericColumn vector(String name, String input, int length) {
    return new NumericColumn(
        name,
        input,
        Presence.REQUIRED,
        length + " numbers",
        Collections.nCopies(length, Slot.SCALED));
  }

  @Override
  NumericColumn with(Presence other) {
    return new NumericColumn(name(), input(), other, kind, slots);
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
   * Writes the numbers of a value. What was always the same in training stays as it was there: the
   * network has learnt nothing about other values.
   *
   * @param raw a number for each slot
   * @param row written from {@code at} on
   */
  final void encode(double[] raw, LearntColumn learnt, float[] row, int at) {
    for (int i = 0; i < slots.size(); i++) {
      row[at + i] = (float) encoded(raw[i], i, learnt);
    }
    if (mayBeMissing()) {
      row[at + slots.size()] = learnt.hasNumbers() ? 0 : 1;
    }
  }

  private double encoded(double x, int index, LearntColumn learnt) {
    if (!learnt.hasNumbers()) {
      return 0;
    }
    double mean = learnt.mean(index);
    double deviation = learnt.deviation(index);
    return switch (slots.get(index)) {
      case SCALED -> deviation == 0 ? 0 : (x - mean) / deviation;
      case PLAIN, CYCLIC -> deviation == 0 ? mean : x;
    };
  }

  /** Writes the numbers of a missing value. */
  final void encodeMissing(LearntColumn learnt, float[] row, int at) {
    for (int i = 0; i < slots.size(); i++) {
      boolean isKnown = slots.get(i) == Slot.PLAIN && learnt.hasNumbers();
      row[at + i] = isKnown ? (float) learnt.mean(i) : 0;
    }
    row[at + slots.size()] = learnt.hasMissing() ? 1 : 0;
  }

  /** Returns whether training has seen other values than one, or this one. */
  final boolean isSeen(double[] raw, LearntColumn learnt) {
    return learnt.hasNumbers() && firstUnseen(raw, learnt) < 0;
  }

  private int firstUnseen(double[] raw, LearntColumn learnt) {
    for (int i = 0; i < slots.size(); i++) {
      if (learnt.deviation(i) == 0 && !isSame(i, learnt.mean(i), raw[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether one of its numbers differs from another by no more than rounding errors. */
  final boolean isSame(int index, double x, double other) {
    return Math.abs(x - other) <= ROUNDING * Math.max(Math.abs(x), leastScale(index));
  }

  /** Numbers that are not scaled are at most about 1, and all of them may be about 0. */
  private double leastScale(int index) {
    return slots.get(index) == Slot.SCALED ? 0 : 1;
  }

  /** Returns a deviation that was measured, or 0 if it is no more than rounding errors. */
  final double deviation(int index, double measured) {
    return measured <= ROUNDING * leastScale(index) ? 0 : measured;
  }

  /**
   * Returns an exception about a value that training has not seen.
   *
   * @param where the example, for the message
   */
  final IllegalArgumentException unseen(double[] raw, LearntColumn learnt, String where) {
    if (!learnt.hasNumbers()) {
      return refused("no value", words(raw[0]), where + ", but in training it was always missing");
    }
    int index = firstUnseen(raw, learnt);
    return new IllegalArgumentException(
        "%s: expected %s, the only value in training, got %s%s"
            .formatted(
                numberNames().get(index), words(learnt.mean(index)), words(raw[index]), where));
  }

  private String words(double x) {
    return slots.get(0) == Slot.PLAIN ? String.valueOf(x != 0) : Double.toString(x);
  }
}
