package org.netwright.processor.emit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.shape.ShapedLayer;

/** The operations of layers in prediction, as in saved models. */
final class Operations {
  private final Map<String, String> ofLayers = new HashMap<>();

  Operations(Graph graph) {
    for (Node node : graph.nodes(Phase.FORWARD)) {
      if (!node.op().isTrainingOnly()) {
        String own = node.op().title() + settings(node);
        ofLayers.merge(node.layer(), own, (before, after) -> before + ", " + after);
      }
    }
    graph.inputs().forEach(input -> ofLayers.put(input.name(), "input"));
  }

  /** {@code linear, leakyRelu(0.2)}; empty if the layer does nothing. */
  String of(ShapedLayer layer) {
    return layer.wired().joined().orElse(ofLayers.getOrDefault(layer.name(), ""));
  }

  private static String settings(Node node) {
    List<String> settings = node.op().settings(node.inputShapes());
    return settings.isEmpty() ? "" : "(" + String.join(", ", settings) + ")";
  }
}
