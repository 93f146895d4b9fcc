package org.netwright.processor.emit;

import java.util.stream.Collectors;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;

/** The operations of layers in prediction, as in saved models. */
final class Operations {
  private Operations() {}

  /** {@code linear, leakyRelu(0.2)}; empty if the layer does nothing. */
  static String of(String layer, Graph graph) {
    if (graph.inputs().stream().anyMatch(input -> input.name().equals(layer))) {
      return "input";
    }
    return graph.nodes(Phase.FORWARD).stream()
        .filter(node -> node.layer().equals(layer) && !node.op().isTrainingOnly())
        .map(node -> node.op().title() + arguments(node.op()))
        .collect(Collectors.joining(", "));
  }

  private static String arguments(Op op) {
    String numbers =
        op.attributes().stream()
            .filter(Constant.class::isInstance)
            .map(attribute -> String.valueOf(((Constant) attribute).value()))
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "" : "(" + numbers + ")";
  }
}
