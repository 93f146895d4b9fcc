package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import org.netwright.runtime.internal.data.CsvNumbers;

/** Reads whole numbers of a type, also those that are written as 12.0 or 1e3. */
final class WholeReader extends ValueReader {
  /** So many digits are a long in any case. */
  private static final int SHORT = 18;

  /** Longer texts are not numbers of this type. */
  private static final int LONGEST = 64;

  private final Class<?> type;
  private final char decimalSeparator;
  private final long least;
  private final long most;
  private long number;

  /**
   * Makes a reader.
   *
   * @param type byte, short, int or long
   */
  WholeReader(Class<?> type, char decimalSeparator) {
    this.type = type;
    this.decimalSeparator = decimalSeparator;
    int bits =
        type == byte.class
            ? Byte.SIZE
            : type == short.class ? Short.SIZE : type == int.class ? Integer.SIZE : Long.SIZE;
    this.most = Long.MAX_VALUE >> (Long.SIZE - bits);
    this.least = -most - 1;
  }

  @Override
  boolean read(char[] text, int from, int to) {
    boolean negative = text[from] == '-';
    int begin = negative || text[from] == '+' ? from + 1 : from;
    if (begin == to || to - begin > SHORT) {
      return readOther(text, from, to);
    }
    long read = 0;
    for (int i = begin; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return readOther(text, from, to);
      }
      read = 10 * read + digit;
    }
    return keep(negative ? -read : read);
  }

  private boolean readOther(char[] text, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    String number = new String(text, from, to - from);
    if (!CsvNumbers.isNumeric(number, decimalSeparator)) {
      return false;
    }
    try {
      return keep(new BigDecimal(number.replace(decimalSeparator, '.')).longValueExact());
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return false;
    }
  }

  private boolean keep(long read) {
    number = read;
    return read >= least && read <= most;
  }

  long kept() {
    return number;
  }

  @Override
  Object value() {
    if (type == byte.class) {
      return (byte) number;
    }
    if (type == short.class) {
      return (short) number;
    }
    if (type == int.class) {
      return (int) number;
    }
    return number;
  }

  @Override
  String expected() {
    return "a whole number in the range of " + type;
  }

  @Override
  MethodHandle handle(Class<?> wanted) {
    return getter(this, long.class, wanted);
  }
}
