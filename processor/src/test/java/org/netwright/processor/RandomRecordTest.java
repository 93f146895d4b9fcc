package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RandomRecord;
import org.netwright.processor.support.RecordCheck;

/**
 * Random records, seeded. Networks that take them compile without a warning, are as wide as their
 * components become numbers, train and predict. The environment variable NETWRIGHT_RANDOM is their
 * number, NETWRIGHT_SEED the first seed.
 */
@Tag("slow") // hundreds of networks
class RandomRecordTest {
  private static final int COUNT = number("NETWRIGHT_RANDOM", 200);
  private static final long FIRST = number("NETWRIGHT_SEED", 0);
  private static final int TOGETHER = 50;

  @TempDir private Path folder;

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  @Test
  void networksAreAsWideAsTheirRecords() {
    for (long start = FIRST; start < FIRST + COUNT; start += TOGETHER) {
      List<RandomRecord> records =
          LongStream.range(start, Math.min(FIRST + COUNT, start + TOGETHER))
              .mapToObj(RandomRecord::new)
              .toList();
      NetworkCompilation compilation =
          NetworkCompilation.of(records.stream().map(RandomRecord::file).toList());
      assertThat(compilation.result().diagnostics()).as(compilation::described).isEmpty();
      Map<String, CompiledNetwork> compiled =
          compilation.networks().stream()
              .collect(Collectors.toMap(n -> n.declared().trainerName(), n -> n));
      assertThat(compiled).hasSize(records.size());
      records.forEach(record -> check(record, compiled.get(record.trainerName())));
    }
  }

  private void check(RandomRecord record, CompiledNetwork network) {
    try {
      Map<String, Integer> inputs =
          RecordCheck.check(
              network,
              folder,
              record.width(),
              trainer ->
                  assertThat(trainer.layerNamed("y").weight().shape())
                      .containsExactly(record.width(), 3));
      assertThat(inputs).hasSize(record.embeddings() + 1);
      assertThat(inputs.values().stream().mapToInt(width -> width).sum())
          .isEqualTo(record.numbers() + record.embeddings());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(record.toString(), e);
    }
  }
}
