package org.netwright.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.TestGraphs;

class DeadValuesTest {
  private final Graph graph = TestGraphs.twoWays();

  @Test
  void removesWhatTheResultDoesNotDependOn() {
    assertThat(kernels(DeadValues.remove(graph.nodes(), Set.of(TestGraphs.Y))))
        .containsExactly("linear", "gelu");
  }

  @Test
  void keepsWhatAnyResultDependsOnInOrder() {
    assertThat(
            DeadValues.remove(
                graph.nodes(), Set.of(TestGraphs.LOSS, graph.nodes().get(3).output())))
        .containsExactlyElementsOf(graph.nodes().subList(0, 4));
  }

  @Test
  void aPredictionNeedsNoLoss() {
    Graph inference = Inference.of(graph);
    assertThat(kernels(inference.nodes())).containsExactly("linear", "gelu");
    assertThat(inference.losses()).isEmpty();
  }

  private static List<String> kernels(List<Node> nodes) {
    return nodes.stream().map(node -> node.op().kernel()).toList();
  }
}
