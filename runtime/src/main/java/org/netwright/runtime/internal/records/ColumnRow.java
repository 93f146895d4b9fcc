package org.netwright.runtime.internal.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.RecordRow;

/**
 * Takes the components of records one after another, checks them, and passes them on with their
 * columns. It allocates no objects.
 */
abstract class ColumnRow implements RecordRow {
  private static final int NO_EXAMPLE = -1;

  private final RecordColumn[] columns;
  private final double[] raw;
  private int at;
  private long example = NO_EXAMPLE;

  ColumnRow(List<RecordColumn> columns) {
    this.columns = columns.toArray(RecordColumn[]::new);
    this.raw =
        new double
            [columns.stream()
                .mapToInt(column -> column instanceof NumericColumn n ? n.numbers() : 0)
                .max()
                .orElse(0)];
  }

  /**
   * Begins an example.
   *
   * @param number its number for the caller, for messages; below 0 if there is only one
   */
  void begin(long number) {
    at = 0;
    example = number;
  }

  /** Takes a value of a numeric column. */
  abstract void add(int index, NumericColumn column, double[] values);

  /** Takes a constant by its number. */
  abstract void add(int index, CategoryColumn column, int constant);

  abstract void add(int index, CategoryColumn column, String text);

  /** Takes a missing value of a column that may have one. */
  abstract void addMissing(int index, RecordColumn column);

  @Override
  public final void number(double x) {
    NumericColumn column = (NumericColumn) columns[at];
    raw[0] = finite(x, column);
    add(at++, column, raw);
  }

  @Override
  public final void number(@Nullable Number x) {
    if (x == null) {
      missing();
    } else {
      number(x.doubleValue());
    }
  }

  @Override
  public final void number(OptionalInt x) {
    OptionalInt value = requireOptional(x);
    if (value.isEmpty()) {
      missing();
    } else {
      number(value.getAsInt());
    }
  }

  @Override
  public final void number(OptionalLong x) {
    OptionalLong value = requireOptional(x);
    if (value.isEmpty()) {
      missing();
    } else {
      number((double) value.getAsLong());
    }
  }

  @Override
  public final void number(OptionalDouble x) {
    OptionalDouble value = requireOptional(x);
    if (value.isEmpty()) {
      missing();
    } else {
      number(value.getAsDouble());
    }
  }

  @Override
  public final void flag(boolean x) {
    raw[0] = x ? 1 : 0;
    add(at, (NumericColumn) columns[at++], raw);
  }

  @Override
  public final void flag(@Nullable Boolean x) {
    if (x == null) {
      missing();
    } else {
      flag(x.booleanValue());
    }
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // the layout has checked that the order is the compiled one
  public final void constant(@Nullable Enum<?> x) {
    if (x == null) {
      missing();
    } else {
      add(at, (CategoryColumn) columns[at++], x.ordinal());
    }
  }

  @Override
  public final void text(@Nullable String x) {
    if (x == null) {
      missing();
    } else {
      add(at, (CategoryColumn) columns[at++], x);
    }
  }

  @Override
  public final void calendar(@Nullable LocalDate x) {
    if (x == null) {
      missing();
    } else {
      addDay(x.toEpochDay(), 0);
    }
  }

  @Override
  public final void calendar(@Nullable LocalDateTime x) {
    if (x == null) {
      missing();
    } else {
      addDay(
          x.toLocalDate().toEpochDay(), 3_600 * x.getHour() + 60 * x.getMinute() + x.getSecond());
    }
  }

  private void addDay(long epochDay, int secondOfDay) {
    CalendarColumn column = (CalendarColumn) columns[at];
    column.read(epochDay, secondOfDay, raw);
    add(at++, column, raw);
  }

  @Override
  public final void calendar(@Nullable Instant x) {
    if (x == null) {
      missing();
    } else {
      CalendarColumn column = (CalendarColumn) columns[at];
      column.read(x, raw);
      add(at++, column, raw);
    }
  }

  @Override
  public final void numbers(float @Nullable [] x) {
    if (x == null) {
      missing();
      return;
    }
    NumericColumn column = vector(x.length);
    for (int i = 0; i < x.length; i++) {
      raw[i] = finite(x[i], column);
    }
    add(at++, column, raw);
  }

  @Override
  public final void numbers(double @Nullable [] x) {
    if (x == null) {
      missing();
      return;
    }
    NumericColumn column = vector(x.length);
    for (int i = 0; i < x.length; i++) {
      raw[i] = finite(x[i], column);
    }
    add(at++, column, raw);
  }

  @Override
  public final <T> @Nullable T value(Optional<T> x) {
    return requireOptional(x).orElse(null);
  }

  private <T> T requireOptional(@Nullable T x) {
    return requireOptional(x, columns[at].name());
  }

  private <T> T requireOptional(@Nullable T x, String name) {
    if (x == null) {
      throw new IllegalArgumentException(
          "%s: expected an Optional, got null%s; use an empty one for a missing value"
              .formatted(name, where()));
    }
    return x;
  }

  @Override
  public final <T> @Nullable T optional(Optional<T> x, String name) {
    return requireOptional(x, name).orElse(null);
  }

  @Override
  public final <T> T required(@Nullable T x, String name) {
    return required(x, name, "");
  }

  @Override
  public final <T> T nested(@Nullable T x, String name) {
    return required(x, name, "; if it may be missing, declare it @Nullable or Optional");
  }

  private <T> T required(@Nullable T x, String name, String hint) {
    if (x == null) {
      throw new IllegalArgumentException(
          "%s: expected a record, got null%s%s".formatted(name, where(), hint));
    }
    return x;
  }

  @Override
  public final boolean begin(@Nullable Object nested, int count) {
    if (nested == null) {
      for (int i = 0; i < count; i++) {
        addMissing(at, columns[at++]);
      }
    }
    return nested != null;
  }

  private NumericColumn vector(int length) {
    NumericColumn column = (NumericColumn) columns[at];
    if (length != column.numbers()) {
      throw column.refused(column.numbers() + " numbers", Integer.toString(length), where());
    }
    return column;
  }

  private double finite(double x, NumericColumn column) {
    if (!Double.isFinite(x)) {
      throw column.refused("a finite number", Double.toString(x), where() + notKnown(column));
    }
    return x;
  }

  private static String notKnown(NumericColumn column) {
    if (column.numbers() > 1) {
      return "";
    }
    return column.mayBeNull()
        ? "; for a value that is not known, use null or an empty Optional"
        : "; for a value that is not known, declare a box or an Optional";
  }

  private void missing() {
    RecordColumn column = columns[at];
    if (!column.mayBeNull()) {
      throw column.refused(
          "a value", "null", where() + "; if it may be missing, declare it @Nullable or Optional");
    }
    addMissing(at++, column);
  }

  /** Returns the example, for messages. */
  final String where() {
    return example < 0 ? "" : " in example %d (counted from 0)".formatted(example);
  }
}
