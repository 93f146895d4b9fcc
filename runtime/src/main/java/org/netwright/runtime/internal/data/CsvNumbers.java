package org.netwright.runtime.internal.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the numbers of a table, and recognises what is not a number. */
final class CsvNumbers {
  /** In lower case. */
  private static final Set<String> MISSING =
      Set.of(
          "na", "n/a", "#n/a", "<na>", "nan", "null", "none", "nil", "missing", "?", "-", "--", ".",
          "#value!", "#div/0!");

  /** In lower case: those of {@link #MISSING} that are hardly ever names. */
  private static final Set<String> NO_NAMES =
      Set.of("na", "n/a", "#n/a", "<na>", "nan", "null", "?", "#value!", "#div/0!");

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

  private CsvNumbers() {}

  /**
   * Reads a decimal number, with an exponent or without. {@link Double#parseDouble} also takes
   * {@code 1d}, {@code 0x1p3} and {@code NaN}, which no table means as a number.
   *
   * @param decimalSeparator a point or a comma
   * @return NaN if the text is not a finite number
   */
  static double parse(String text, char decimalSeparator) {
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
        return Double.NaN;
      }
    }
    try {
      double number =
          Double.parseDouble(decimalSeparator == '.' ? text : text.replace(decimalSeparator, '.'));
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /** Returns whether tables use the text for a missing value. */
  static boolean isMissingMark(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Returns whether a text in a column of names probably stands for a missing value. */
  static boolean isUnlikelyName(String text) {
    return NO_NAMES.contains(text.toLowerCase(Locale.ROOT));
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
}
