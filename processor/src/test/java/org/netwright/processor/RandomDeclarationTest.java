package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.AgreementCheck;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Fault;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RandomNetwork;

/**
 * Random declarations, seeded. Valid ones compile without a warning, agree with central
 * differences, compute the same on both engines, and in their models the same as in their trainers;
 * broken ones cause messages of the catalogue. The environment variable NETWRIGHT_RANDOM is the
 * number of each, NETWRIGHT_SEED the first seed.
 */
@Tag("slow") // thousands of networks
class RandomDeclarationTest {
  private static final int COUNT = number("NETWRIGHT_RANDOM", 1000);
  private static final long FIRST = number("NETWRIGHT_SEED", 0);
  private static final int TOGETHER = 50;

  private static final Set<String> IDS =
      Arrays.stream(Message.values()).map(Message::id).collect(Collectors.toUnmodifiableSet());

  @TempDir private Path folder;

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  @Test
  void validOnesCompileAndComputeWhatTheyDeclare() throws IOException {
    int kinks = 0;
    for (int start = 0; start < COUNT; start += TOGETHER) {
      List<RandomNetwork> networks = draw(start);
      NetworkCompilation compilation = RandomNetwork.compile(networks);
      assertThat(compilation.result().diagnostics()).as(compilation::described).isEmpty();
      Map<String, CompiledNetwork> compiled =
          compilation.networks().stream()
              .collect(Collectors.toMap(n -> n.declared().trainerName(), n -> n));
      for (int i = 0; i < networks.size(); i++) {
        CompiledNetwork network = compiled.get(networks.get(i).trainerName());
        long seed = FIRST + start + i;
        try {
          kinks += new GradientProbe(network, 5, seed).checkOneDirection() ? 0 : 1;
          AgreementCheck.engines(network, seed);
          AgreementCheck.model(network, seed, folder);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + "\n" + networks.get(i), e);
        }
      }
    }
    // After dropout, a layer without bias outputs zeros, where relu has its kink.
    assertThat(kinks).as("networks with kinks all around").isLessThan(1 + COUNT / 10);
  }

  @Test
  void brokenOnesAreReported() {
    for (int start = 0; start < COUNT; start += TOGETHER) {
      List<RandomNetwork> networks = draw(start);
      List<Fault> faults = new ArrayList<>();
      for (int i = 0; i < networks.size(); i++) {
        Fault fault = Fault.ALL.get((start + i) % Fault.ALL.size());
        fault.commit().accept(networks.get(i), new Random(FIRST + start + i));
        faults.add(fault);
      }
      Map<String, List<String>> said = RandomNetwork.compile(networks).errors();
      for (int i = 0; i < networks.size(); i++) {
        RandomNetwork network = networks.get(i);
        assertThat(said.getOrDefault(network.fileName(), List.of()))
            .as(() -> "of\n" + network)
            .contains(faults.get(i).message().id())
            .isSubsetOf(IDS)
            .doesNotContain(Message.INTERNAL_ERROR.id());
      }
    }
  }

  /** Several faults at once, which may interact. */
  @Test
  void onesWithSeveralFaultsAreReported() {
    for (int start = 0; start < COUNT; start += TOGETHER) {
      List<RandomNetwork> networks = draw(start);
      for (int i = 0; i < networks.size(); i++) {
        Random random = new Random(~(FIRST + start + i));
        for (int fault = 0; fault < 3; fault++) {
          Fault drawn = Fault.ALL.get(random.nextInt(Fault.ALL.size()));
          if (networks.get(i).layers.size() > 2) {
            drawn.commit().accept(networks.get(i), random);
          }
        }
      }
      Map<String, List<String>> said = RandomNetwork.compile(networks).errors();
      for (RandomNetwork network : networks) {
        assertThat(said.getOrDefault(network.fileName(), List.of()))
            .as(() -> "of\n" + network)
            .doesNotContain(Message.INTERNAL_ERROR.id());
      }
      // Faults may cancel each other. javac compiles the generated code only if there is no error.
      List<RandomNetwork> right =
          networks.stream().filter(network -> !said.containsKey(network.fileName())).toList();
      assertThat(RandomNetwork.compile(right).errors()).isEmpty();
    }
  }

  private static List<RandomNetwork> draw(int start) {
    return LongStream.range(FIRST + start, FIRST + Math.min(COUNT, start + TOGETHER))
        .mapToObj(seed -> new RandomNetwork(seed, new Random(seed)))
        .toList();
  }
}
