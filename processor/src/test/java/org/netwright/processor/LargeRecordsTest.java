package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.RecordCheck;

/** Records with many components, records or constants: their code fits into methods of the JVM. */
@Tag("slow") // large sources
class LargeRecordsTest {
  private static final String NETWORK =
      """
      package networks;

      import java.util.Optional;
      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class Net {
        @Features(Rec.class) Layer rec;
        @Linear(1) @MeanSquaredError Layer y;

        %s
      }
      """;

  @TempDir private Path folder;

  private void check(String types, int width) {
    CompiledNetwork network = CompiledNetwork.of("Net", NETWORK.formatted(types));
    assertThat(RecordCheck.check(network, folder, 1)).containsEntry("rec", width).hasSize(1);
  }

  private static String numbered(int count, String format) {
    return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(", "));
  }

  @Test
  void aRecordMayHaveAsManyComponentsAsJavaAllows() {
    check("record Rec(%s) {}".formatted(numbered(254, "Integer c%d")), 2 * 254);
  }

  /** 7,500 calls take 80 KB. */
  @Test
  void aRecordMayHaveLargeRecords() {
    check(
        """
        record Rec(%s) {}
        record Part(%s) {}
        """
            .formatted(numbered(50, "Part p%d"), numbered(150, "int c%d")),
        7_500);
  }

  /** The names of 12,000 constants take 90 KB. */
  @Test
  void enumsMayHaveManyConstants() {
    check(
        """
        record Rec(int x, %s) {}
        enum Large { %s }
        """
            .formatted(numbered(20, "Large l%d"), numbered(600, "CONSTANT_%d")),
        1 + 20 * 600);
  }

  @Test
  void recordsMayBeDeep() {
    String inner =
        IntStream.range(0, 40)
            .mapToObj(i -> "record R%d(int x%d, Optional<R%d> next) {}".formatted(i, i, i + 1))
            .collect(Collectors.joining("\n"));
    check(
        """
        record Rec(int x, R0 next) {}
        %s
        record R40(int last) {}
        """
            .formatted(inner),
        1 + 1 + 2 * 40);
  }
}
