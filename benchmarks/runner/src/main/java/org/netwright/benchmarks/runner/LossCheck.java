package org.netwright.benchmarks.runner;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Makes sure that all competitors that train a network compute the same thing before any of them is
 * timed.
 */
final class LossCheck {
  /** The second and third loss depend on all gradients and updates before. */
  private static final int STEPS = 3;

  private static final double TOLERANCE = 1e-3;

  private LossCheck() {}

  /**
   * Compares the first losses of the networks with Netwright's.
   *
   * @throws IllegalStateException if they differ
   */
  static void run(Workers workers, List<String> networks) throws IOException {
    for (String task : networks) {
      double[] expected = workers.of(Competitor.NETWRIGHT).losses(task, STEPS);
      System.out.println(task + " starts with the losses " + Arrays.toString(expected));
      for (Competitor other : Competitor.OTHERS) {
        if (other.trains(task)) {
          compare(task, expected, other, workers.of(other).losses(task, STEPS));
        }
      }
    }
  }

  private static void compare(String task, double[] expected, Competitor other, double[] actual) {
    for (int step = 0; step < STEPS; step++) {
      // Negated, so that NaN differs too.
      if (!(Math.abs(actual[step] - expected[step]) <= TOLERANCE * Math.abs(expected[step]))) {
        throw new IllegalStateException(
            "%s computes something else for %s: losses %s instead of %s"
                .formatted(
                    other.label(), task, Arrays.toString(actual), Arrays.toString(expected)));
      }
    }
  }
}
