package org.netwright.processor.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant by a name that does not exist. */
public final class Nearest {
  private Nearest() {}

  /** Returns {@code " Did you mean hidden?"}, or nothing if no candidate is similar. */
  public static String hint(String given, Collection<String> candidates) {
    return to(given, candidates).map(name -> " Did you mean " + name + "?").orElse("");
  }

  /** Returns the candidate that differs in the fewest letters, if there are only a few. */
  public static Optional<String> to(String given, Collection<String> candidates) {
    int few = Math.max(1, given.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(given, candidate) <= few)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(given, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The number of letters to insert, remove, replace or swap with their neighbour (optimal string
   * alignment), ignoring case.
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          distances[i][j] = i + j;
          continue;
        }
        int replaced = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shifted = 1 + Math.min(distances[i - 1][j], distances[i][j - 1]);
        distances[i][j] = Math.min(replaced, shifted);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          distances[i][j] = Math.min(distances[i][j], distances[i - 2][j - 2] + 1);
        }
      }
    }
    return distances[a.length()][b.length()];
  }
}
