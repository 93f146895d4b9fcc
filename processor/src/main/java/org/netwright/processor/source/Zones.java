package org.netwright.processor.source;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.netwright.processor.text.Nearest;

/** Names of time zones. */
final class Zones {
  private Zones() {}

  static boolean exists(String name) {
    try {
      return ZoneId.of(name).getId().equals(name);
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  /** {@code " Did you mean Europe/Paris?"}, or nothing if no region has a similar name. */
  static String hint(String name) {
    Set<String> regions = ZoneId.getAvailableZoneIds();
    String city = "/" + name.toLowerCase(Locale.ROOT).replace(' ', '_');
    return regions.stream()
        .filter(region -> region.toLowerCase(Locale.ROOT).endsWith(city))
        .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .map(region -> " Did you mean " + region + "?")
        .orElseGet(() -> Nearest.hint(name, regions));
  }
}
