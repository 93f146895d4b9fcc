package org.netwright.processor.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the invariants of a graph after every pass. A violation is a bug in the pass. */
public final class GraphVerifier {
  private GraphVerifier() {}

  /**
   * Returns the graph if it is valid.
   *
   * @throws IllegalStateException if a value is used before it is written, is written twice or has
   *     another shape than the output of its operation, or if a result is missing
   */
  public static Graph verify(Graph graph) {
    Set<Value> known = new HashSet<>(graph.parameters());
    known.addAll(graph.anchors());
    known.add(graph.input());
    known.add(graph.target());
    Set<String> names = new HashSet<>();
    known.forEach(value -> check(names.add(value.name()), graph, value + " occurs twice"));
    for (Node node : graph.nodes()) {
      check(known.containsAll(node.inputs()), graph, node + " comes before what it uses");
      for (Value output : node.outputs()) {
        check(names.add(output.name()), graph, output + " is written twice");
        known.add(output);
      }
      List<Shape> shapes = node.outputs().stream().map(Value::shape).toList();
      check(shapes.equals(shapesOf(node, graph)), graph, node + " has other shapes than it gives");
    }
    Stream.of(
            Stream.concat(Stream.of(graph.prediction()), graph.dataLoss().stream()),
            graph.gradients().values().stream(),
            graph.penalties().stream().flatMap(term -> term.parts().stream()))
        .flatMap(results -> results)
        .filter(result -> !known.contains(result))
        .findFirst()
        .ifPresent(
            missing -> check(false, graph, missing + " is a result, but nothing computes it"));
    return graph;
  }

  private static List<Shape> shapesOf(Node node, Graph graph) {
    try {
      return node.op().outputShapes(node.inputs().stream().map(Value::shape).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(node + " " + e.getMessage() + " in\n" + graph, e);
    }
  }

  private static void check(boolean holds, Graph graph, String breach) {
    if (!holds) {
      throw new IllegalStateException(breach + " in\n" + graph);
    }
  }
}
