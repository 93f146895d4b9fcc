package org.netwright.processor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.processor.graph.Graph.DataLoss;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.ActivationOps;
import org.netwright.processor.layer.LinearOps;

/** Small graphs, put together by hand. */
public final class TestGraphs {
  public static final Value X = new Value("x", "", Shape.batch(2), Kind.INPUT);
  public static final Value TARGET = new Value("y", "targets", Shape.batch(3), Kind.TARGET);
  public static final Value WEIGHT = new Value("y", "weight", Shape.fixed(2, 3), Kind.PARAMETER);
  public static final Value Z = computed("y.preactivation", Shape.batch(3));
  public static final Value Y = computed("y", Shape.batch(3));
  public static final Value LOSS = computed("y.loss", Shape.SCALAR);

  private TestGraphs() {}

  public static Value computed(String name, Shape shape) {
    int dot = name.indexOf('.');
    String layer = dot < 0 ? name : name.substring(0, dot);
    return new Value(layer, dot < 0 ? "" : name.substring(dot + 1), shape, Kind.COMPUTED);
  }

  public static Node node(Op op, List<Value> inputs, Value output, Phase phase) {
    return new Node(op, inputs, List.of(output), phase, output.layer());
  }

  public static Node linear() {
    return node(new LinearOps.Forward(), List.of(X, WEIGHT), Z, Phase.FORWARD);
  }

  public static Node activate(Activation activation) {
    return node(new ActivationOps.Forward(activation, List.of()), List.of(Z), Y, Phase.FORWARD);
  }

  public static Node loss(Value prediction, Value loss) {
    Op op = new LossOps.Loss(LossFunction.of(LossKind.MEAN_SQUARED_ERROR, List.of()), 1);
    return node(op, List.of(prediction, TARGET), loss, Phase.LOSS);
  }

  /** y = f(x · W), with mean squared error. */
  public static Graph oneLayer(Activation activation) {
    return graph(List.of(linear(), activate(activation), loss(Y, LOSS)));
  }

  /** x · W goes through two activations, and each has a loss: one value, two ways back. */
  public static Graph twoWays() {
    Value second = computed("second", Shape.batch(3));
    Op tanh = new ActivationOps.Forward(Activation.TANH, List.of());
    List<Node> nodes = new ArrayList<>(oneLayer(Activation.GELU).nodes());
    nodes.add(node(tanh, List.of(Z), second, Phase.FORWARD));
    nodes.add(loss(second, computed("second.loss", Shape.SCALAR)));
    return graph(nodes);
  }

  public static DataLoss dataLoss(Value loss) {
    return new DataLoss("y", TARGET, loss, 1);
  }

  public static Graph graph(List<Node> nodes) {
    return new Graph(
        "Test",
        List.of(X),
        List.of(WEIGHT),
        List.of(),
        List.of(),
        nodes,
        List.of(Y),
        List.of(dataLoss(LOSS)),
        List.of(),
        List.of(),
        Map.of());
  }
}
