package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.internal.text.Shapes;
import org.netwright.runtime.internal.text.Spelling;

/**
 * The tables of numbers of examples: those of the inputs and of the targets.
 *
 * @param inputs those of sequences are followed by their lengths, as rows of one number
 * @param inputNames empty if there is one input without a name, and one target
 * @param classes the names of the classes for each target; empty if they have none
 */
record TableParts(
    List<Rows> inputs,
    List<Rows> targets,
    List<String> inputNames,
    List<String> targetNames,
    List<List<String>> classes) {

  /**
   * Returns the same tables in the order of a network.
   *
   * @param network the simple name of its class, for messages
   * @param chosen the rows that are examples
   * @throws IllegalArgumentException if they have other names than the network, or other lengths
   */
  TableParts arranged(
      String network, List<String> wantedInputs, List<String> wantedTargets, int... chosen) {
    boolean wantsLengths = wantedInputs.stream().anyMatch(LengthNames::isOne);
    if (hasLengths() && !wantsLengths) {
      return withoutLengths(network, chosen).arranged(network, wantedInputs, wantedTargets, chosen);
    }
    if (wantsLengths && !hasLengths()) {
      throw new IllegalArgumentException(
          "%s takes sequences with lengths, but the examples are without; use Data.sequences, or the method sequences of Data.builder()"
              .formatted(network));
    }
    if (inputNames.isEmpty()) {
      if (wantedInputs.size() == inputs.size() && wantedTargets.size() == 1) {
        return this;
      }
      throw new IllegalArgumentException(
          "%s has the inputs %s and the targets %s, but the examples have one of each, without names; use Data.builder().input(\"%s\", …)"
              .formatted(
                  network,
                  String.join(", ", LengthNames.without(wantedInputs)),
                  String.join(", ", wantedTargets),
                  wantedInputs.get(0)));
    }
    if (wantedInputs.equals(inputNames) && wantedTargets.equals(targetNames)) {
      return this;
    }
    return new TableParts(
        arranged(network, "input", wantedInputs, inputNames, inputs),
        arranged(network, "target", wantedTargets, targetNames, targets),
        wantedInputs,
        wantedTargets,
        arranged(network, "target", wantedTargets, targetNames, classes));
  }

  private static <T> List<T> arranged(
      String network, String what, List<String> wanted, List<String> names, List<T> given) {
    for (String name : names) {
      if (!wanted.contains(name)) {
        if (LengthNames.isOne(name) && wanted.contains(LengthNames.ofSequences(name))) {
          throw new IllegalArgumentException(
              "%s takes %s without lengths, but the examples have sequences %2$s; use input(\"%2$s\", …) of Data.builder(), or declare the input with variable = true"
                  .formatted(network, LengthNames.ofSequences(name)));
        }
        throw new IllegalArgumentException(
            "%s has no %s %s; it has %s%s"
                .formatted(
                    network,
                    what,
                    name,
                    String.join(", ", LengthNames.without(wanted)),
                    Spelling.didYouMean(name, LengthNames.without(wanted))));
      }
    }
    List<T> arranged = new ArrayList<>();
    for (String name : wanted) {
      int index = names.indexOf(name);
      if (index < 0 && LengthNames.isOne(name)) {
        throw new IllegalArgumentException(
            "%s takes sequences %s with lengths; use sequences(\"%2$s\", …) of Data.builder()"
                .formatted(network, LengthNames.ofSequences(name)));
      }
      if (index < 0) {
        throw new IllegalArgumentException(
            "the examples have no %s %s, which %s needs; they have %s"
                .formatted(what, name, network, String.join(", ", LengthNames.without(names))));
      }
      arranged.add(given.get(index));
    }
    return arranged;
  }

  /**
   * Returns the tables without lengths of inputs that have those of another one.
   *
   * @param shared the names of these lengths, by the inputs
   * @param chosen the rows that are examples
   * @throws IllegalArgumentException if sequences have other lengths
   */
  TableParts withSharedLengths(String network, Map<String, String> shared, int... chosen) {
    List<Rows> kept = new ArrayList<>(inputs);
    List<String> names = new ArrayList<>(inputNames);
    shared.forEach(
        (input, lengths) -> {
          int own = names.indexOf(LengthNames.of(input));
          int common = names.indexOf(lengths);
          if (own >= 0 && common >= 0) {
            requireSame(network, input, kept.get(own), lengths, kept.get(common), chosen);
            kept.remove(own);
            names.remove(own);
          }
        });
    return new TableParts(kept, targets, names, targetNames, classes);
  }

  private static void requireSame(
      String network, String input, Rows own, String lengths, Rows common, int... chosen) {
    for (int i = 0; i < chosen.length; i++) {
      if (own.get(chosen[i], 0) != common.get(chosen[i], 0)) {
        throw new IllegalArgumentException(
            "%s: %s has the lengths of %s, but sequence %d (counted from 0) has %d steps, and %d of %3$s"
                .formatted(
                    network,
                    input,
                    LengthNames.ofSequences(lengths),
                    i,
                    (int) own.get(chosen[i], 0),
                    (int) common.get(chosen[i], 0)));
      }
    }
  }

  /** Returns whether an input is of sequences with lengths. */
  boolean hasLengths() {
    return inputNames.isEmpty()
        ? inputs.size() > 1
        : inputNames.stream().anyMatch(LengthNames::isOne);
  }

  private boolean areLengths(int input) {
    return inputNames.isEmpty() ? input > 0 : LengthNames.isOne(inputNames.get(input));
  }

  /**
   * Returns the tables for a network that takes no lengths.
   *
   * @param chosen the rows that are examples
   * @throws IllegalArgumentException if sequences have different lengths
   */
  TableParts withoutLengths(String network, int... chosen) {
    if (!hasLengths()) {
      return this;
    }
    List<Rows> sequences = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (areLengths(i)) {
        requireOneLength(network, inputs.get(i), chosen);
      } else {
        sequences.add(trimmed(inputs.get(i), chosen));
      }
    }
    return new TableParts(
        sequences,
        targets.stream().map(rows -> trimmed(rows, chosen)).toList(),
        LengthNames.without(inputNames),
        targetNames,
        classes);
  }

  private static void requireOneLength(String network, Rows lengths, int... chosen) {
    int first = (int) lengths.get(chosen[0], 0);
    for (int row : chosen) {
      int length = (int) lengths.get(row, 0);
      if (length != first) {
        int longest = Arrays.stream(chosen).map(i -> (int) lengths.get(i, 0)).max().orElse(1);
        throw new IllegalArgumentException(
            "%s takes sequences of the same length, but the examples have some of %d and of %d steps; declare the input with variable = true, as in @Input(value = {%d, 8}, variable = true)"
                .formatted(network, first, length, longest));
      }
    }
  }

  /** Returns rows with no more steps than the longest sequence of some rows. */
  static Rows trimmed(Rows rows, int... chosen) {
    return rows instanceof SequenceRows sequences ? sequences.trimmed(chosen) : rows;
  }

  /** Returns the length of each row, with those of several inputs added up. */
  int[] totalLengths() {
    int[] totals = new int[inputs.get(0).size()];
    for (int i = 0; i < inputs.size(); i++) {
      if (areLengths(i)) {
        Rows lengths = inputs.get(i);
        for (int row = 0; row < totals.length; row++) {
          totals[row] += (int) lengths.get(row, 0);
        }
      }
    }
    return totals;
  }

  /** Returns an input by its name. */
  Rows input(String name) {
    return named("input", name, inputNames, inputs);
  }

  /** Returns a target by its name. */
  Rows target(String name) {
    return named("target", name, targetNames, targets);
  }

  private static Rows named(String what, String name, List<String> names, List<Rows> tables) {
    int index = names.indexOf(Objects.requireNonNull(name, "name"));
    if (index < 0) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "the examples have no %s %s; only those of Data.builder() have names"
                  .formatted(what, name)
              : "the examples have no %s %s; they have %s%s"
                  .formatted(
                      what, name, String.join(", ", names), Spelling.didYouMean(name, names)));
    }
    return tables.get(index);
  }

  /** Returns names and shapes of inputs and targets, in words. */
  String described() {
    return described("x", inputNames, inputs) + ", " + described("y", targetNames, targets);
  }

  private static String described(String unnamed, List<String> names, List<Rows> tables) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String name = names.isEmpty() ? unnamed : names.get(i);
      if (names.isEmpty() ? i == 0 : !LengthNames.isOne(name)) {
        words.add(
            name
                + " "
                + Shapes.batch("n", tables.get(i).shape())
                + (tables.get(i) instanceof SequenceRows ? " with lengths" : ""));
      }
    }
    return String.join(", ", words);
  }
}
