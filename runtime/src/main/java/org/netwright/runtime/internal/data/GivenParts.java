package org.netwright.runtime.internal.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that tables which users pass as examples belong together. */
final class GivenParts {
  private GivenParts() {}

  /**
   * Returns the tables of examples with one input and one target.
   *
   * @param classes the names of the classes; empty if they have none
   * @throws IllegalArgumentException if a number is not finite, or the numbers of rows differ
   */
  static TableParts of(Rows x, Rows y, List<String> classes) {
    if (x.size() != y.size() || x.size() == 0) {
      throw new IllegalArgumentException(
          "expected x and y with the same number of rows, at least one, got %d and %d"
              .formatted(x.size(), y.size()));
    }
    GivenRows.requireFinite("x", x);
    GivenRows.requireFinite("y", y);
    if (x instanceof SequenceRows sequences && y instanceof SequenceRows ofSteps) {
      GivenSequences.requireSameLengths(sequences, ofSteps);
    }
    List<Rows> inputs =
        x instanceof SequenceRows sequences ? List.of(x, sequences.lengths()) : List.of(x);
    return new TableParts(inputs, List.of(y), List.of(), List.of(), List.of(classes));
  }

  /**
   * Returns the tables of examples with several inputs or targets.
   *
   * @throws IllegalArgumentException if there is no input or no target, a number is not finite, or
   *     the numbers of rows differ
   */
  static TableParts of(Map<String, Rows> inputs, Map<String, Rows> targets) {
    if (inputs.isEmpty() || targets.isEmpty()) {
      throw new IllegalArgumentException("expected at least one input and one target");
    }
    Map.Entry<String, Rows> first = inputs.entrySet().iterator().next();
    Stream.concat(inputs.entrySet().stream(), targets.entrySet().stream())
        .forEach(
            part -> {
              if (part.getValue().size() != first.getValue().size()) {
                throw new IllegalArgumentException(
                    "expected the same number of rows everywhere, but %s has %d and %s has %d"
                        .formatted(
                            first.getKey(),
                            first.getValue().size(),
                            part.getKey(),
                            part.getValue().size()));
              }
              GivenRows.requireFinite(part.getKey(), part.getValue());
            });
    return new TableParts(
        List.copyOf(inputs.values()),
        List.copyOf(targets.values()),
        List.copyOf(inputs.keySet()),
        List.copyOf(targets.keySet()),
        Collections.nCopies(targets.size(), List.of()));
  }
}
