package org.netwright.samples.selection;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a penalty of one strength leaves of the features.
 *
 * @param strength of the penalty
 * @param coefficients of each feature its coefficient, or the norm of its weights
 * @param accuracy on the examples held out
 */
record Selection(double strength, List<Double> coefficients, double accuracy) {
  static final String HEADER = "strength  features  accuracy  which";

  /** Returns the places of the features that are left. */
  List<Integer> survivors() {
    return IntStream.range(0, coefficients.size())
        .filter(i -> coefficients.get(i) != 0)
        .boxed()
        .toList();
  }

  /** Returns one line of a table. */
  String line(List<String> names) {
    int shown = 4;
    List<Integer> survivors = survivors();
    String which =
        survivors.stream().limit(shown).map(names::get).collect(Collectors.joining(", "));
    String more = survivors.size() > shown ? ", …" : "";
    return String.format(
        Locale.ROOT, "%8.4f  %8d  %8.4f  %s%s", strength, survivors.size(), accuracy, which, more);
  }
}
