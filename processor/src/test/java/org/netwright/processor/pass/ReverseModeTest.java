package org.netwright.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.TestGraphs;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.Activation;

class ReverseModeTest {
  @Test
  void walksBackFromTheLossToTheParameters() {
    Graph graph = ReverseMode.differentiate(TestGraphs.oneLayer(Activation.RELU));
    assertThat(backward(graph))
        .isEqualTo(
            """
            %y.gradient [n × 3] = meanSquaredErrorGradient(%y, %y.targets)
            %y.preactivation.gradient [n × 3] = reluGradient(%y, %y.gradient)
            %y.weight.gradient [2 × 3] = linearGradient(%x, %y.preactivation.gradient)""");
    assertThat(graph.gradients().get(TestGraphs.WEIGHT).name()).isEqualTo("y.weight.gradient");
  }

  @Test
  void readsTheInputOfAnActivationThatItsOutputDoesNotDetermine() {
    Graph graph = ReverseMode.differentiate(TestGraphs.oneLayer(Activation.GELU));
    assertThat(backward(graph)).contains("geluGradient(%y.preactivation, %y.gradient)");
  }

  @Test
  void addsTheGradientsOfAValueThatIsUsedTwice() {
    Graph graph = ReverseMode.differentiate(TestGraphs.twoWays());
    assertThat(backward(graph))
        .isEqualTo(
            """
            %second.gradient [n × 3] = meanSquaredErrorGradient(%second, %y.targets)
            %y.preactivation.gradient [n × 3] = tanhGradient(%second, %second.gradient)
            %y.gradient [n × 3] = meanSquaredErrorGradient(%y, %y.targets)
            %y.preactivation.gradient.2 [n × 3] = geluGradient(%y.preactivation, %y.gradient)
            %y.preactivation.gradient.3 [n × 3] = \
            add(%y.preactivation.gradient, %y.preactivation.gradient.2)
            %y.weight.gradient [2 × 3] = linearGradient(%x, %y.preactivation.gradient.3)""");
  }

  @Test
  void refusesAnOperationWithoutARule() {
    record Unknown() implements Op {
      @Override
      public String kernel() {
        return "unknown";
      }

      @Override
      public List<Shape> outputShapes(List<Shape> inputs) {
        return inputs;
      }
    }
    List<Node> nodes = new ArrayList<>(TestGraphs.oneLayer(Activation.RELU).nodes());
    Value y = TestGraphs.Y;
    nodes.set(1, TestGraphs.node(new Unknown(), List.of(TestGraphs.Z), y, Phase.FORWARD));
    assertThatThrownBy(() -> ReverseMode.differentiate(TestGraphs.graph(nodes)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no adjoint");
  }

  private static String backward(Graph graph) {
    return graph.nodes(Phase.BACKWARD).stream()
        .map(Node::toString)
        .collect(Collectors.joining("\n"));
  }
}
