package org.netwright.processor.source;

import java.time.DateTimeException;
import java.time.ZoneId;

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
}
