package org.netwright.runtime.internal.data;

import java.util.List;

/** The names of the inputs that lengths of sequences are: {@code features.lengths}. */
public final class LengthNames {
  private static final String SUFFIX = ".lengths";

  private LengthNames() {}

  /** Returns the name of the lengths of an input. */
  public static String of(String input) {
    return input + SUFFIX;
  }

  /** Returns whether an input is of lengths. The names of layers have no points. */
  public static boolean isOne(String name) {
    return name.endsWith(SUFFIX);
  }

  /** Returns the name of the input that lengths are of. */
  static String ofSequences(String lengths) {
    return lengths.substring(0, lengths.length() - SUFFIX.length());
  }

  /** Returns names without those of lengths. */
  public static List<String> without(List<String> names) {
    return names.stream().filter(name -> !isOne(name)).toList();
  }
}
