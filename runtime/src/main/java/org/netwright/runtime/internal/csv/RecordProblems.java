package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvFormat;
import org.netwright.runtime.internal.data.CsvLines;
import org.netwright.runtime.internal.data.CsvNumbers;
import org.netwright.runtime.internal.data.CsvProblems;

/** Collects problems with the fields of records, and advises what to do about them. */
final class RecordProblems {
  private static final int REPORTED = 5;

  /** Enough texts to recognise how a column is written. */
  private static final int KEPT = 1_000;

  private final CsvFormat format;
  private final List<String> reported = new ArrayList<>();
  private final Map<Component, Set<String>> texts = new LinkedHashMap<>();
  private final Set<Component> missing = new LinkedHashSet<>();
  private @Nullable Throwable cause;
  private long count;

  RecordProblems(CsvFormat format) {
    this.format = format;
  }

  /** Adds the field of a component that is not as expected. */
  void add(Component component, CsvLines lines) {
    String got;
    if (lines.isMissing(component.column())) {
      missing.add(component);
      got = "no value";
    } else {
      String text = lines.field(component.column());
      Set<String> kept = texts.computeIfAbsent(component, c -> new HashSet<>());
      if (kept.size() < KEPT) {
        kept.add(text);
      }
      got = '"' + text + '"';
    }
    report(
        "line %d, column %s (%s): expected %s, got %s"
            .formatted(
                lines.line(),
                component.columnName(),
                component.qualifiedName(),
                component.expected(),
                got));
  }

  /** Adds a line whose values a constructor does not accept. */
  void refused(String record, long line, Throwable thrown) {
    if (cause == null) {
      cause = thrown;
    }
    report("line %d: %s cannot be created: %s".formatted(line, record, thrown));
  }

  private void report(String problem) {
    count++;
    if (reported.size() < REPORTED) {
      reported.add(problem);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Throws if there is a problem.
   *
   * @throws IllegalArgumentException if there is one; the message names lines, columns and
   *     components
   */
  void requireNone() {
    if (count == 0) {
      return;
    }
    StringBuilder message = new StringBuilder();
    if (count > 1) {
      message.append(count).append(" values are not as expected: ");
    }
    message.append(String.join("; ", reported));
    if (count > reported.size()) {
      message.append("; and ").append(count - reported.size()).append(" more");
    }
    Set<String> advice = new LinkedHashSet<>();
    texts.forEach((component, kept) -> advise(component, kept, advice));
    missing.forEach(component -> adviseOptional(component, advice));
    advice.forEach(message::append);
    IllegalArgumentException refused = format.refused(message.toString());
    if (cause != null) {
      refused.initCause(cause);
    }
    throw refused;
  }

  private void advise(Component component, Set<String> kept, Set<String> advice) {
    Set<String> marks = new TreeSet<>(kept);
    marks.removeIf(text -> !CsvNumbers.isMissingMark(text));
    Set<String> others = new HashSet<>(kept);
    others.removeAll(marks);
    if (!marks.isEmpty() && component.expectsText()) {
      advice.add(CsvProblems.adviceOnNames(marks));
    } else if (!marks.isEmpty()) {
      advice.add(CsvProblems.adviceOnMarks(marks));
      adviseOptional(component, advice);
    }
    if (others.isEmpty()) {
      return;
    }
    if (component.expectsWhole() && others.stream().allMatch(this::isNumber)) {
      advice.add(
          (component.expectsBig()
                  ? ". If the values of %s may have fractions, declare it as BigDecimal"
                  : ". If the values of %s may have fractions or be larger, declare it as long or"
                      + " double")
              .formatted(component.qualifiedName()));
    } else if (component.expectsNumber() && !(component.expectsBig() && areNumeric(others))) {
      String onNumbers = CsvNumbers.advice(others, format.decimalSeparator());
      if (onNumbers != null) {
        advice.add(". " + onNumbers);
      }
    }
  }

  private boolean areNumeric(Set<String> others) {
    return others.stream().allMatch(text -> CsvNumbers.isNumeric(text, format.decimalSeparator()));
  }

  private boolean isNumber(String text) {
    return !Double.isNaN(CsvNumbers.parse(text, format.decimalSeparator()));
  }

  private static void adviseOptional(Component component, Set<String> advice) {
    if (component.type().isPrimitive()) {
      advice.add(
          ". If %s may have no value, declare it as %s"
              .formatted(component.qualifiedName(), optional(component.type())));
    }
  }

  private static String optional(Class<?> primitive) {
    if (primitive == int.class) {
      return "Integer or OptionalInt";
    }
    if (primitive == long.class) {
      return "Long or OptionalLong";
    }
    if (primitive == double.class) {
      return "Double or OptionalDouble";
    }
    String box = MethodType.methodType(primitive).wrap().returnType().getSimpleName();
    return "%s or Optional<%1$s>".formatted(box);
  }
}
