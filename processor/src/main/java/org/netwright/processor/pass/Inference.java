package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Value;

/** The network for prediction: without what only training needs: dropout, losses and penalties. */
public final class Inference {
  private Inference() {}

  public static Graph of(Graph graph) {
    Map<Value, Value> replaced = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      List<Value> inputs =
          node.inputs().stream().map(input -> replaced.getOrDefault(input, input)).toList();
      if (node.op().isTrainingOnly()) {
        replaced.put(node.outputs().get(0), inputs.get(0));
      } else {
        Node read = new Node(node.op(), inputs, node.outputs(), node.phase(), node.layer());
        nodes.add(node.op().inPrediction(read));
      }
    }
    List<Value> predictions =
        graph.predictions().stream().map(value -> replaced.getOrDefault(value, value)).toList();
    List<Node> needed = DeadValues.remove(nodes, Set.copyOf(predictions));
    return GraphVerifier.verify(graph.predicting(needed, predictions));
  }
}
