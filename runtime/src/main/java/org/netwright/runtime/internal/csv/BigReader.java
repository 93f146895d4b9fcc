package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvNumbers;

/**
 * Reads numbers exactly, as {@link BigDecimal} with the scale of the text, or as {@link
 * BigInteger}. The number of digits is limited, because {@code 1e999999999} is a short text, but a
 * whole number of half a gigabyte.
 */
final class BigReader extends ValueReader {
  private static final int MOST_DIGITS = 1_000;

  /** The digits before and after the point, and some more characters. */
  private static final int LONGEST = 2 * MOST_DIGITS + 20;

  private final boolean isWhole;
  private final char decimalSeparator;
  private @Nullable Object number;

  /**
   * Makes a reader.
   *
   * @param isWhole whether it reads {@link BigInteger}
   */
  BigReader(boolean isWhole, char decimalSeparator) {
    this.isWhole = isWhole;
    this.decimalSeparator = decimalSeparator;
  }

  @Override
  boolean read(char[] text, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    String read = new String(text, from, to - from);
    if (!CsvNumbers.isNumeric(read, decimalSeparator)) {
      return false;
    }
    try {
      BigDecimal decimal = new BigDecimal(read.replace(decimalSeparator, '.'));
      number = isWhole ? whole(decimal) : decimal;
      return number != null && isShort(decimal);
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }

  private static boolean isShort(BigDecimal decimal) {
    return decimal.scale() <= MOST_DIGITS && digitsBeforePoint(decimal) <= MOST_DIGITS;
  }

  private static long digitsBeforePoint(BigDecimal decimal) {
    return (long) decimal.precision() - decimal.scale();
  }

  /** Returns null if a number is not whole, or has too many digits. */
  private static @Nullable BigInteger whole(BigDecimal decimal) {
    if (decimal.signum() == 0) {
      return BigInteger.ZERO;
    }
    long digits = digitsBeforePoint(decimal);
    if (digits <= 0 || digits > MOST_DIGITS) {
      return null;
    }
    try {
      return decimal.toBigIntegerExact();
    } catch (ArithmeticException notWhole) {
      return null;
    }
  }

  boolean isWhole() {
    return isWhole;
  }

  @Override
  Object value() {
    return Objects.requireNonNull(number);
  }

  @Override
  String expected() {
    return isWhole
        ? "a whole number of up to %d digits".formatted(MOST_DIGITS)
        : "a number of up to %d digits before the decimal point and up to %1$d after it"
            .formatted(MOST_DIGITS);
  }

  @Override
  MethodHandle handle(Class<?> type) {
    throw new AssertionError(type + " is not primitive");
  }
}
