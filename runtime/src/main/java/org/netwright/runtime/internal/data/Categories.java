package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers the values of a categorical column: known values, or, while a table is read for the first
 * time, all values. New values are numbered as they are read; at the end they are sorted.
 */
final class Categories {
  static final int UNKNOWN = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> values = new ArrayList<>();
  private final boolean fixed;

  private Categories(List<String> known, boolean fixed) {
    this.fixed = fixed;
    known.forEach(this::add);
  }

  /** Accepts all values. */
  static Categories open() {
    return new Categories(List.of(), false);
  }

  /** Accepts only these values. */
  static Categories of(List<String> known) {
    return new Categories(known, true);
  }

  /** Returns whether new values are accepted. */
  boolean isOpen() {
    return !fixed;
  }

  /** Returns the number of a value, from 0; {@link #UNKNOWN} if it is not accepted. */
  int number(String value) {
    Integer number = numbers.get(value);
    if (number != null) {
      return number;
    }
    return fixed ? UNKNOWN : add(value);
  }

  private int add(String value) {
    numbers.put(value, values.size());
    values.add(value);
    return values.size() - 1;
  }

  int size() {
    return values.size();
  }

  /** Returns the values in their final order: as they were given, or alphabetical. */
  List<String> values() {
    return fixed ? List.copyOf(values) : values.stream().sorted().toList();
  }

  /** Returns for each number the position of its value in {@link #values}. */
  int[] positions() {
    int[] positions = IntStream.range(0, values.size()).toArray();
    if (!fixed) {
      List<String> sorted = values();
      for (int i = 0; i < sorted.size(); i++) {
        positions[number(sorted.get(i))] = i;
      }
    }
    return positions;
  }
}
