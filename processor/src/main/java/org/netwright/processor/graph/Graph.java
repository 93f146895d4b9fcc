package org.netwright.processor.graph;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.processor.graph.Node.Phase;

/**
 * A network as operations over values: a directed acyclic graph whose nodes are in an order in
 * which they can run. It is immutable: a pass returns a new graph.
 *
 * @param inputs what is given with each batch, in the order of the fields
 * @param parameters in their order in the flat vector
 * @param states what layers keep from one step to the next
 * @param keepers objects in which operations keep what others need
 * @param predictions the outputs, in the order of the fields
 * @param losses the losses without penalties, in the order of the fields; none in a graph that only
 *     predicts
 * @param anchors copies of initial values that penalties read
 * @param regularizers in the order of the report
 * @param gradients the gradient of each parameter; empty until the graph is differentiated
 */
public record Graph(
    String name,
    List<Value> inputs,
    List<Value> parameters,
    List<Value> states,
    List<Keeper> keepers,
    List<Node> nodes,
    List<Value> predictions,
    List<DataLoss> losses,
    List<Value> anchors,
    List<Regularizer> regularizers,
    Map<Value, Value> gradients) {

  /**
   * The loss of one output.
   *
   * @param layer the output
   * @param target what it is compared with
   * @param value the loss
   * @param weight its factor in the total
   */
  public record DataLoss(String layer, Value target, Value value, double weight) {}

  public Graph {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    states = List.copyOf(states);
    keepers = List.copyOf(keepers);
    nodes = List.copyOf(nodes);
    predictions = List.copyOf(predictions);
    losses = List.copyOf(losses);
    anchors = List.copyOf(anchors);
    regularizers = List.copyOf(regularizers);
  }

  /** What the losses compare the predictions with, in the order of the fields. */
  public List<Value> targets() {
    return losses.stream().map(DataLoss::target).toList();
  }

  /** The values that are not computed. */
  public List<Value> given() {
    return Stream.of(
            inputs,
            targets(),
            parameters,
            states,
            keepers.stream().map(Keeper::value).toList(),
            anchors)
        .flatMap(List::stream)
        .toList();
  }

  public List<Node> nodes(Phase phase) {
    return nodes.stream().filter(node -> node.phase() == phase).toList();
  }

  /** The same network after a pass. */
  public Graph with(List<Node> newNodes, Map<Value, Value> newGradients) {
    return new Graph(
        name,
        inputs,
        parameters,
        states,
        keepers,
        newNodes,
        predictions,
        losses,
        anchors,
        regularizers,
        newGradients);
  }

  /** The same network for prediction: without losses and gradients. */
  public Graph predicting(List<Node> newNodes, List<Value> newPredictions) {
    return new Graph(
        name,
        inputs,
        parameters,
        states,
        keepers,
        newNodes,
        newPredictions,
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  /** The terms of the loss other than the data loss. */
  public List<Regularizer> penalties() {
    return regularizers.stream().filter(Regularizer::isPenalty).toList();
  }

  /** The node that computes a value. */
  public Node producer(Value value) {
    return nodes.stream()
        .filter(node -> node.outputs().contains(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node computes " + value));
  }

  /** One line for each node, with the shapes of its outputs. */
  @Override
  public String toString() {
    Stream<String> givenLines = given().stream().map(value -> value + " is given");
    return Stream.concat(givenLines, nodes.stream().map(Node::toString))
        .collect(Collectors.joining("\n  ", name + "\n  ", "\n"));
  }
}
