package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.AgreementCheck;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RandomSequences;

/**
 * Random networks of sequences, seeded. They compile without a warning, their gradients agree with
 * central differences, both engines compute the same, and models the same as trainers, with padding
 * of NaN. The environment variable NETWRIGHT_RANDOM is their number, NETWRIGHT_SEED the first seed.
 */
@Tag("slow") // tens of networks, each on both engines
class RandomSequencesTest {
  private static final int COUNT = number("NETWRIGHT_RANDOM", 40);
  private static final long FIRST = number("NETWRIGHT_SEED", 0);
  private static final int TOGETHER = 40;

  @TempDir private Path folder;

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** The gradients of others are not those of the loss. */
  private static boolean isTruncated(long seed) {
    return seed % 4 == 3;
  }

  @Test
  void theyComputeWhatTheyDeclare() throws IOException {
    int kinks = 0;
    for (long start = FIRST; start < FIRST + COUNT; start += TOGETHER) {
      List<Long> seeds =
          LongStream.range(start, Math.min(FIRST + COUNT, start + TOGETHER)).boxed().toList();
      List<RandomSequences> drawn =
          seeds.stream().map(seed -> new RandomSequences(seed, isTruncated(seed))).toList();
      NetworkCompilation compilation = RandomSequences.compile(drawn);
      assertThat(compilation.result().diagnostics()).as(compilation::described).isEmpty();
      Map<String, CompiledNetwork> compiled =
          compilation.networks().stream()
              .collect(Collectors.toMap(n -> n.declared().trainerName(), n -> n));
      for (int i = 0; i < drawn.size(); i++) {
        long seed = seeds.get(i);
        CompiledNetwork network = compiled.get(drawn.get(i).trainerName());
        try {
          if (!isTruncated(seed)) {
            kinks += new GradientProbe(network, 5, seed).checkOneDirection() ? 0 : 1;
          }
          AgreementCheck.engines(network, seed);
          AgreementCheck.precision(network, seed);
          AgreementCheck.model(network, seed, folder);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + "\n" + drawn.get(i), e);
        }
      }
    }
    assertThat(kinks).as("networks with kinks all around").isLessThan(1 + COUNT / 5);
  }
}
