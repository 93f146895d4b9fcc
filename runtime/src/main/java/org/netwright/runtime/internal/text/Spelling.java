package org.netwright.runtime.internal.text;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a user probably meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * Returns a question to append to a message, as in {@code . Did you mean churn?}
   *
   * @return empty if no name is similar
   */
  public static String didYouMean(String given, Collection<String> names) {
    String nearest = "";
    int least = 1 + Math.max(1, given.length() / 3);
    for (String name : names) {
      int distance = distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least && distance < Math.min(given.length(), name.length())) {
        least = distance;
        nearest = name;
      }
    }
    return nearest.isEmpty() ? "" : ". Did you mean " + nearest + "?";
  }

  /** Counts insertions, deletions, replacements and swaps of neighbours from one to the other. */
  private static int distance(String one, String other) {
    int[][] distance = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          distance[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        distance[i][j] =
            Math.min(
                distance[i - 1][j - 1] + (same ? 0 : 1),
                1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          distance[i][j] = Math.min(distance[i][j], 1 + distance[i - 2][j - 2]);
        }
      }
    }
    return distance[one.length()][other.length()];
  }
}
