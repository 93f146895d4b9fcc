package org.netwright.runtime.internal.data;

import java.util.List;

/** Says why a file may have no column of a name. */
public final class MissingColumn {
  private static final int NAMES_REPORTED = 20;

  private MissingColumn() {}

  /**
   * Returns an exception.
   *
   * @param expected what the file should have, as in {@code a column age}
   * @param spelling a question about a similar name, or empty
   */
  public static IllegalArgumentException refused(String expected, CsvLines lines, String spelling) {
    List<String> header = lines.header();
    CsvFormat format = lines.format();
    if (header.size() > 1 && header.stream().allMatch(field -> isNumber(field, format))) {
      return format.refused(
          "expected %s, but the first line has numbers instead of names: %s; add a header"
                  .formatted(expected, shortened(header))
              + " line with the names of the columns");
    }
    if (header.size() > 1 && header.stream().anyMatch(field -> isNumber(field, format))) {
      return format.refused(
          "expected %s, but the first line is %s; if this is an example, add a header line with the names of the columns"
              .formatted(expected, shortened(header)));
    }
    return format.refused(
        "expected %s, got the columns %s%s"
            .formatted(
                expected,
                shortened(header),
                header.size() == 1 ? otherSeparator(header.get(0), format) : spelling));
  }

  private static String otherSeparator(String header, CsvFormat format) {
    for (char other : new char[] {';', '\t', ',', '|'}) {
      if (other != format.separator() && header.indexOf(other) >= 0) {
        return "; is the separator '%s', as in separator('%1$s')?"
            .formatted(other == '\t' ? "\\t" : String.valueOf(other));
      }
    }
    return "; is the separator not '%c'?".formatted(format.separator());
  }

  static boolean isNumber(String field, CsvFormat format) {
    return !Double.isNaN(CsvNumbers.parse(field, format.decimalSeparator()));
  }

  static String shortened(List<String> names) {
    int more = names.size() - NAMES_REPORTED;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMES_REPORTED)) + " and " + more + " more";
  }
}
