package org.netwright.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netwright.processor.graph.TestGraphs.LOSS;
import static org.netwright.processor.graph.TestGraphs.X;
import static org.netwright.processor.graph.TestGraphs.Y;
import static org.netwright.processor.graph.TestGraphs.Z;
import static org.netwright.processor.graph.TestGraphs.activate;
import static org.netwright.processor.graph.TestGraphs.computed;
import static org.netwright.processor.graph.TestGraphs.graph;
import static org.netwright.processor.graph.TestGraphs.linear;
import static org.netwright.processor.graph.TestGraphs.loss;
import static org.netwright.processor.graph.TestGraphs.node;
import static org.netwright.processor.graph.TestGraphs.oneLayer;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.ActivationOps;
import org.netwright.processor.layer.LinearOps;

class GraphVerifierTest {
  @Test
  void returnsASoundGraph() {
    Graph graph = oneLayer(Activation.RELU);
    assertThat(GraphVerifier.verify(graph)).isSameAs(graph);
  }

  @Test
  void printsAGraphLineByLine() {
    assertThat(oneLayer(Activation.RELU))
        .hasToString(
            """
            Test
              %x [n × 2] is given
              %y.targets [n × 3] is given
              %y.weight [2 × 3] is given
              %y.preactivation [n × 3] = linear(%x, %y.weight)
              %y [n × 3] = relu(%y.preactivation)
              %y.loss [] = meanSquaredError(%y, %y.targets)
            """);
  }

  @Test
  void rejectsAUseBeforeTheValueIsWritten() {
    assertRejected(List.of(activate(Activation.RELU), linear(), loss(Y, LOSS)))
        .hasMessageContaining("%y [n × 3] = relu(%y.preactivation) comes before what it uses");
  }

  @Test
  void rejectsAValueThatIsWrittenTwice() {
    assertRejected(List.of(linear(), linear(), activate(Activation.RELU), loss(Y, LOSS)))
        .hasMessageContaining("%y.preactivation [n × 3] is written twice");
  }

  @Test
  void rejectsAnotherShapeThanTheOperationGives() {
    Value wide = computed("y", Shape.batch(4));
    Op relu = new ActivationOps.Forward(Activation.RELU, List.of());
    assertRejected(List.of(linear(), node(relu, List.of(Z), wide, Phase.FORWARD)))
        .hasMessageContaining("%y [n × 4] = relu(%y.preactivation) has other shapes than it gives");
  }

  @Test
  void rejectsInputsThatTheOperationDoesNotTake() {
    Value weight = new Value("w", Shape.fixed(5, 3), Value.Kind.PARAMETER);
    Graph sound = oneLayer(Activation.RELU);
    Node misfit = node(new LinearOps.Forward(), List.of(X, weight), Z, Phase.FORWARD);
    Graph graph =
        new Graph(
            sound.name(),
            X,
            sound.target(),
            List.of(weight),
            List.of(),
            List.of(misfit, activate(Activation.RELU), loss(Y, LOSS)),
            Y,
            Optional.of(LOSS),
            List.of(),
            List.of(),
            sound.gradients());
    assertThatThrownBy(() -> GraphVerifier.verify(graph))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has a fitting weight, but is given [5 × 3]");
  }

  @Test
  void rejectsAResultThatNothingComputes() {
    assertRejected(List.of(linear(), activate(Activation.RELU)))
        .hasMessageContaining("%y.loss [] is a result, but nothing computes it");
  }

  private static AbstractThrowableAssert<?, ?> assertRejected(List<Node> nodes) {
    return assertThatThrownBy(() -> GraphVerifier.verify(graph(nodes)))
        .isInstanceOf(IllegalStateException.class);
  }
}
