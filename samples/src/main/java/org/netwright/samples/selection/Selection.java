package org.netwright.samples.selection;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The features that remain under a penalty.
 *
 * @param strength the strength of the penalty
 * @param coefficients for each feature, its coefficient or the norm of its weights
 * @param accuracy the accuracy on the held-out examples
 */
record Selection(double strength, List<Double> coefficients, double accuracy) {
  static final String HEADER = "strength  features  accuracy  which";

  /** Returns the indices of the remaining features. */
  List<Integer> survivors() {
    return IntStream.range(0, coefficients.size())
        .filter(i -> coefficients.get(i) != 0)
        .boxed()
        .toList();
  }

  /** Returns a line of the table. */
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
