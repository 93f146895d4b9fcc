package org.netwright.runtime.internal.records;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.generated.CalendarPart;

/** A column of dates or times: numbers of the calendar. */
public final class CalendarColumn extends NumericColumn {
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int SECONDS_OF_HOUR = 3_600;

  private final String zoneName;
  private final ZoneOffsets offsets;
  private final List<CalendarPart> parts;

  /** Makes a column. */
  public CalendarColumn(String name, String input, String zone, List<CalendarPart> parts) {
    this(name, input, Presence.REQUIRED, zone, parts);
  }

  private CalendarColumn(
      String name, String input, Presence presence, String zone, List<CalendarPart> parts) {
    super(
        name,
        input,
        presence,
        "calendar " + parts + (zone.equals("UTC") ? "" : " in " + zone),
        slots(parts));
    this.zoneName = zone;
    this.offsets = ZoneOffsets.of(ZoneId.of(zone));
    this.parts = List.copyOf(parts);
  }

  private static List<Slot> slots(List<CalendarPart> parts) {
    List<Slot> slots = new ArrayList<>();
    for (CalendarPart part : parts) {
      slots.add(part.isCyclic() ? Slot.CYCLIC : Slot.SCALED);
      if (part.isCyclic()) {
        slots.add(Slot.CYCLIC);
      }
    }
    return slots;
  }

  /** Returns what its numbers are, in their order. */
  List<CalendarPart> parts() {
    return parts;
  }

  @Override
  CalendarColumn with(Presence other) {
    return new CalendarColumn(name(), input(), other, zoneName, parts);
  }

  @Override
  List<String> numberNames() {
    List<String> names = new ArrayList<>();
    for (CalendarPart part : parts) {
      String own = name() + "." + part.name().toLowerCase(Locale.ROOT);
      if (part.isCyclic()) {
        names.add(own + ".sin");
        names.add(own + ".cos");
      } else {
        names.add(own);
      }
    }
    return names;
  }

  /** Writes the numbers of a point in time. */
  void read(Instant instant, double[] raw) {
    long local = instant.getEpochSecond() + offsets.at(instant);
    read(Math.floorDiv(local, SECONDS_OF_DAY), Math.floorMod(local, SECONDS_OF_DAY), raw);
  }

  /**
   * Writes the numbers of a date and a time.
   *
   * <p>Year, month and day follow from the days by the algorithm of H. Hinnant, "chrono-compatible
   * low-level date algorithms", {@code civil_from_days}: it creates no object, unlike {@code
   * LocalDate.ofEpochDay}.
   *
   * @param epochDay days since 1 January 1970
   */
  void read(long epochDay, int secondOfDay, double[] raw) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayFromMarch + 2) / 153;
    int month = (int) (monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
    int day = (int) (dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1);
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    // 1 January is 306 days after 1 March.
    int dayOfYear = (int) (month <= 2 ? dayFromMarch - 306 : dayFromMarch + (isLeap ? 60 : 59));
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case YEAR -> raw[at++] = year;
        case EPOCH_DAY -> raw[at++] = epochDay;
        case MONTH -> at = cycle((month - 1) / 12.0, raw, at);
        case DAY_OF_MONTH -> at = cycle((day - 1) / 31.0, raw, at);
        case DAY_OF_YEAR -> at = cycle(dayOfYear / (isLeap ? 366.0 : 365.0), raw, at);
        case WEEKDAY -> at = cycle(Math.floorMod(epochDay + 3, 7) / 7.0, raw, at);
        case HOUR -> at = cycle(secondOfDay / (double) SECONDS_OF_DAY, raw, at);
        case MINUTE ->
            at = cycle(secondOfDay % SECONDS_OF_HOUR / (double) SECONDS_OF_HOUR, raw, at);
      }
    }
  }

  private static int cycle(double share, double[] raw, int at) {
    double angle = 2 * Math.PI * share;
    raw[at] = Math.sin(angle);
    raw[at + 1] = Math.cos(angle);
    return at + 2;
  }
}
