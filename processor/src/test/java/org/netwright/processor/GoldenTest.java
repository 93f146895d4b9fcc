package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;

/**
 * Compares what is generated for the networks in {@code good/}, and for some of those in {@code
 * graphs/} and {@code sequences/}, with the files in {@code expected/}. With the environment
 * variable NETWRIGHT_WRITE_GOLDENS=true it writes those files instead.
 */
class GoldenTest {
  private static final boolean WRITE =
      Boolean.parseBoolean(System.getenv("NETWRIGHT_WRITE_GOLDENS"));

  /** A shared embedding, several outputs, and blocks in blocks. */
  private static final List<String> GRAPHS = List.of("GraphWords", "GraphHeads", "GraphNested");

  /** Lengths, two directions, attention in blocks, and two inputs with lengths of their own. */
  private static final List<String> SEQUENCES =
      List.of("SequenceTagger", "SequenceCausal", "SequenceTranslation");

  static Stream<CompiledNetwork> networks() {
    return Stream.of(
            Resources.names("good").stream().map(CompiledNetwork::good),
            GRAPHS.stream().map(CompiledNetwork::graph),
            SEQUENCES.stream().map(name -> CompiledNetwork.in("sequences", name)))
        .flatMap(networks -> networks);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void generatesTheExpectedSource(CompiledNetwork compiled) throws IOException {
    check(compiled.trainerSimpleName() + ".java", compiled.generatedSource());
    check(compiled.modelSimpleName() + ".java", compiled.modelSource());
  }

  private static void check(String file, String generated) throws IOException {
    if (WRITE) {
      Files.writeString(Resources.path("expected", file), generated);
    }
    assertThat(generated).isEqualTo(Resources.read("expected", file));
  }

  @Test
  void expectsNothingThatIsNotGenerated() {
    assertThat(Resources.names("expected"))
        .containsExactlyInAnyOrderElementsOf(
            networks()
                .flatMap(n -> Stream.of(n.trainerSimpleName(), n.modelSimpleName()))
                .toList());
  }

  @Test
  void generatesTheSameBytesEachTime() {
    String source = Resources.read("good", "Dropouts.java");
    String[] runs = new String[2];
    for (int run = 0; run < runs.length; run++) {
      runs[run] =
          CompiledNetwork.compile("Dropouts", source).generatedFiles().stream()
              .map(file -> file.getName() + " " + java.util.Arrays.hashCode(bytes(file)))
              .sorted()
              .toList()
              .toString();
    }
    assertThat(runs[0]).contains("DropoutsTrainer.class", "DropoutsModel.class").isEqualTo(runs[1]);
  }

  private static byte[] bytes(javax.tools.JavaFileObject file) {
    try (var in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
