package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Value;

/**
 * Reverse-mode differentiation: walks the graph from its losses back to its parameters, and appends
 * the operations that compute the gradient of data loss and penalty together. What it must know of
 * an operation is in its {@link Op#adjoint}. It returns the nodes in the order of their phases, in
 * which they run.
 */
public final class ReverseMode {
  private ReverseMode() {}

  public static Graph differentiate(Graph graph) {
    Gradients gradients = new Gradients(graph);
    List<Node> forward = graph.nodes();
    for (int i = forward.size() - 1; i >= 0; i--) {
      Node node = forward.get(i);
      if (node.phase() == Phase.BACKWARD) {
        gradients.add(node);
        continue;
      }
      // Where a gradient starts does not depend on any parameter.
      boolean isLoss = node.phase() == Phase.LOSS && node.op().startsGradientOf().isEmpty();
      if (isLoss || node.outputs().stream().anyMatch(gradients::has)) {
        node.op().adjoint(node, gradients);
      }
    }
    List<Node> nodes = new ArrayList<>(forward);
    nodes.removeIf(node -> node.phase() == Phase.BACKWARD);
    nodes.addAll(gradients.nodes());
    nodes.sort(Comparator.comparing(Node::phase));
    Map<Value, Value> ofParameters = new LinkedHashMap<>();
    graph.parameters().forEach(parameter -> ofParameters.put(parameter, gradients.of(parameter)));
    return GraphVerifier.verify(graph.with(nodes, ofParameters));
  }
}
