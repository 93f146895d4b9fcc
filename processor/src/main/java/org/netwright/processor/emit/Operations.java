package org.netwright.processor.emit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.Moving;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.shape.ShapedLayer;

/** The operations of layers in prediction, as in saved models. */
final class Operations {
  private final Map<String, String> ofLayers = new HashMap<>();

  Operations(Graph graph) {
    for (Node node : graph.nodes(Phase.FORWARD)) {
      if (!node.op().isTrainingOnly()) {
        String own = node.op().title() + arguments(node.op());
        ofLayers.merge(node.layer(), own, (before, after) -> before + ", " + after);
      }
    }
    graph.inputs().forEach(input -> ofLayers.put(input.name(), "input"));
  }

  /** {@code linear, leakyRelu(0.2)}; empty if the layer does nothing. */
  String of(ShapedLayer layer) {
    return layer.wired().joined().orElse(ofLayers.getOrDefault(layer.name(), ""));
  }

  private static String arguments(Op op) {
    String numbers =
        op.attributes().stream()
            .flatMap(attribute -> argument(attribute).stream())
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "" : "(" + numbers + ")";
  }

  /** What does not follow from the shapes of parameters and outputs. */
  private static Optional<String> argument(Attribute attribute) {
    if (attribute instanceof Constant constant) {
      return Optional.of(String.valueOf(constant.value()));
    }
    if (attribute instanceof Count count && count.name().equals("groups") && count.value() > 1) {
      return Optional.of("groups " + count.value());
    }
    return attribute instanceof Moving moving
        ? Optional.of(moving.window().toString())
        : Optional.empty();
  }
}
