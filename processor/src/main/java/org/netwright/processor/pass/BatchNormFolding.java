package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.FoldRole.Biased;
import org.netwright.processor.graph.FoldRole.Normalized;
import org.netwright.processor.graph.FoldRole.Weighted;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Value;

/**
 * Removes batch normalisations from a graph that predicts: each is a product and a sum by channel,
 * which the weight and the bias of the layer before it can contain. The runtime computes these
 * once, when it has read the parameters, in the place of the weight and of the normalisation's
 * shift, or of its mean if it has no shift.
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
      if (node.op().foldRole() instanceof Normalized normalized) {
        folding.fold(node, normalized);
      }
    }
    List<Node> nodes =
        inference.nodes().stream()
            .flatMap(node -> folding.replaced.getOrDefault(node, List.of(node)).stream())
            .toList();
    Graph folded = GraphVerifier.verify(inference.predicting(nodes, inference.predictions()));
    return new Folded(folded, List.copyOf(folding.folds));
  }

  private void fold(Node normalize, Normalized normalized) {
    Optional<Node> before = onlySource(normalize);
    Optional<Node> bias = before.filter(node -> node.op().foldRole() instanceof Biased);
    Optional<Node> weighted = bias.isPresent() ? onlySource(bias.get()) : before;
    if (weighted.isEmpty() || !(weighted.get().op().foldRole() instanceof Weighted role)) {
      return;
    }
    Node product = weighted.get();
    Stream<Value> own =
        Stream.of(
                product.inputs().stream().skip(1),
                bias.stream().flatMap(node -> node.inputs().stream().skip(1)),
                normalize.inputs().stream().skip(1))
            .flatMap(values -> values);
    if (!own.allMatch(value -> readers.getOrDefault(value, List.of()).size() == 1)) {
      return;
    }
    folds.add(
        new Fold(
            product.inputs().get(1).layer(),
            normalize.layer(),
            role.channelAxis(),
            normalized.epsilon()));
    // After (x, scale, shift, mean, variance) or (x, mean, variance).
    Value foldedBias = normalize.inputs().get(normalize.inputs().size() == 5 ? 2 : 1);
    bias.ifPresent(node -> replaced.put(node, List.of()));
    if (role.bias().isEmpty()) {
      replaced.put(product, List.of());
    }
    Node folded =
        role.bias()
            .map(op -> node(normalize, op, List.of(product.output(), foldedBias)))
            .orElseGet(
                () -> {
                  List<Value> inputs = product.inputs();
                  return node(
                      normalize, product.op(), List.of(inputs.get(0), inputs.get(1), foldedBias));
                });
    replaced.put(normalize, List.of(folded));
  }

  private static Node node(Node normalize, Op op, List<Value> inputs) {
    return new Node(op, inputs, normalize.outputs(), normalize.phase(), normalize.layer());
  }

  /** The node that computes the first input of another, if nothing else reads that. */
  private Optional<Node> onlySource(Node reader) {
    Value input = reader.inputs().get(0);
    boolean isReadOnce = List.of(reader).equals(readers.get(input));
    return isReadOnce && !graph.predictions().contains(input)
        ? Optional.ofNullable(producers.get(input))
        : Optional.empty();
  }
}
