package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;

/** Reads true and false, in words or as 1 and 0. */
final class FlagReader extends ValueReader {
  private static final String[] TRUE = {"true", "1", "yes"};
  private static final String[] FALSE = {"false", "0", "no"};

  private boolean flag;

  @Override
  boolean read(char[] text, int from, int to) {
    flag = isOneOf(TRUE, text, from, to);
    return flag || isOneOf(FALSE, text, from, to);
  }

  private static boolean isOneOf(String[] words, char[] text, int from, int to) {
    for (String word : words) {
      boolean same = word.length() == to - from;
      for (int i = from; same && i < to; i++) {
        char c = text[i];
        char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        same = lower == word.charAt(i - from);
      }
      if (same) {
        return true;
      }
    }
    return false;
  }

  boolean kept() {
    return flag;
  }

  @Override
  Object value() {
    return flag;
  }

  @Override
  String expected() {
    return "true or false, yes or no, 1 or 0";
  }

  @Override
  MethodHandle handle(Class<?> type) {
    return getter(this, boolean.class, type);
  }
}
