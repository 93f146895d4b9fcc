package org.netwright.processor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netwright.processor.graph.TestGraphs.LOSS;
import static org.netwright.processor.graph.TestGraphs.WEIGHT;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.ActivationOps;
import org.netwright.processor.layer.LinearOps;

class GraphVerifierTest {
  private static final Value MOVED = computed("moved", Shape.fixed(2));

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
    Value weight = new Value("w", "", Shape.fixed(5, 3), Value.Kind.PARAMETER);
    Graph sound = oneLayer(Activation.RELU);
    Node misfit = node(new LinearOps.Forward(), List.of(X, weight), Z, Phase.FORWARD);
    Graph graph =
        new Graph(
            sound.name(),
            List.of(X),
            List.of(weight),
            List.of(),
            List.of(),
            List.of(misfit, activate(Activation.RELU), loss(Y, LOSS)),
            List.of(Y),
            sound.losses(),
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

  @Test
  void rejectsIdsWhereAnOperationTakesNumbers() {
    Value ids = new Value("x", "", Shape.batch(2), Value.Kind.INPUT, Value.Type.ID);
    assertThatThrownBy(() -> GraphVerifier.verify(with(ids, List.of(), List.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("linear(%x, %y.weight) does not take %x [n × 2] of ids");
  }

  @Test
  void rejectsNumbersWhereAnOperationTakesIds() {
    Value row = computed("row", Shape.batch(2));
    Node lookup = node(new Update(Value.Type.ID, false), List.of(X), row, Phase.FORWARD);
    assertThatThrownBy(() -> GraphVerifier.verify(with(X, List.of(), List.of(lookup))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("update(%x) does not take %x [n × 2]");
  }

  @Test
  void anOperationThatSaysSoMayChangeAState() {
    Value mean = new Value("mean", "", Shape.fixed(2), Value.Kind.STATE);
    Node update = node(new Update(Value.Type.NUMBER, true), List.of(mean), MOVED, Phase.FORWARD);
    Graph graph = with(X, List.of(mean), List.of(update));
    assertThat(GraphVerifier.verify(graph)).isSameAs(graph);
  }

  @Test
  void rejectsAnOperationThatChangesSomethingElse() {
    Node update = node(new Update(Value.Type.NUMBER, true), List.of(WEIGHT), MOVED, Phase.FORWARD);
    assertThatThrownBy(() -> GraphVerifier.verify(with(X, List.of(), List.of(update))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("update(%y.weight) changes %y.weight [2 × 3], which is not a state");
  }

  @Test
  void rejectsAStateThatIsWrittenLikeAValue() {
    Value mean = new Value("mean", "", Shape.fixed(2), Value.Kind.STATE);
    Node written = node(new Update(Value.Type.NUMBER, false), List.of(X), mean, Phase.FORWARD);
    assertThatThrownBy(() -> GraphVerifier.verify(with(X, List.of(), List.of(written))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("%mean [2] is written, but is of a kind that is given");
  }

  @Test
  void rejectsTheGradientOfAState() {
    Value mean = new Value("mean", "", Shape.fixed(2), Value.Kind.STATE);
    Graph graph = with(X, List.of(mean), List.of());
    Graph differentiated = graph.with(graph.nodes(), Map.of(mean, Z));
    assertThatThrownBy(() -> GraphVerifier.verify(differentiated))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("%mean [2] has a gradient, but is not a parameter");
  }

  /** Gives a vector, whatever it takes. */
  private record Update(Value.Type takes, boolean changes) implements Op {
    @Override
    public String kernel() {
      return "update";
    }

    @Override
    public Value.Type inputType(int input) {
      return takes;
    }

    @Override
    public boolean updates(int input) {
      return changes;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.fixed(2));
    }
  }

  /** One layer, after the given nodes. */
  private static Graph with(Value x, List<Value> states, List<Node> first) {
    Graph sound = oneLayer(Activation.RELU);
    List<Node> nodes = new ArrayList<>(first);
    nodes.add(node(new LinearOps.Forward(), List.of(x, WEIGHT), Z, Phase.FORWARD));
    nodes.addAll(sound.nodes().subList(1, sound.nodes().size()));
    return new Graph(
        sound.name(),
        List.of(x),
        List.of(WEIGHT),
        states,
        List.of(),
        nodes,
        List.of(Y),
        sound.losses(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static AbstractThrowableAssert<?, ?> assertRejected(List<Node> nodes) {
    return assertThatThrownBy(() -> GraphVerifier.verify(graph(nodes)))
        .isInstanceOf(IllegalStateException.class);
  }
}
