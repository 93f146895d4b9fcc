package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Collects problems with the values of a table, and advises what to do about them. */
public final class CsvProblems {
  private static final int REPORTED = 5;

  /** Enough values to recognise the content of a column. */
  private static final int KEPT = 10_000;

  /** With fewer values, names may all be different by chance. */
  private static final int FEWEST_IDS = 20;

  private static final double SHARE_OF_IDS = 0.9;

  private final CsvFormat format;
  private final boolean features;
  private final List<String> reported = new ArrayList<>();
  private final Set<String> unlikelyNames = new TreeSet<>();
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

  /** The place of a line in its sequence has no order. */
  void notStep(long line, CsvColumn column, String field) {
    wrong(
        line,
        column,
        "a number, a date as in 2024-05-31, or a time as in 08:00 or 2024-05-31T08:00",
        field);
  }

  /** The text is named "NA" or the like in a column of names. */
  void unlikelyName(long line, CsvColumn column, String field) {
    unlikelyNames.add(field);
    wrong(line, column, "a name", field);
  }

  void notCategory(long line, CsvColumn column, List<String> values, String field) {
    wrong(line, column, "one of " + Names.shortened(values), field);
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
    Set<String> advice = new LinkedHashSet<>();
    notNumbers.forEach((column, tally) -> tally.advise(column, advice));
    if (!unlikelyNames.isEmpty()) {
      advice.add(adviceOnNames(unlikelyNames));
    }
    advice.forEach(message::append);
    if (missing > 0) {
      message.append(
          features
              ? ". Fill the values in, or remove these lines from the file: each line needs a"
                  + " prediction"
              : ". To leave such lines out, use dropMissing()");
    }
    throw format.refused(message.toString());
  }

  public static String adviceOnMarks(Set<String> texts) {
    return ". If %s stands for a missing value, use missing(%s)"
        .formatted(
            '"' + String.join("\" or \"", texts) + '"', '"' + String.join("\", \"", texts) + '"');
  }

  public static String adviceOnNames(Set<String> texts) {
    String quoted = '"' + String.join("\", \"", texts) + '"';
    return ". If %s stands for a missing value, use missing(%s); if it is a name, use literal(%2$s)"
        .formatted('"' + String.join("\" or \"", texts) + '"', quoted);
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

    void advise(CsvColumn column, Set<String> advice) {
      if (!marks.isEmpty()) {
        advice.add(adviceOnMarks(marks));
      }
      if (!values.isEmpty()) {
        advice.add(". " + adviceOnValues(column));
      }
    }

    private String adviceOnValues(CsvColumn column) {
      char separator = format.decimalSeparator();
      String name = column.name();
      String ignore =
          column.isTarget()
              ? "; a target must be a number or a class"
              : column.isGiven() ? "" : "; use ignore(\"" + name + "\")";
      if (all(CsvNumbers::isDate)) {
        return "The values of %s look like dates or times%s".formatted(name, ignore);
      }
      String onNumbers = CsvNumbers.advice(values, separator);
      if (onNumbers != null) {
        return onNumbers;
      }
      if (!column.isTarget() && (all(CsvNumbers::isUuid) || areNearlyAllDifferent())) {
        return "The values of %s are nearly all different, like ids or free text%s"
            .formatted(name, ignore);
      }
      return column.isGiven()
          ? "The column %s had numbers in the earlier table".formatted(name)
          : "If the values of %1$s are names, use categorical(\"%1$s\")".formatted(name);
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
