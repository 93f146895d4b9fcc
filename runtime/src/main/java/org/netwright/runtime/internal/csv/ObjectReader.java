package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects such as texts, constants and dates. Texts that were read before give the same
 * object, as far as a small table remembers them, because the values of a column often repeat.
 */
final class ObjectReader extends ValueReader {
  private static final int TABLE = 1 << 10;

  /** Longer texts hardly repeat. */
  private static final int LONGEST = 64;

  private final Function<String, @Nullable Object> parser;
  private final String expected;
  private final boolean areTexts;
  private final @Nullable String[] texts = new @Nullable String[TABLE];
  private final @Nullable Object[] values = new @Nullable Object[TABLE];
  private @Nullable Object value;

  /**
   * Makes a reader.
   *
   * @param parser returns null if a text is not a value
   */
  ObjectReader(Function<String, @Nullable Object> parser, String expected) {
    this(parser, expected, false);
  }

  private ObjectReader(
      Function<String, @Nullable Object> parser, String expected, boolean areTexts) {
    this.parser = parser;
    this.expected = expected;
    this.areTexts = areTexts;
  }

  /** Returns a reader of texts, except those that probably stand for a missing value. */
  static ObjectReader ofTexts(Predicate<String> isMissing) {
    return new ObjectReader(text -> isMissing.test(text) ? null : text, "a text", true);
  }

  @Override
  boolean read(char[] text, int from, int to) {
    if (to - from > LONGEST) {
      value = parser.apply(new String(text, from, to - from));
      return value != null;
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    int place = (hash ^ (hash >>> 16)) & (TABLE - 1);
    String known = texts[place];
    if (known != null && isSame(known, text, from, to)) {
      value = values[place];
      return true;
    }
    String read = new String(text, from, to - from);
    value = parser.apply(read);
    if (value == null) {
      return false;
    }
    texts[place] = read;
    values[place] = value;
    return true;
  }

  /** Returns whether its objects are the texts themselves. */
  boolean isOfTexts() {
    return areTexts;
  }

  private static boolean isSame(String known, char[] text, int from, int to) {
    int length = to - from;
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  Object value() {
    return Objects.requireNonNull(value);
  }

  @Override
  String expected() {
    return expected;
  }

  @Override
  MethodHandle handle(Class<?> type) {
    throw new AssertionError(type + " is not primitive");
  }
}
