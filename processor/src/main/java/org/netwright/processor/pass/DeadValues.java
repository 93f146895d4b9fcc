package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Value;

/** Removes the operations whose outputs are not needed. */
final class DeadValues {
  private DeadValues() {}

  /** Returns the nodes that the results are computed from, in their order. */
  static List<Node> remove(List<Node> nodes, Set<Value> results) {
    Set<Value> needed = new HashSet<>(results);
    List<Node> alive = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(node.inputs());
        alive.add(0, node);
      }
    }
    return alive;
  }
}
