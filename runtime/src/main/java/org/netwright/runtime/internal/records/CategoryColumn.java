package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column whose values are one of several: a number for each, 1 for the one it is, or the number
 * of the value as an id.
 *
 * <p>Constants of an enum have the first numbers. Texts have the first {@code atMost} numbers in
 * the order of their frequency, and the next is that of all others. A missing value has the last.
 */
public final class CategoryColumn extends RecordColumn {
  /** The number of a value that has none. */
  static final int NONE = -1;

  private static final int MANY = 20;

  private final @Nullable List<String> constants;
  private final int atLeast;
  private final int atMost;
  private final boolean isId;

  private CategoryColumn(
      String name,
      String input,
      Presence presence,
      @Nullable List<String> constants,
      int atLeast,
      int atMost,
      boolean isId) {
    super(name, input, presence);
    this.constants = constants;
    this.atLeast = atLeast;
    this.atMost = atMost;
    this.isId = isId;
  }

  /** Returns a column of an enum. */
  public static CategoryColumn ofEnum(String name, String input, List<String> constants) {
    return new CategoryColumn(name, input, Presence.REQUIRED, constants, 0, 0, false);
  }

  /**
   * Returns a column of texts.
   *
   * @param atLeast how often a text occurs at least, to have its own number
   * @param atMost how many texts have their own number
   */
  public static CategoryColumn ofTexts(String name, String input, int atLeast, int atMost) {
    return new CategoryColumn(name, input, Presence.REQUIRED, null, atLeast, atMost, false);
  }

  @Override
  CategoryColumn with(Presence other) {
    return new CategoryColumn(name(), input(), other, constants, atLeast, atMost, isId);
  }

  /** Returns the same column as an id for an input of ids. */
  public CategoryColumn asId(String ids) {
    return new CategoryColumn(name(), ids, presence(), constants, atLeast, atMost, true);
  }

  /** Returns how often a text occurs at least, to have its own number. */
  int atLeast() {
    return atLeast;
  }

  /** Returns how many texts have their own number. */
  int atMost() {
    return atMost;
  }

  boolean isId() {
    return isId;
  }

  boolean isText() {
    return constants == null;
  }

  /** Returns how many numbers there are for values. */
  int values() {
    return (constants == null ? atMost + 1 : constants.size()) + (mayBeMissing() ? 1 : 0);
  }

  @Override
  int width() {
    return isId ? 1 : values();
  }

  @Override
  String ownKind() {
    return constants == null
        ? "text, at most %d%s".formatted(atMost, isId ? ", id" : "")
        : "one of " + constants + (isId ? ", id" : "");
  }

  /** Returns how many values can be known at most. */
  int mostValues() {
    return constants == null ? atMost : constants.size();
  }

  @Override
  List<String> featureNames(LearntColumn learnt) {
    if (isId) {
      return List.of(name());
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values(); i++) {
      names.add(name() + "=" + valueName(i, learnt));
    }
    return names;
  }

  private String valueName(int value, LearntColumn learnt) {
    if (mayBeMissing() && value == values() - 1) {
      return "missing";
    }
    if (constants != null) {
      return constants.get(value);
    }
    List<String> texts = learnt.values();
    return value < texts.size() ? texts.get(value) : value == atMost ? "(other)" : "(unused)";
  }

  /**
   * Returns the number of a text, or a number for none if training has seen no others.
   *
   * @param number its own; below 0 if it has none
   */
  int numberOf(int number, LearntColumn learnt) {
    return number >= 0 ? number : learnt.hasOthers() || isId ? atMost : NONE;
  }

  /**
   * Returns the number of the only value in training, or a number for none if there were several:
   * the network has learnt nothing about other values.
   */
  int onlyNumber(LearntColumn learnt) {
    int several = (learnt.hasOthers() ? 1 : 0) + (learnt.hasMissing() ? 1 : 0);
    if (learnt.values().size() + several != 1) {
      return NONE;
    }
    if (several == 1) {
      return learnt.hasOthers() ? atMost : values() - 1;
    }
    return constants == null ? 0 : constants.indexOf(learnt.values().get(0));
  }

  /**
   * Returns the number of a missing value.
   *
   * @param only that of the only value in training, which {@link #onlyNumber} returns
   */
  int numberOfMissing(LearntColumn learnt, int only) {
    if (only != NONE) {
      return only;
    }
    return learnt.hasMissing() || isId ? values() - 1 : NONE;
  }

  /**
   * Writes the numbers of a value.
   *
   * @param number that of the value; if it is below 0, all numbers are 0
   * @param row written from {@code at} on
   */
  void encode(int number, float[] row, int at) {
    if (isId) {
      row[at] = number;
      return;
    }
    Arrays.fill(row, at, at + values(), 0);
    if (number != NONE) {
      row[at + number] = 1;
    }
  }

  /** Returns whether training has seen each constant, in their order; empty for texts. */
  boolean[] seen(LearntColumn learnt) {
    List<String> all = constants == null ? List.of() : constants;
    boolean[] seen = new boolean[all.size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = learnt.has(all.get(i));
    }
    return seen;
  }

  /** Returns the name of a constant. */
  String constant(int number) {
    return Objects.requireNonNull(constants).get(number);
  }

  /** Returns the values that training has seen, or the first of many, for messages. */
  String seenValues(LearntColumn learnt) {
    List<String> all =
        constants == null ? learnt.values() : constants.stream().filter(learnt::has).toList();
    if (all.size() <= MANY) {
      return all.toString();
    }
    String first = String.join(", ", all.subList(0, MANY));
    return "[%s and %d others]".formatted(first, all.size() - MANY);
  }

  /** Returns the numbers of ids that no training example had, although later ones may have them. */
  List<Integer> unusedIds(LearntColumn learnt) {
    List<Integer> unused = new ArrayList<>();
    boolean[] seen = seen(learnt);
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        unused.add(i);
      }
    }
    if (isText() && !learnt.hasOthers()) {
      unused.add(atMost);
    }
    if (mayBeMissing() && !learnt.hasMissing()) {
      unused.add(values() - 1);
    }
    return unused;
  }
}
