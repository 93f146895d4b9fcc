package org.netwright.processor.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.CalendarPart;
import org.netwright.processor.features.ComponentKind;

/** Reads what becomes of a component that is a date or a time. */
final class CalendarReader {
  private static final String DATE = "java.time.LocalDate";
  private static final String INSTANT = "java.time.Instant";

  /** The types of such components. */
  static final Set<String> TIMES = Set.of(DATE, "java.time.LocalDateTime", INSTANT);

  private final String name;
  private final String type;
  private final ComponentAnnotations annotations;

  /**
   * Reads a component.
   *
   * @param name in messages: {@code since of Customer}
   * @param type one of {@link #TIMES}
   */
  CalendarReader(String name, String type, ComponentAnnotations annotations) {
    this.name = name;
    this.type = type;
    this.annotations = annotations;
  }

  ComponentKind read() {
    String what = TypeNames.article(type.substring(type.lastIndexOf('.') + 1));
    MirrorReader calendar = annotations.reader("Calendar");
    annotations.reportOthers(what);
    if (calendar == null) {
      annotations.report(
          Message.COMPONENT_NEEDS_CALENDAR,
          name,
          what,
          isDate() ? "MONTH, CalendarPart.WEEKDAY" : "WEEKDAY, CalendarPart.HOUR");
      return new ComponentKind.Nothing();
    }
    List<CalendarPart> parts = calendar.constants("value", CalendarPart.class);
    check(parts, calendar.refOf("value"));
    String zone = zone(calendar);
    SourceRef ofZone = calendar.refOf("zone");
    if (!Zones.exists(zone)) {
      annotations.report(ofZone, Message.UNKNOWN_ZONE, name, zone, Zones.hint(zone));
    } else if (calendar.isSet("zone") && !type.equals(INSTANT)) {
      annotations.report(ofZone, Message.ZONE_WITHOUT_INSTANT, name, what);
    }
    return new ComponentKind.Calendar(parts, zone);
  }

  private boolean isDate() {
    return type.equals(DATE);
  }

  private void check(List<CalendarPart> parts, SourceRef ref) {
    if (parts.isEmpty()) {
      String none = "none. Add one, such as CalendarPart.WEEKDAY";
      annotations.report(ref, Message.CALENDAR_PARTS, name, none);
    }
    Set<CalendarPart> seen = new HashSet<>();
    for (CalendarPart part : parts) {
      if (!seen.add(part)) {
        String twice = part + " twice. Remove one of the two";
        annotations.report(ref, Message.CALENDAR_PARTS, name, twice);
      }
      if (part.isOfTime() && isDate()) {
        annotations.report(ref, Message.DATE_HAS_NO_TIME, name, part);
      }
    }
  }

  /** The zone; a constant that the compiler does not find reads as an error. */
  private static String zone(MirrorReader calendar) {
    String zone = calendar.name("zone").name();
    if (zone.equals("<error>")) {
      throw new UnreadableAnnotationException("Calendar", "zone");
    }
    return zone;
  }
}
