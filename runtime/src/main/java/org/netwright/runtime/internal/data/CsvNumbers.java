package org.netwright.runtime.internal.data;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a table, and recognises what is not a number. */
public final class CsvNumbers {
  /** In lower case. */
  private static final Set<String> MISSING =
      Set.of(
          "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "nil", "missing", "?", "-", "--", ".",
          "#value!", "#div/0!");

  /** In lower case: those of {@link #MISSING} that are hardly ever names. */
  private static final Set<String> NO_NAMES =
      Set.of("na", "n/a", "#n/a", "<na>", "nan", "null", "?", "#value!", "#div/0!");

  private static final int LONGEST_MARK =
      NO_NAMES.stream().mapToInt(String::length).max().orElseThrow();

  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?"
              + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})( .*)?"
              + "|\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?[AaPp][Mm])?"
              + "|\\d{1,2}[- ][A-Za-z]{3,9}[- ]\\d{2,4}");
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d+");
  private static final Pattern DECIMAL_POINT = Pattern.compile("[+-]?\\d+\\.\\d+");
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?\\d{1,3}(,\\d{3}){2,}(\\.\\d+)?|[+-]?\\d{1,3}(,\\d{3})+\\.\\d+");
  private static final Pattern AMBIGUOUS_COMMA = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
  private static final Pattern LITERAL =
      Pattern.compile(
          "[+-]?(\\d+\\.?\\d*([eE][+-]?\\d+)?[dDfFlL]|0[xX][\\p{XDigit}.]+([pP][+-]?\\d+)?|Infinity|inf)");
  private static final Pattern WITH_SIGN =
      Pattern.compile("[$€£¥] ?[+-]?[\\d.,]+|[+-]?[\\d.,]+ ?[%$€£¥]");

  private static final Pattern OTHERWISE_WRITTEN =
      Pattern.compile("[+\\-\u2212]?\\d[\\d\\s\u00a0\u202f']*([.,]\\d+)?([eE][+\\-\u2212]?\\d+)?");

  /** So many digits are a long without a sign. */
  private static final int MOST_DIGITS = 19;

  /** Up to here, the double that is nearest to a long is a long too. */
  private static final long LARGEST_SUM = 1L << 62;

  /** Up to here, all whole numbers are doubles. */
  private static final long LARGEST_EXACT = 1L << 53;

  private static final double UNCERTAIN = 1e-9;

  /** Those that are doubles. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19
  };

  private CsvNumbers() {}

  /**
   * Reads a decimal number, with an exponent or without. {@link Double#parseDouble} also takes
   * {@code 1d}, {@code 0x1p3} and {@code NaN}, which no table means as a number.
   *
   * @param decimalSeparator a point or a comma
   * @return NaN if the text is not a finite number
   */
  public static double parse(String text, char decimalSeparator) {
    if (!isNumeric(text, decimalSeparator)) {
      return Double.NaN;
    }
    try {
      double number =
          Double.parseDouble(decimalSeparator == '.' ? text : text.replace(decimalSeparator, '.'));
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /**
   * Returns whether a text consists of digits, signs, separators and exponents only, so that the
   * constructors of numbers do not take what no table means as a number.
   */
  public static boolean isNumeric(String text, char decimalSeparator) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean numeric =
          (c >= '0' && c <= '9')
              || c == decimalSeparator
              || c == '-'
              || c == '+'
              || c == 'e'
              || c == 'E';
      if (!numeric) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a decimal number as {@link #parse(String, char)} does, rounded in the same way. Most
   * numbers are digits of a long, divided by a power of ten, which is a double up to 10²².
   *
   * @param from where the number begins
   * @param to where it ends
   */
  public static double parse(char[] text, int from, int to, char decimalSeparator) {
    boolean negative = from < to && text[from] == '-';
    int begin = negative || (from < to && text[from] == '+') ? from + 1 : from;
    long digits = 0;
    int i = begin;
    for (; i < to && isDigit(text[i]); i++) {
      digits = 10 * digits + (text[i] - '0');
    }
    int read = i - begin; // Digits may have overflowed, if there are too many.
    int fraction = 0;
    if (i < to && text[i] == decimalSeparator) {
      int first = ++i;
      for (; i < to && isDigit(text[i]); i++) {
        digits = 10 * digits + (text[i] - '0');
      }
      fraction = i - first;
    }
    read += fraction;
    boolean isShort =
        i == to
            && read > 0
            && read <= MOST_DIGITS
            && Long.compareUnsigned(digits, LARGEST_SUM) <= 0;
    double number = isShort ? quotient(digits, POWERS_OF_TEN[fraction]) : Double.NaN;
    if (Double.isNaN(number)) {
      return parse(new String(text, from, to - from), decimalSeparator);
    }
    return negative ? -number : number;
  }

  /**
   * Divides and rounds once. Up to 2⁵³, the digits are a double, and one division does it (Clinger,
   * "How to read floating point numbers accurately", PLDI 1990). Otherwise they are the sum of two
   * doubles; the quotient of the larger one is corrected by its remainder, which a fused
   * multiplication gives exactly, and by the smaller one.
   *
   * @return NaN if the rounding is not certain, which is rare
   */
  private static double quotient(long digits, double power) {
    if (digits <= LARGEST_EXACT) {
      return digits / power;
    }
    double most = (double) digits;
    double rest = digits - (long) most;
    double quotient = most / power;
    double correction = (Math.fma(-quotient, power, most) + rest) / power;
    double sum = quotient + correction;
    // The exact result is sum + error, apart from about 2⁻⁵⁰ of an ulp.
    double error = Math.abs(correction - (sum - quotient)) / Math.ulp(sum);
    // Halfway to the next number, which is a quarter of an ulp below a power of two.
    boolean isCertain = Math.abs(error - 0.5) > UNCERTAIN && Math.abs(error - 0.25) > UNCERTAIN;
    return isCertain ? sum : Double.NaN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns whether tables use the text for a missing value. */
  public static boolean isMissingMark(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Returns whether a text in a column of names probably stands for a missing value. */
  static boolean isUnlikelyName(String text) {
    return text.length() <= LONGEST_MARK && NO_NAMES.contains(text.toLowerCase(Locale.ROOT));
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  static boolean isUuid(String text) {
    return UUID.matcher(text).matches();
  }

  static boolean hasDecimalComma(String text) {
    return DECIMAL_COMMA.matcher(text).matches();
  }

  static boolean hasDecimalPoint(String text) {
    return DECIMAL_POINT.matcher(text).matches();
  }

  /** Returns whether a text can only be a number with separators of thousands. */
  static boolean hasThousandsSeparators(String text, char decimalSeparator) {
    String withPoint =
        decimalSeparator == '.' ? text : text.replace('.', ' ').replace(',', '.').replace(' ', ',');
    return GROUPED.matcher(withPoint).matches();
  }

  /** Returns whether a comma in a number is either a decimal comma, or separates thousands. */
  static boolean hasAmbiguousComma(String text) {
    return AMBIGUOUS_COMMA.matcher(text).matches();
  }

  /** Returns whether a text is a number of a programming language, such as {@code 1d}. */
  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** Returns whether a text means a number, but cannot be read as one, such as {@code 1e999}. */
  static boolean isWrittenOtherwise(String text) {
    return OTHERWISE_WRITTEN.matcher(text.strip()).matches();
  }

  static boolean hasUnit(String text) {
    return WITH_SIGN.matcher(text).matches();
  }

  /**
   * Advises how numbers are to be written.
   *
   * @param texts that are not numbers
   * @return null if they do not look like numbers
   */
  public static @Nullable String advice(Collection<String> texts, char decimalSeparator) {
    if (all(texts, text -> hasThousandsSeparators(text, decimalSeparator))) {
      return "Numbers must not have thousands separators";
    }
    if (decimalSeparator == '.' && all(texts, CsvNumbers::hasAmbiguousComma)) {
      return "If numbers have a decimal comma, use decimalSeparator(','); if the comma separates"
          + " thousands, remove it from the file";
    }
    if (decimalSeparator == '.' && all(texts, CsvNumbers::hasDecimalComma)) {
      return "If numbers have a decimal comma, use decimalSeparator(',')";
    }
    if (decimalSeparator == ',' && all(texts, CsvNumbers::hasDecimalPoint)) {
      return "If numbers have a decimal point, remove decimalSeparator(',')";
    }
    if (all(texts, CsvNumbers::isWrittenOtherwise)) {
      return "Numbers must be within the range of double, and written as in -1234.5 or 1e-3";
    }
    if (all(texts, CsvNumbers::isLiteral)) {
      return "Numbers must be finite and decimal, without a prefix or suffix as in a program";
    }
    return all(texts, CsvNumbers::hasUnit)
        ? "Numbers must not have a currency or percent sign"
        : null;
  }

  private static boolean all(Collection<String> texts, Predicate<String> test) {
    return texts.stream().allMatch(test);
  }
}
