package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Fault;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RandomNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Model;
import org.netwright.runtime.Trainer;

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
      Compilation result = compilation.result();
      assertThat(result.diagnostics()).as(() -> described(result)).isEmpty();
      Map<String, CompiledNetwork> compiled =
          compilation.networks().stream()
              .collect(Collectors.toMap(n -> n.declared().trainerName(), n -> n));
      for (int i = 0; i < networks.size(); i++) {
        CompiledNetwork network = compiled.get(networks.get(i).trainerName());
        long seed = FIRST + start + i;
        try {
          kinks += new GradientProbe(network, 5, seed).checkOneDirection() ? 0 : 1;
          checkEngines(network, seed);
          checkModel(network, seed);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + "\n" + networks.get(i), e);
        }
      }
    }
    // After dropout, a layer without bias outputs zeros, where relu has its kink.
    assertThat(kinks).as("networks with kinks all around").isLessThan(1 + COUNT / 10);
  }

  private static void checkEngines(CompiledNetwork network, long seed) {
    Batch batch = Batch.of(network, 6, new Random(seed));
    try (Trainer<?> fast = network.builder().seed(seed).engine(Engine.CPU).build();
        Trainer<?> reference = network.builder().seed(seed).engine(Engine.ND4J).build()) {
      assertThat(fast.predict(batch.x()).dup('c').data().asFloat())
          .containsExactly(reference.predict(batch.x()).dup('c').data().asFloat(), within(1e-5f));
      for (int step = 0; step < 3; step++) {
        LossReport one = fast.step(batch.x(), batch.y());
        LossReport other = reference.step(batch.x(), batch.y());
        // Adam scales a gradient that is only rounding error like any other, so the steps slowly
        // diverge.
        double tolerance = step == 0 ? 1e-5 : 5e-3;
        assertThat(one.total()).isCloseTo(other.total(), within(tolerance * (1 + other.total())));
        double penalty = 0;
        for (LossReport.Term term : one.terms()) {
          penalty += term.value();
        }
        assertThat(one.total()).isEqualTo(one.data() + penalty);
      }
    }
  }

  private void checkModel(CompiledNetwork network, long seed) throws IOException {
    Batch batch = Batch.of(network, 6, new Random(seed));
    Path file = folder.resolve("model.safetensors");
    for (Engine engine : Engine.values()) {
      try (Trainer<?> trainer = network.builder().seed(seed).engine(engine).build()) {
        trainer.step(batch.x(), batch.y());
        trainer.save(file);
        try (Model model = network.loadModel(file, engine)) {
          assertThat(model.predict(batch.x())).isEqualTo(trainer.predict(batch.x()));
        }
      }
    }
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
      Map<String, List<String>> said = said(RandomNetwork.compile(networks).result());
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
      Map<String, List<String>> said = said(RandomNetwork.compile(networks).result());
      for (RandomNetwork network : networks) {
        assertThat(said.getOrDefault(network.fileName(), List.of()))
            .as(() -> "of\n" + network)
            .doesNotContain(Message.INTERNAL_ERROR.id());
      }
      // Faults may cancel each other. javac compiles the generated code only if there is no error.
      List<RandomNetwork> right =
          networks.stream().filter(network -> !said.containsKey(network.fileName())).toList();
      assertThat(said(RandomNetwork.compile(right).result())).isEmpty();
    }
  }

  private static List<RandomNetwork> draw(int start) {
    return LongStream.range(FIRST + start, FIRST + Math.min(COUNT, start + TOGETHER))
        .mapToObj(seed -> new RandomNetwork(seed, new Random(seed)))
        .toList();
  }

  /** The ids of errors by class, or the text of errors of javac itself. */
  private static Map<String, List<String>> said(Compilation compilation) {
    Map<String, List<String>> said = new HashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
      if (diagnostic.getKind() == Kind.ERROR && diagnostic.getSource() != null) {
        String text = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElseThrow();
        String file = diagnostic.getSource().getName();
        String type = file.replaceFirst("^/", "").replace(".java", "").replace('/', '.');
        int id = text.lastIndexOf('[');
        said.computeIfAbsent(type, t -> new ArrayList<>())
            .add(id < 0 ? text : text.substring(id + 1, text.length() - 1));
      }
    }
    return said;
  }

  private static String described(Compilation compilation) {
    return IntStream.range(0, Math.min(5, compilation.diagnostics().size()))
        .mapToObj(i -> compilation.diagnostics().get(i))
        .map(
            d -> {
              try {
                return d + "\n" + (d.getSource() == null ? "" : d.getSource().getCharContent(true));
              } catch (java.io.IOException e) {
                return d.toString();
              }
            })
        .collect(Collectors.joining("\n"));
  }
}
