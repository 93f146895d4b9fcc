package org.netwright.runtime.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Collects problems with the values of a table, and advises what to do about them. */
final class CsvProblems {
  private static final int REPORTED = 5;

  /** Enough values to recognise the content of a column. */
  private static final int KEPT = 10_000;

  /** With fewer values, names may all be different by chance. */
  private static final int FEWEST_IDS = 20;

  private static final double SHARE_OF_IDS = 0.9;

  private final CsvFormat format;
  private final boolean features;
  private final List<String> reported = new ArrayList<>();
  private final Map<CsvColumn, Tally> notNumbers = new LinkedHashMap<>();
  private long missing;
  private long wrong;

  /**
   * Creates an empty collection.
   *
   * @param features whether features are read to predict from, so that no line may be left out
   */
  CsvProblems(CsvFormat format, boolean features) {
    this.format = format;
    this.features = features;
  }

  void missing(long line, CsvColumn column) {
    missing++;
    report("line %d, column %s".formatted(line, column.name()));
  }

  void notNumber(long line, CsvColumn column, String field) {
    notNumbers.computeIfAbsent(column, c -> new Tally()).add(field);
    wrong(line, column, "a number", field);
  }

  void notCategory(long line, CsvColumn column, List<String> values, String field) {
    wrong(line, column, "one of " + shortened(values), field);
  }

  private void wrong(long line, CsvColumn column, String expected, String field) {
    wrong++;
    report(
        "line %d, column %s: expected %s, got \"%s\""
            .formatted(line, column.name(), expected, field));
  }

  private void report(String problem) {
    if (reported.size() < REPORTED) {
      reported.add(problem);
    }
  }

  private static String shortened(List<String> values) {
    return values.size() <= 10
        ? values.toString()
        : values.subList(0, 10) + " and " + (values.size() - 10) + " more";
  }

  /**
   * Throws if there is a problem.
   *
   * @throws IllegalArgumentException if there is one; the message names lines and columns
   */
  void requireNone() {
    long all = wrong + missing;
    if (all == 0) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append(all).append(all == 1 ? " value is" : " values are");
    message.append(
        missing == 0
            ? " not as expected: "
            : wrong == 0 ? " missing: " : " missing or not as expected: ");
    message.append(String.join("; ", reported));
    if (all > reported.size()) {
      message.append("; and ").append(all - reported.size()).append(" more");
    }
    notNumbers.forEach((column, tally) -> tally.advise(column, message));
    if (missing > 0) {
      message.append(
          features
              ? ". Fill the values in, or remove these lines from the file: each line needs a"
                  + " prediction"
              : ". To leave such lines out, use dropMissing()");
    }
    throw format.refused(message.toString());
  }

  /** The texts in a column of numbers that are not numbers. */
  private final class Tally {
    private final Set<String> values = new HashSet<>();
    private final Set<String> marks = new TreeSet<>();
    private long count;

    void add(String field) {
      if (CsvNumbers.isMissingMark(field)) {
        marks.add(field);
        return;
      }
      count++;
      if (values.size() < KEPT) {
        values.add(field);
      }
    }

    void advise(CsvColumn column, StringBuilder message) {
      if (!marks.isEmpty()) {
        String quoted = '"' + String.join("\", \"", marks) + '"';
        message.append(
            ". If %s stands for a missing value, use missing(%s)"
                .formatted(String.join("\" or \"", marks).transform(m -> '"' + m + '"'), quoted));
      }
      if (values.isEmpty()) {
        return;
      }
      String name = column.name();
      String ignore =
          column.isTarget()
              ? "; a target must be a number or a class"
              : column.isGiven() ? "" : "; use ignore(\"" + name + "\")";
      if (all(CsvNumbers::isDate)) {
        message
            .append(". The values of ")
            .append(name)
            .append(" look like dates or times")
            .append(ignore);
      } else if (all(CsvNumbers::hasThousandsSeparators)) {
        message.append(". Numbers must not have thousands separators");
      } else if (format.decimalSeparator() == '.' && all(CsvNumbers::hasDecimalComma)) {
        message.append(". If numbers have a decimal comma, use decimalSeparator(',')");
      } else if (format.decimalSeparator() == ',' && all(CsvNumbers::hasDecimalPoint)) {
        message.append(". If numbers have a decimal point, remove decimalSeparator(',')");
      } else if (all(CsvNumbers::isWrittenOtherwise)) {
        message.append(
            ". Numbers must be within the range of double, and written as in -1234.5 or 1e-3");
      } else if (all(CsvNumbers::hasUnit)) {
        message.append(". Numbers must not have a currency or percent sign");
      } else if (!column.isTarget() && (all(CsvNumbers::isUuid) || areNearlyAllDifferent())) {
        message
            .append(". The values of ")
            .append(name)
            .append(" are nearly all different, like ids or free text")
            .append(ignore);
      } else if (column.isGiven()) {
        message.append(". The column %s had numbers in the earlier table".formatted(name));
      } else {
        message.append(
            ". If the values of %1$s are names, use categorical(\"%1$s\")".formatted(name));
      }
    }

    private boolean all(Predicate<String> test) {
      return values.stream().allMatch(test);
    }

    private boolean areNearlyAllDifferent() {
      return count >= FEWEST_IDS
          && (values.size() == KEPT || values.size() >= SHARE_OF_IDS * count);
    }
  }
}
