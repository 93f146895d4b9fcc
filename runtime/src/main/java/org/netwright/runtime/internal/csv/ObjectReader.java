package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects such as texts, constants and dates. Short texts that were read before give the same
 * object, as far as a small table remembers them, because the values of a column often repeat.
 */
final class ObjectReader extends ValueReader {
  private static final int TABLE_BITS = 10;

  /** A text has one of so many places in the table. */
  private static final int PLACES = 4;

  /** After so many texts, it is known whether they repeat. */
  private static final int ENOUGH = 1 << 12;

  /** So many characters of one byte, and their number, are two longs. */
  private static final int LONGEST = 15;

  private final Function<String, @Nullable Object> parser;
  private final String expected;
  private final boolean areTexts;
  private final long[] firsts = new long[(1 << TABLE_BITS) + PLACES];
  private final long[] lasts = new long[(1 << TABLE_BITS) + PLACES];
  private final @Nullable Object[] values = new @Nullable Object[(1 << TABLE_BITS) + PLACES];
  private @Nullable Object value;
  private int found;
  private int notFound;

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
    int length = to - from;
    boolean areDifferent = notFound >= ENOUGH && found < notFound >> 3;
    if (length > LONGEST || areDifferent) {
      return parse(text, from, to);
    }
    int all = 0;
    long first = 0;
    int middle = from + Math.min(length, Long.BYTES);
    for (int i = from; i < middle; i++) {
      all |= text[i];
      first = (first << Byte.SIZE) | text[i];
    }
    long last = length;
    for (int i = middle; i < to; i++) {
      all |= text[i];
      last = (last << Byte.SIZE) | text[i];
    }
    if (all > 0xFF) {
      return parse(text, from, to);
    }
    // Knuth's multiplicative hashing, by 2⁶⁴ divided by the golden ratio.
    int place = (int) (((first + 31 * last) * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - TABLE_BITS));
    for (int i = place; i < place + PLACES; i++) {
      Object known = values[i];
      if (known == null) {
        place = i;
        break;
      }
      if (firsts[i] == first && lasts[i] == last) {
        found++;
        value = known;
        return true;
      }
    }
    if (!parse(text, from, to)) {
      return false;
    }
    if (values[place] != null) {
      place += notFound & (PLACES - 1);
    }
    notFound++;
    firsts[place] = first;
    lasts[place] = last;
    values[place] = value;
    return true;
  }

  private boolean parse(char[] text, int from, int to) {
    value = parser.apply(new String(text, from, to - from));
    return value != null;
  }

  /** Returns whether its objects are the texts themselves. */
  boolean isOfTexts() {
    return areTexts;
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
