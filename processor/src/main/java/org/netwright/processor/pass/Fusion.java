package org.netwright.processor.pass;

import static org.netwright.processor.kind.RegularizerKind.L1;
import static org.netwright.processor.kind.RegularizerKind.L2;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.LossOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.PenaltyOps;
import org.netwright.processor.graph.Value;

/**
 * Replaces two operations with one if a kernel does both at once. Each rule looks at a pair of
 * nodes, the earlier one first. The fused node takes the place of the earlier one and has the
 * outputs of both, so nothing between them may read what the later one needs first.
 */
public final class Fusion {

  /** The replacement of two nodes, if they can be fused. */
  private interface Pair {
    Optional<Node> fuse(Node earlier, Node later);
  }

  /**
   * A replacement.
   *
   * @param begins whether a node can be the earlier one: most cannot
   */
  private record Rule(Predicate<Op> begins, Pair pair) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(LossOps.Loss.class::isInstance, Fusion::lossWithGradient),
          new Rule(PenaltyOps.PenaltyGradient.class::isInstance, Fusion::elasticNet),
          new Rule(
              op -> op.withElasticNet("l1", "l2").isPresent(), Fusion::gradientWithElasticNet));

  private Fusion() {}

  public static Graph fuse(Graph graph) {
    Graph fused = graph;
    for (Rule rule : RULES) {
      fused = GraphVerifier.verify(apply(rule, fused));
    }
    return fused;
  }

  private static Graph apply(Rule rule, Graph graph) {
    List<Node> nodes = new ArrayList<>(graph.nodes());
    for (int i = 0; i < nodes.size(); i++) {
      boolean begins = rule.begins().test(nodes.get(i).op());
      for (int j = i + 1; begins && j < nodes.size(); j++) {
        Optional<Node> fused = rule.pair().fuse(nodes.get(i), nodes.get(j));
        if (fused.isPresent()) {
          nodes.set(i, fused.get());
          nodes.remove(j--);
        }
      }
    }
    return graph.with(nodes, graph.gradients());
  }

  /** The gradient reads only what the loss reads, so both can be computed together. */
  private static Optional<Node> lossWithGradient(Node earlier, Node later) {
    if (earlier.op() instanceof LossOps.Loss loss
        && later.op().equals(new LossOps.LossGradient(loss.function()))
        && earlier.inputs().equals(later.inputs())) {
      return Optional.of(
          new Node(
              new LossOps.LossWithGradient(loss.function()),
              earlier.inputs(),
              Stream.concat(earlier.outputs().stream(), later.outputs().stream()).toList(),
              earlier.phase(),
              earlier.layer()));
    }
    return Optional.empty();
  }

  /** L2 adds to the result of L1, or the other way round, and no other operation reads it. */
  private static Optional<Node> elasticNet(Node earlier, Node later) {
    if (earlier.op() instanceof PenaltyOps.PenaltyGradient first
        && later.op() instanceof PenaltyOps.PenaltyGradient second
        && later.inputs().equals(List.of(earlier.inputs().get(0), earlier.output()))
        && Set.of(L1, L2).equals(EnumSet.of(first.kind(), second.kind()))) {
      String l1 = first.kind() == L1 ? first.term() : second.term();
      String l2 = first.kind() == L2 ? first.term() : second.term();
      return Optional.of(
          new Node(
              new PenaltyOps.ElasticNetGradient(l1, l2),
              earlier.inputs(),
              later.outputs(),
              earlier.phase(),
              earlier.layer()));
    }
    return Optional.empty();
  }

  /** The penalties need no pass of their own if the gradient is written with them. */
  private static Optional<Node> gradientWithElasticNet(Node earlier, Node later) {
    if (!(later.op() instanceof PenaltyOps.ElasticNetGradient penalty)
        || !later.inputs().get(1).equals(earlier.outputs().get(0))) {
      return Optional.empty();
    }
    List<Value> inputs = new ArrayList<>(earlier.inputs());
    inputs.add(later.inputs().get(0));
    List<Value> outputs = new ArrayList<>(earlier.outputs());
    outputs.set(0, later.output());
    return earlier
        .op()
        .withElasticNet(penalty.l1(), penalty.l2())
        .map(both -> new Node(both, inputs, outputs, earlier.phase(), earlier.layer()));
  }
}
