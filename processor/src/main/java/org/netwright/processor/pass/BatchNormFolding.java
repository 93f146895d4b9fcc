package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.BatchNormOps.Normalize;
import org.netwright.processor.layer.ConvolutionOps;
import org.netwright.processor.layer.LinearOps;

/**
 * Removes batch normalisations from a graph that predicts: each is a product and a sum by channel,
 * which the weight and the bias of the layer before it can contain. The runtime computes these once,
 * when it has read the parameters, in the place of the weight and of the normalisation's shift, or
 * of its mean if it has no shift.
 */
public final class BatchNormFolding {
  /**
   * A normalisation that was folded.
   *
   * @param weight the layer whose weight it is folded into
   * @param normalization the layer that it is part of
   * @param axis the dimension of the weight that the channels are
   */
  public record Fold(String weight, String normalization, int axis, double epsilon) {}

  /** A graph without the normalisations that were folded. */
  public record Folded(Graph graph, List<Fold> folds) {}

  private final Graph graph;
  private final Map<Value, List<Node>> readers = new HashMap<>();
  private final Map<Value, Node> producers = new HashMap<>();
  private final List<Fold> folds = new ArrayList<>();

  /** What becomes of a node; nothing, if it is part of another. */
  private final Map<Node, List<Node>> replaced = new HashMap<>();

  private BatchNormFolding(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> readers.computeIfAbsent(v, same -> new ArrayList<>()).add(node));
      node.outputs().forEach(value -> producers.put(value, node));
    }
  }

  public static Folded fold(Graph inference) {
    BatchNormFolding folding = new BatchNormFolding(inference);
    for (Node node : inference.nodes()) {
      if (node.op() instanceof Normalize normalize) {
        folding.fold(node, normalize);
      }
    }
    List<Node> nodes =
        inference.nodes().stream()
            .flatMap(node -> folding.replaced.getOrDefault(node, List.of(node)).stream())
            .toList();
    Graph folded = GraphVerifier.verify(inference.predicting(nodes, inference.predictions()));
    return new Folded(folded, List.copyOf(folding.folds));
  }

  private void fold(Node node, Normalize normalize) {
    Node before = producers.get(node.inputs().get(0));
    if (before == null || !isReadOnlyBy(node.inputs().get(0), node)) {
      return;
    }
    Value shift = node.inputs().get(node.inputs().size() == 5 ? 2 : 1);
    if (before.op() instanceof ConvolutionOps.Forward || before.op() instanceof LinearOps.Forward) {
      int axis = before.op() instanceof LinearOps.Forward ? 1 : 0;
      if (addFold(before, before.inputs(), node, normalize, axis)) {
        List<Value> inputs = List.of(before.inputs().get(0), before.inputs().get(1), shift);
        replaced.put(before, List.of());
        replaced.put(
            node,
            List.of(
                new Node(before.op(), inputs, node.outputs(), node.phase(), node.layer())));
      }
      return;
    }
    boolean hasBias = before.op() instanceof ConvolutionOps.Bias;
    Node transposed = hasBias ? producers.get(before.inputs().get(0)) : before;
    if (transposed != null
        && transposed.op() instanceof ConvolutionOps.Transposed op
        && op.groups() == 1
        && isReadOnlyBy(transposed.output(), hasBias ? before : node)) {
      List<Value> own =
          Stream.of(transposed.inputs(), before.inputs().subList(hasBias ? 1 : 0, hasBias ? 2 : 0))
              .flatMap(List::stream)
              .toList();
      if (addFold(transposed, own, node, normalize, 1)) {
        if (hasBias) {
          replaced.put(before, List.of());
        }
        replaced.put(
            node,
            List.of(
                new Node(
                    new ConvolutionOps.Bias(),
                    List.of(transposed.output(), shift),
                    node.outputs(),
                    node.phase(),
                    node.layer())));
      }
    }
  }

  /** Adds the fold, unless another node reads one of the values that it changes. */
  private boolean addFold(
      Node weighted, List<Value> own, Node node, Normalize normalize, int axis) {
    Set<Value> changed = new HashSet<>(own.subList(1, own.size()));
    changed.addAll(node.inputs().subList(1, node.inputs().size()));
    boolean isAlone =
        changed.stream()
            .allMatch(value -> readers.getOrDefault(value, List.of()).size() == 1);
    if (isAlone) {
      folds.add(
          new Fold(
              weighted.inputs().get(1).layer(), node.layer(), axis, normalize.epsilon()));
    }
    return isAlone;
  }

  private boolean isReadOnlyBy(Value value, Node reader) {
    return List.of(reader).equals(readers.get(value)) && !graph.predictions().contains(value);
  }
}
