package org.netwright.processor.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.processor.graph.Node.Phase;

/**
 * A network as operations over values: a directed acyclic graph whose nodes are in an order in
 * which they can run. It is immutable: a pass returns a new graph.
 *
 * @param input the features
 * @param target what the loss compares the prediction with
 * @param parameters in their order in the flat vector
 * @param states what layers keep from one step to the next
 * @param prediction the output of the last layer
 * @param dataLoss the loss without penalty; none in a graph that only predicts
 * @param anchors copies of initial values that penalties read
 * @param regularizers in the order of the report
 * @param gradients the gradient of each parameter; empty until the graph is differentiated
 */
public record Graph(
    String name,
    Value input,
    Value target,
    List<Value> parameters,
    List<Value> states,
    List<Node> nodes,
    Value prediction,
    Optional<Value> dataLoss,
    List<Value> anchors,
    List<Regularizer> regularizers,
    Map<Value, Value> gradients) {

  /** The values that are not computed. */
  public List<Value> given() {
    return Stream.of(List.of(input, target), parameters, states, anchors)
        .flatMap(List::stream)
        .toList();
  }

  public List<Node> nodes(Phase phase) {
    return nodes.stream().filter(node -> node.phase() == phase).toList();
  }

  /** The same network after a pass. */
  public Graph with(List<Node> newNodes, Value newPrediction, Map<Value, Value> newGradients) {
    return new Graph(
        name,
        input,
        target,
        parameters,
        states,
        List.copyOf(newNodes),
        newPrediction,
        dataLoss,
        anchors,
        regularizers,
        newGradients);
  }

  /** The same network for prediction: without losses and gradients. */
  public Graph predicting(List<Node> newNodes, Value newPrediction) {
    return new Graph(
        name,
        input,
        target,
        parameters,
        states,
        List.copyOf(newNodes),
        newPrediction,
        Optional.empty(),
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
