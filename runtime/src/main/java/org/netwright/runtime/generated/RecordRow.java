package org.netwright.runtime.generated;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the components of a record, one call for each column of an {@link ExampleLayout}, in their
 * order. The name of a method is that of the kind of column; its overloads are the types that such
 * a component may have. {@code null} and an empty {@code Optional} are missing values, but an
 * {@code Optional} itself is not null.
 *
 * <p>All methods throw {@link IllegalArgumentException} if the column does not take the value, such
 * as NaN, or a missing value where there must be one.
 */
public interface RecordRow {

  /** Takes a number. */
  void number(double x);

  /** Takes a number, such as a box or a {@link BigDecimal}. */
  void number(@Nullable Number x);

  /** Takes a number. */
  void number(OptionalInt x);

  /** Takes a number. */
  void number(OptionalLong x);

  /** Takes a number. */
  void number(OptionalDouble x);

  /** Takes a number. */
  default void number(Optional<? extends Number> x) {
    number(value(x));
  }

  /** Takes a boolean. */
  void flag(boolean x);

  /** Takes a boolean. */
  void flag(@Nullable Boolean x);

  /** Takes a boolean. */
  default void flag(Optional<Boolean> x) {
    flag(value(x));
  }

  /** Takes a constant of an enum. */
  void constant(@Nullable Enum<?> x);

  /** Takes a constant of an enum. */
  default void constant(Optional<? extends Enum<?>> x) {
    constant(value(x));
  }

  /** Takes a text. */
  void text(@Nullable String x);

  /** Takes a text. */
  default void text(Optional<String> x) {
    text(value(x));
  }

  /** Takes a date. */
  void calendar(@Nullable LocalDate x);

  /** Takes a date and a time. */
  void calendar(@Nullable LocalDateTime x);

  /** Takes a point in time. */
  void calendar(@Nullable Instant x);

  /** Takes one of these. */
  default void calendar(Optional<? extends Temporal> x) {
    Temporal value = value(x);
    if (value instanceof LocalDateTime dateTime) {
      calendar(dateTime);
    } else if (value instanceof Instant instant) {
      calendar(instant);
    } else {
      calendar((LocalDate) value);
    }
  }

  /** Takes an array of numbers. */
  void numbers(float @Nullable [] x);

  /** Takes an array of numbers. */
  void numbers(double @Nullable [] x);

  /** Takes an array of numbers, of one of these types. */
  default void numbers(Optional<?> x) {
    Object value = value(x);
    if (value instanceof double[] doubles) {
      numbers(doubles);
    } else {
      numbers((float[]) value);
    }
  }

  /**
   * Returns what is in an {@code Optional} of the next column, or null.
   *
   * @throws IllegalArgumentException if the {@code Optional} itself is null
   */
  <T> @Nullable T value(Optional<T> x);

  /**
   * Returns the record in an {@code Optional} of a record, or null.
   *
   * @param name its name, with those of the records around it
   * @throws IllegalArgumentException if the {@code Optional} itself is null
   */
  <T> @Nullable T optional(Optional<T> x, String name);

  /**
   * Returns a record, one of several of an example.
   *
   * @param name its name
   * @throws IllegalArgumentException if it is null
   */
  <T> T required(@Nullable T x, String name);

  /**
   * Returns a record in a record, which must be there.
   *
   * @param name its name, with those of the records around it
   * @throws IllegalArgumentException if it is null
   */
  <T> T nested(@Nullable T x, String name);

  /**
   * Begins a record in the record that may be missing. If it is, so are its columns.
   *
   * @param columns how many columns it has
   * @return whether it is there, and its columns follow
   */
  boolean begin(@Nullable Object nested, int columns);
}
