package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import org.netwright.runtime.internal.data.CsvNumbers;

/** Reads finite decimal numbers. */
final class DecimalReader extends ValueReader {
  /** The bits of a double that a float does not have, and of these the highest. */
  private static final long REST = (1L << 29) - 1;

  private static final long HALF = 1L << 28;

  private final boolean isFloat;
  private final char decimalSeparator;
  private double number;

  /**
   * Makes a reader.
   *
   * @param type float or double
   */
  DecimalReader(Class<?> type, char decimalSeparator) {
    this.isFloat = type == float.class;
    this.decimalSeparator = decimalSeparator;
  }

  @Override
  boolean read(char[] text, int from, int to) {
    double read = CsvNumbers.parse(text, from, to, decimalSeparator);
    if (isFloat && Double.isFinite(read)) {
      number = toFloat(read, text, from, to);
      return Double.isFinite(number);
    }
    number = read;
    return !Double.isNaN(read);
  }

  /**
   * Rounds to the float that is nearest to the text. A double halfway between two floats may have
   * been rounded there, and subnormal floats are rounded at other bits.
   */
  private float toFloat(double read, char[] text, int from, int to) {
    boolean isHalfway = (Double.doubleToRawLongBits(read) & REST) == HALF;
    if (isHalfway || Math.abs(read) < Float.MIN_NORMAL) {
      String number = new String(text, from, to - from).replace(decimalSeparator, '.');
      return Float.parseFloat(number);
    }
    return (float) read;
  }

  double kept() {
    return number;
  }

  @Override
  Object value() {
    if (isFloat) {
      return (float) number;
    }
    return number;
  }

  @Override
  String expected() {
    return isFloat ? "a number in the range of float" : "a number";
  }

  @Override
  MethodHandle handle(Class<?> type) {
    return getter(this, double.class, type);
  }
}
