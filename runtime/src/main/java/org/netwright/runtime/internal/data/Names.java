package org.netwright.runtime.internal.data;

import java.util.List;

/** Names of columns, values and classes in messages. */
public final class Names {
  private static final int MOST = 10;

  private Names() {}

  /** Returns {@code [a, b, c]}, or of more than ten names, {@code [a, …, j] and 3 more}. */
  public static String shortened(List<String> names) {
    return names.size() <= MOST
        ? names.toString()
        : names.subList(0, MOST) + " and " + (names.size() - MOST) + " more";
  }
}
