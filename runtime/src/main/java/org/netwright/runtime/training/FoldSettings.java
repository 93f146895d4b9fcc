package org.netwright.runtime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;

/** How a cross-validation divides its examples: into folds that are drawn, or as the user says. */
final class FoldSettings {
  private static final int DEFAULT = 5;

  private int number = DEFAULT;
  private boolean numberIsSet;
  private boolean stratified;
  private @Nullable Function<Data, List<Split>> own;

  void number(int number) {
    this.number = number;
    this.numberIsSet = true;
  }

  void stratified() {
    this.stratified = true;
  }

  void splits(Function<Data, List<Split>> splits) {
    this.own = Objects.requireNonNull(splits, "splits");
  }

  /**
   * Divides examples.
   *
   * @param seed of folds that are drawn
   * @return at least one split
   * @throws IllegalArgumentException if the settings contradict each other, or the examples cannot
   *     be divided
   */
  List<Split> of(Data data, long seed) {
    if (own == null) {
      return stratified ? data.stratifiedFolds(number, seed) : data.folds(number, seed);
    }
    if (numberIsSet || stratified) {
      throw new IllegalArgumentException(
          "%s and splits both divide the examples; remove one of them"
              .formatted(numberIsSet ? "folds" : "stratified"));
    }
    return checked(own.apply(data));
  }

  /** Copies splits, which the user could change while others are still trained. */
  private static List<Split> checked(@Nullable List<@Nullable Split> given) {
    if (given == null) {
      throw refused("a list of splits, got null");
    }
    List<Split> splits = new ArrayList<>();
    for (Split split : given) {
      if (split == null) {
        throw refused("splits without null, got null at index " + splits.size());
      }
      if (isMissing(split.train()) || isMissing(split.test())) {
        throw refused("examples to train on and to test, got null at index " + splits.size());
      }
      splits.add(split);
    }
    if (splits.isEmpty()) {
      throw refused("at least one split, got an empty list");
    }
    return splits;
  }

  private static boolean isMissing(@Nullable Data part) {
    return part == null;
  }

  private static IllegalArgumentException refused(String expected) {
    return new IllegalArgumentException("splits: expected " + expected);
  }
}
