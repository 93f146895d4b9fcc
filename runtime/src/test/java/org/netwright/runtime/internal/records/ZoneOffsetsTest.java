package org.netwright.runtime.internal.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets from arrays are those of {@code ZoneRules}. */
class ZoneOffsetsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "+05:45",
        "Europe/Paris",
        "America/New_York",
        "Asia/Tokyo",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia"
      })
  void areThoseOfTheRules(String name) {
    ZoneRules rules = ZoneId.of(name).getRules();
    ZoneOffsets offsets = ZoneOffsets.of(ZoneId.of(name));
    Random random = new Random(1);
    long first = Instant.parse("1700-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2300-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      long second = first + (long) (random.nextDouble() * (last - first));
      requireSame(rules, offsets, Instant.ofEpochSecond(second));
    }
    ZoneOffsetTransition change = rules.nextTransition(Instant.MIN);
    while (change != null && change.getInstant().getEpochSecond() < last) {
      requireSame(rules, offsets, change.getInstant());
      requireSame(rules, offsets, change.getInstant().minusNanos(1));
      change = rules.nextTransition(change.getInstant());
    }
    requireSame(rules, offsets, Instant.MIN);
    requireSame(rules, offsets, Instant.MAX);
  }

  private static void requireSame(ZoneRules rules, ZoneOffsets offsets, Instant instant) {
    assertThat(offsets.at(instant)).isEqualTo(rules.getOffset(instant).getTotalSeconds());
  }
}
