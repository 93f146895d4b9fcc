package org.netwright.runtime.internal.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as ISO 8601 writes them, with a T or a blank between date and time. The
 * usual forms are read without a formatter, which is ten times slower.
 */
final class IsoTimes {
  private static final int DATE = 10;
  private static final int MINUTES = 16;
  private static final int SECONDS = 19;

  private IsoTimes() {}

  /** Returns null if the text is not a date. */
  static @Nullable LocalDate date(String text) {
    try {
      return text.length() == DATE && hasDate(text)
          ? LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
          : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns null if the text is not a date and time. */
  static @Nullable LocalDateTime dateTime(String text) {
    String iso = withT(text);
    try {
      return hasTime(iso, iso.length()) ? usual(iso, iso.length()) : LocalDateTime.parse(iso);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns null if the text is not a date and time with an offset from UTC. */
  static @Nullable Instant instant(String text) {
    String iso = withT(text);
    int end = iso.length() - 1;
    try {
      // Other than a local time, an instant may have a second 60.
      return iso.endsWith("Z") && hasTime(iso, end) && end == SECONDS && iso.charAt(17) < '6'
          ? usual(iso, end).toInstant(ZoneOffset.UTC)
          : Instant.parse(iso);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String withT(String text) {
    return text.length() > DATE && text.charAt(DATE) == ' '
        ? text.substring(0, DATE) + 'T' + text.substring(DATE + 1)
        : text;
  }

  private static LocalDateTime usual(String text, int end) {
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        end == SECONDS ? number(text, 17, 19) : 0);
  }

  private static boolean hasDate(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && isNumber(text, 0, 4)
        && isNumber(text, 5, 7)
        && isNumber(text, 8, 10);
  }

  /** Returns whether the text is a date with hours and minutes, and perhaps seconds. */
  private static boolean hasTime(String text, int end) {
    return (end == MINUTES || end == SECONDS)
        && hasDate(text)
        && text.charAt(10) == 'T'
        && isNumber(text, 11, 13)
        && text.charAt(13) == ':'
        && isNumber(text, 14, 16)
        // An instant may end the day at 24:00.
        && number(text, 11, 13) < 24
        && (end == MINUTES || (text.charAt(16) == ':' && isNumber(text, 17, 19)));
  }

  private static boolean isNumber(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + (text.charAt(i) - '0');
    }
    return number;
  }
}
