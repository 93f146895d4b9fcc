package org.netwright.runtime.internal.records;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.runtime.internal.data.Moments;

/**
 * Measures a column: {@link Moments}, which constants there are, and how often each text occurs.
 */
final class ColumnMeasure {
  /** How many rare texts are kept, to tell them from those that training has not seen. */
  static final int MOST_OTHERS = 10_000;

  /** How long they may be together. */
  private static final int MOST_CHARACTERS = 1_000_000;

  private final RecordColumn column;
  private final Moments moments = new Moments();
  private final Map<String, int[]> counts = new HashMap<>();
  private final int numbers;
  private boolean missing;

  ColumnMeasure(RecordColumn column) {
    this.column = column;
    this.numbers = column instanceof NumericColumn numeric ? numeric.numbers() : 0;
  }

  /**
   * Adds a value.
   *
   * @param raw its numbers, which others of an earlier value may follow
   */
  void add(double[] raw) {
    moments.add(raw, numbers);
  }

  void add(String text) {
    counts.computeIfAbsent(text, t -> new int[1])[0]++;
  }

  boolean has(String text) {
    return counts.containsKey(text);
  }

  void addMissing() {
    missing = true;
  }

  /** Returns what the rows have shown. */
  LearntColumn toLearnt() {
    List<String> kept = kept();
    Set<String> others = new HashSet<>(counts.keySet());
    kept.forEach(others::remove);
    return new LearntColumn(
        moments.mean(), deviations(), kept, !others.isEmpty(), bounded(others), missing);
  }

  /**
   * Returns what is known, and what the rows have shown beside it. Scales and texts that are known
   * do not change: only what all examples had in common so far can turn out to differ.
   */
  LearntColumn extend(LearntColumn known) {
    LearntColumn own = toLearnt();
    boolean isText = column instanceof CategoryColumn category && category.isText();
    List<String> values =
        isText
            ? known.values()
            : Stream.concat(known.values().stream(), own.values().stream())
                .distinct()
                .sorted()
                .toList();
    Set<String> others = isText ? others(known) : Set.of();
    boolean hasOthers = known.hasOthers() || !others.isEmpty();
    boolean hasMissing = known.hasMissing() || missing;
    if (!known.hasNumbers() || !own.hasNumbers()) {
      LearntColumn numbers = known.hasNumbers() ? known : own;
      return new LearntColumn(
          numbers.means(), numbers.deviations(), values, hasOthers, bounded(others), hasMissing);
    }
    double[] means = known.means();
    double[] deviations = known.deviations();
    for (int i = 0; i < means.length; i++) {
      if (deviations[i] == 0 && own.deviation(i) > 0) {
        means[i] = own.mean(i);
        deviations[i] = own.deviation(i);
      } else if (deviations[i] == 0 && !numeric().isSame(i, means[i], own.mean(i))) {
        deviations[i] = Math.abs(own.mean(i) - means[i]);
      }
    }
    return new LearntColumn(means, deviations, values, hasOthers, bounded(others), hasMissing);
  }

  /** Returns the texts without a number of their own; none if there were too many before. */
  private Set<String> others(LearntColumn known) {
    if (known.hasOthers() && known.others().isEmpty()) {
      return Set.of();
    }
    Set<String> others = new HashSet<>(known.others());
    counts.keySet().stream().filter(text -> !known.has(text)).forEach(others::add);
    return others;
  }

  private static Set<String> bounded(Set<String> others) {
    long characters = others.stream().mapToLong(String::length).sum();
    return others.size() > MOST_OTHERS || characters > MOST_CHARACTERS ? Set.of() : others;
  }

  /** Returns the deviation of each number, or 0 if it is always the same. */
  private double[] deviations() {
    double[] deviations = moments.deviation();
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = numeric().deviation(i, deviations[i]);
      if (!Double.isFinite(deviations[i])) {
        throw column.refused(
            "numbers that can be scaled",
            "some above 1e150",
            "; divide them, or take their logarithm");
      }
    }
    return deviations;
  }

  private NumericColumn numeric() {
    return (NumericColumn) column;
  }

  /** The most frequent first; of equally frequent ones the first in the alphabet. */
  private List<String> kept() {
    if (!(column instanceof CategoryColumn category)) {
      return List.of();
    }
    if (!category.isText()) {
      return counts.keySet().stream().sorted().toList();
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue()[0] >= category.atLeast())
        .sorted(
            Comparator.comparing((Map.Entry<String, int[]> entry) -> -entry.getValue()[0])
                .thenComparing(Map.Entry::getKey))
        .limit(category.atMost())
        .map(Map.Entry::getKey)
        .toList();
  }
}
