package org.netwright.benchmarks.runner;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What Netwright should reach in one row.
 *
 * @param text for people
 * @param reached whether the row reaches it
 */
record Goal(String text, Predicate<Row> reached) {

  /**
   * That libtorch's value is at least this multiple of Netwright's; the better of its columns, if
   * the row has both.
   */
  static Goal libtorch(double factor) {
    return ratio(factor, Competitor.LIBTORCH, Competitor.LIBTORCH_ONE_THREAD);
  }

  /** As {@link #libtorch}, for the better of DL4J's two columns. */
  static Goal dl4j(double factor) {
    return ratio(factor, Competitor.DL4J, Competitor.DL4J_TUNED);
  }

  /** That Netwright's own value is at least this share. */
  static Goal atLeast(double share) {
    return new Goal(
        "≥ " + Unit.SHARE.format(share),
        row -> row.value(Competitor.NETWRIGHT).orElseThrow() >= share);
  }

  /** That Netwright's own value is at most this share. */
  static Goal atMost(double share) {
    return new Goal(
        "≤ " + Unit.SHARE.format(share),
        row -> row.value(Competitor.NETWRIGHT).orElseThrow() <= share);
  }

  private static Goal ratio(double factor, Competitor... others) {
    String number = factor == Math.rint(factor) ? "%.0f" : "%s";
    return new Goal(
        String.format(Locale.ROOT, "%s ≥ " + number + " ×", others[0].label(), factor),
        row ->
            row.ratio(others[0]).isPresent()
                && Arrays.stream(others)
                    .flatMapToDouble(other -> row.ratio(other).stream())
                    .allMatch(ratio -> ratio >= factor));
  }
}
