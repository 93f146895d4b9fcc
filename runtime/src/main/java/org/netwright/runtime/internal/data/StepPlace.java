package org.netwright.runtime.internal.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The place of a step in its sequence: a number, a date or a time.
 *
 * @param number the number; 0 if it is none
 * @param instant the date or time; that of a local one is in UTC, so that places of one kind have
 *     the order of their instants
 */
record StepPlace(Kind kind, double number, Instant instant) implements Comparable<StepPlace> {

  /** What a place is, in words. */
  enum Kind {
    NUMBER("a number"),
    DATE("a date"),
    TIME_OF_DAY("a time of day"),
    TIME("a time"),
    TIME_WITH_OFFSET("a time with an offset");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final int DATE_LENGTH = 10;

  /**
   * {@code 2024-05-31T08:30}, with or without seconds, and {@code Z}, {@code +02} or {@code
   * +02:00}.
   */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter();

  static StepPlace of(double number) {
    return new StepPlace(Kind.NUMBER, number, Instant.EPOCH);
  }

  /** Returns the place that a text of ISO 8601 is; null if it is none. */
  static @Nullable StepPlace ofTime(String text) {
    try {
      if (text.length() > 2 && text.charAt(2) == ':') {
        LocalTime time = LocalTime.parse(text);
        return new StepPlace(
            Kind.TIME_OF_DAY, 0, time.atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC));
      }
      if (text.length() <= DATE_LENGTH) {
        LocalDate date = LocalDate.parse(text);
        return new StepPlace(Kind.DATE, 0, date.atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      TemporalAccessor time =
          TIME.parseBest(withT(text), OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime withOffset
          ? new StepPlace(Kind.TIME_WITH_OFFSET, 0, withOffset.toInstant())
          : new StepPlace(Kind.TIME, 0, LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Databases write a space between date and time. */
  private static String withT(String text) {
    return text.charAt(DATE_LENGTH) == ' '
        ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
        : text;
  }

  @Override
  public int compareTo(StepPlace other) {
    if (kind != other.kind) {
      return kind.compareTo(other.kind);
    }
    return kind == Kind.NUMBER
        ? Double.compare(number, other.number)
        : instant.compareTo(other.instant);
  }
}
