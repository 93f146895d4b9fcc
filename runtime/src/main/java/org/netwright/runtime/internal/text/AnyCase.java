package org.netwright.runtime.internal.text;

import java.util.List;
import java.util.Locale;

/** Finds names in any case, if that is unambiguous. */
public final class AnyCase {
  private AnyCase() {}

  /**
   * Returns the position of a name.
   *
   * @return −1 if there is none, or several that differ in case alone
   */
  public static int indexOf(List<String> names, String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    List<String> lower = names.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    String wanted = name.toLowerCase(Locale.ROOT);
    int first = lower.indexOf(wanted);
    return first == lower.lastIndexOf(wanted) ? first : -1;
  }
}
