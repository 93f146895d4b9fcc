package org.netwright.processor.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.netwright.processor.graph.Graph.DataLoss;
import org.netwright.processor.graph.Value.Kind;

/** Checks the invariants of a graph after every pass. A violation is a bug in the pass. */
public final class GraphVerifier {
  private final Graph graph;
  private final Set<Value> known = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private GraphVerifier(Graph graph) {
    this.graph = graph;
  }

  /**
   * Returns the graph if it is valid.
   *
   * @throws IllegalStateException if a value is used before it is written, is written twice or has
   *     another shape or type than the output of its operation; if an operation is given ids but
   *     takes numbers, or changes a value that is not a state; if a state has a gradient; or if a
   *     result is missing
   */
  public static Graph verify(Graph graph) {
    GraphVerifier verifier = new GraphVerifier(graph);
    graph.given().forEach(verifier::give);
    graph.nodes().forEach(verifier::verify);
    verifier.verifyResults();
    return graph;
  }

  private void give(Value value) {
    check(names.add(value.name()), () -> value + " occurs twice");
    check(
        value.kind() != Kind.COMPUTED,
        () -> value + " is given, but is of a kind that is computed");
    known.add(value);
  }

  private void verify(Node node) {
    check(known.containsAll(node.inputs()), () -> node + " comes before what it uses");
    for (int i = 0; i < node.inputs().size(); i++) {
      Value input = node.inputs().get(i);
      check(node.op().takes(input, i), () -> node + " does not take " + input);
      check(
          !node.op().updates(i) || input.kind() == Kind.STATE,
          () -> node + " changes " + input + ", which is not a state");
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      Value output = node.outputs().get(i);
      check(names.add(output.name()), () -> output + " is written twice");
      check(
          output.kind() == Kind.COMPUTED,
          () -> output + " is written, but is of a kind that is given");
      check(
          output.type() == node.op().outputType(i, node.inputs()),
          () -> node + " does not give " + output);
      known.add(output);
    }
    List<Shape> shapes = node.outputs().stream().map(Value::shape).toList();
    check(shapes.equals(shapesOf(node)), () -> node + " has other shapes than it gives");
  }

  private void verifyResults() {
    for (Value differentiated : graph.gradients().keySet()) {
      check(
          differentiated.kind() == Kind.PARAMETER,
          () -> differentiated + " has a gradient, but is not a parameter");
    }
    Stream.of(
            Stream.concat(
                graph.predictions().stream(), graph.losses().stream().map(DataLoss::value)),
            graph.gradients().values().stream(),
            graph.penalties().stream().flatMap(term -> term.parts().stream()))
        .flatMap(results -> results)
        .forEach(
            result ->
                check(
                    known.contains(result),
                    () -> result + " is a result, but nothing computes it"));
  }

  private List<Shape> shapesOf(Node node) {
    try {
      return node.op().outputShapes(node.inputShapes());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(node + " " + e.getMessage() + " in\n" + graph, e);
    }
  }

  private void check(boolean holds, Supplier<String> breach) {
    if (!holds) {
      throw new IllegalStateException(breach.get() + " in\n" + graph);
    }
  }
}
