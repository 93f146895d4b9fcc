package org.netwright.runtime.internal.records;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The offsets of a time zone from UTC, as {@code ZoneRules} has them. Up to the year 2100 they are
 * looked up in arrays: {@code ZoneRules.getOffset} creates an object if a zone has daylight saving
 * time.
 */
final class ZoneOffsets {
  private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private final ZoneRules rules;

  /** The first second of each offset, except that before the first change. */
  private final long[] begins;

  /** One more: the first is that before the first change. */
  private final int[] seconds;

  private ZoneOffsets(ZoneRules rules, List<ZoneOffsetTransition> changes) {
    this.rules = rules;
    this.begins = changes.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    this.seconds = new int[begins.length + 1];
    seconds[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
    for (int i = 0; i < begins.length; i++) {
      seconds[i + 1] = changes.get(i).getOffsetAfter().getTotalSeconds();
    }
  }

  static ZoneOffsets of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition next = rules.nextTransition(Instant.MIN);
    while (next != null && next.getInstant().isBefore(END)) {
      changes.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneOffsets(rules, changes);
  }

  /** Returns by how many seconds local time is ahead of UTC. */
  int at(Instant instant) {
    long second = instant.getEpochSecond();
    if (second >= END.getEpochSecond()) {
      ZoneOffset offset = rules.getOffset(instant);
      return offset.getTotalSeconds();
    }
    int found = Arrays.binarySearch(begins, second);
    return seconds[found >= 0 ? found + 1 : -found - 1];
  }
}
