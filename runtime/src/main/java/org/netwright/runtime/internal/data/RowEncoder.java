package org.netwright.runtime.internal.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.internal.text.Spelling;

/** Turns one row of values by the names of columns into its features, as a CSV file is read. */
final class RowEncoder {
  private RowEncoder() {}

  /**
   * Returns the features in the order of the columns.
   *
   * @throws IllegalArgumentException if a column is missing or unknown, or its value is; the
   *     message names it
   */
  static double[] encode(Columns columns, Map<String, ?> row) {
    requireKnown(columns, row);
    int width = 0;
    for (Column column : columns.features()) {
      width += Math.max(1, column.values().size()); // one feature, or one for each value
    }
    double[] features = new double[width];
    int at = 0;
    for (Column column : columns.features()) {
      Object value = row.get(column.name());
      if (column.isCategorical()) {
        features[at + number(column, value)] = 1;
        at += column.values().size();
      } else {
        features[at++] = number(column.name(), value);
      }
    }
    return features;
  }

  /** A name that is not known comes first: it may be that of a column, misspelt. */
  private static void requireKnown(Columns columns, Map<String, ?> row) {
    List<String> names = columns.features().stream().map(Column::name).toList();
    List<String> missing = new ArrayList<>(names);
    missing.removeAll(row.keySet());
    // Keys are strings only if the compiler has checked the caller.
    for (Object key : row.keySet()) {
      String name = String.valueOf(key);
      if (names.contains(name)) {
        continue;
      }
      if (columns.targets().stream().anyMatch(target -> target.name().equals(name))) {
        throw new IllegalArgumentException(
            "the column %s is what the network predicts; leave it out of the row".formatted(name));
      }
      String question = Spelling.didYouMean(name, missing);
      throw new IllegalArgumentException(
          "the column %s is not known%s%s %s"
              .formatted(
                  name,
                  question,
                  question.isEmpty() ? "; the columns are" : " The columns are",
                  Names.shortened(names)));
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the column %s is missing; expected a value for each of %s"
              .formatted(missing.get(0), Names.shortened(names)));
    }
  }

  private static double number(String column, @Nullable Object value) {
    double number = Double.NaN;
    if (value instanceof Number given) {
      number = given.doubleValue();
    } else if (value instanceof CharSequence text) {
      number = CsvNumbers.parse(requireValue(column, text.toString().strip()), '.');
    } else {
      requireValue(column, value);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "the column %s: expected a number, or text that is one, such as -1234.5, got %s"
              .formatted(column, described(value)));
    }
    return number;
  }

  private static int number(Column column, @Nullable Object value) {
    Object given = requireValue(column.name(), value);
    String text = isText(given) ? requireValue(column.name(), text(given)) : "";
    int number = column.values().indexOf(text);
    if (number < 0) {
      throw new IllegalArgumentException(
          "the column %s: expected one of %s, got %s%s"
              .formatted(
                  column.name(),
                  Names.shortened(column.values()),
                  described(given),
                  Spelling.didYouMean(text, column.values())));
    }
    return number;
  }

  /** A float that is whole has the text 1.0, which may not be how the table has it. */
  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof Boolean
        || value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger;
  }

  private static String text(Object value) {
    return value instanceof Enum<?> constant ? constant.name() : value.toString().strip();
  }

  private static <T> T requireValue(String column, @Nullable T value) {
    if (value == null || value.equals("")) {
      throw new IllegalArgumentException("the column %s has no value".formatted(column));
    }
    return value;
  }

  private static String described(@Nullable Object value) {
    return value instanceof CharSequence
        ? "\"" + value + "\""
        : value == null ? "null" : "%s (%s)".formatted(value, value.getClass().getSimpleName());
  }
}
