package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.AgreementCheck;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.GradientProbe;
import org.netwright.processor.support.GraphFault;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RandomGraph;

/**
 * Random declarations of graphs, seeded. Valid ones compile without a warning, their gradients
 * agree with central differences, both engines compute the same, and models the same as trainers;
 * broken ones cause the message about their fault. The environment variable NETWRIGHT_GRAPHS is the
 * number of each, NETWRIGHT_SEED the first seed.
 */
@Tag("slow") // hundreds of trainers, each for one difference
class RandomGraphTest {
  private static final int COUNT = number("NETWRIGHT_GRAPHS", 40);
  private static final long FIRST = number("NETWRIGHT_SEED", 0);
  private static final int TOGETHER = 40;
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  @Test
  void validOnesCompileAndComputeWhatTheyDeclare() throws IOException {
    int kinks = 0;
    for (long start = FIRST; start < FIRST + COUNT; start += TOGETHER) {
      List<Long> seeds =
          LongStream.range(start, Math.min(FIRST + COUNT, start + TOGETHER)).boxed().toList();
      List<RandomGraph> graphs = seeds.stream().map(RandomGraph::new).toList();
      NetworkCompilation compilation = RandomGraph.compile(graphs);
      assertThat(compilation.result().diagnostics()).as(compilation::described).isEmpty();
      Map<String, CompiledNetwork> compiled =
          compilation.networks().stream()
              .collect(Collectors.toMap(n -> n.declared().trainerName(), n -> n));
      for (int i = 0; i < graphs.size(); i++) {
        long seed = seeds.get(i);
        CompiledNetwork network = compiled.get(graphs.get(i).trainerName());
        try {
          kinks += hasRightGradient(network, seed) ? 0 : 1;
          AgreementCheck.engines(network, seed);
          AgreementCheck.model(network, seed, folder);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + "\n" + graphs.get(i), e);
        }
      }
    }
    assertThat(kinks).as("graphs with kinks all around").isLessThan(1 + COUNT / 10);
  }

  /**
   * Two directions through all parameters; one parameter after the other takes ten times longer.
   */
  private static boolean hasRightGradient(CompiledNetwork network, long seed) {
    GradientProbe probe = new GradientProbe(network, 7, seed);
    try {
      return probe.checkOneDirection();
    } catch (AssertionError e) {
      probe.check(); // names the parameter
      throw e;
    }
  }

  @Test
  void brokenOnesCauseTheMessageAboutTheirFault() {
    SoftAssertions softly = new SoftAssertions();
    Set<GraphFault> committed = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Map<RandomGraph, GraphFault> graphs = new LinkedHashMap<>();
      for (int i = 0; i < TOGETHER; i++) {
        int index = (i + round * GraphFault.ALL.size() / ROUNDS) % GraphFault.ALL.size();
        GraphFault fault = GraphFault.ALL.get(index);
        RandomGraph graph = new RandomGraph(FIRST + i);
        fault.commit().accept(graph);
        graphs.put(graph, fault);
      }
      NetworkCompilation compilation = RandomGraph.compile(List.copyOf(graphs.keySet()));
      graphs.forEach(
          (graph, fault) ->
              softly
                  .assertThat(graph.errors(compilation))
                  .as(() -> "of\n" + graph)
                  .containsExactly(fault.message().id()));
      committed.addAll(graphs.values());
    }
    softly.assertAll();
    assertThat(committed).containsAll(GraphFault.ALL);
  }
}
