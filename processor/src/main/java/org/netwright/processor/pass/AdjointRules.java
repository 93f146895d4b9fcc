package org.netwright.processor.pass;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.processor.graph.GradientOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Ops;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Activation.Saved;

/**
 * The chain rule, operation by operation: the gradients of the inputs of each, given the gradients
 * of its outputs. Everything that {@link ReverseMode} knows about operations is in this table.
 */
final class AdjointRules {

  /** Passes the gradients of a node's outputs back to its inputs. */
  interface Rule {
    void apply(Node node, Adjoints adjoints);
  }

  private static final Map<Class<? extends Op>, Rule> RULES =
      Map.ofEntries(
          entry(Ops.Linear.class, AdjointRules::linear),
          entry(Ops.Activate.class, AdjointRules::activate),
          entry(Ops.Dropout.class, AdjointRules::dropout),
          entry(Ops.Loss.class, AdjointRules::loss),
          entry(Ops.Penalty.class, AdjointRules::penalty));

  private AdjointRules() {}

  static Rule of(Op op) {
    Rule rule = RULES.get(op.getClass());
    if (rule == null) {
      throw new IllegalStateException(op + " has no adjoint rule");
    }
    return rule;
  }

  static Set<Class<? extends Op>> operations() {
    return RULES.keySet();
  }

  /** ∂W = xᵀ · ∂out, ∂b = Σ ∂out over the rows, ∂x = ∂out · Wᵀ. */
  private static void linear(Node node, Adjoints adjoints) {
    Value x = node.inputs().get(0);
    Value weight = node.inputs().get(1);
    Value outGradient = adjoints.of(node.output());
    List<Value> parameters = node.inputs().subList(1, node.inputs().size());
    Op gradient = new GradientOps.LinearGradient(parameters.size() > 1);
    adjoints.pass(node, gradient, List.of(x, outGradient), parameters);
    if (adjoints.wants(x)) {
      Op inputGradient = new GradientOps.LinearInputGradient();
      adjoints.pass(node, inputGradient, List.of(outGradient, weight), List.of(x));
    }
  }

  /** ∂x = f′(x) ∂out, where f′ may be a function of f(x). */
  private static void activate(Node node, Adjoints adjoints) {
    Ops.Activate op = (Ops.Activate) node.op();
    Value x = node.inputs().get(0);
    Value saved = op.activation().saved() == Saved.INPUT ? x : node.output();
    Op gradient = new GradientOps.ActivationGradient(op.activation(), op.arguments());
    adjoints.pass(node, gradient, List.of(saved, adjoints.of(node.output())), List.of(x));
  }

  /** ∂x = mask ∂out. */
  private static void dropout(Node node, Adjoints adjoints) {
    Value out = node.outputs().get(0);
    Value mask = node.outputs().get(1);
    Op gradient = new GradientOps.DropoutGradient();
    adjoints.pass(node, gradient, List.of(mask, adjoints.of(out)), node.inputs());
  }

  /** The gradients start at the loss, whose own gradient is 1. */
  private static void loss(Node node, Adjoints adjoints) {
    Ops.Loss op = (Ops.Loss) node.op();
    Op gradient = new GradientOps.LossGradient(op.loss(), op.arguments());
    adjoints.pass(node, gradient, node.inputs(), node.inputs().subList(0, 1));
  }

  /**
   * Adds to the gradient that the layer has written for its parameter, or to that of its output.
   */
  private static void penalty(Node node, Adjoints adjoints) {
    Ops.Penalty op = (Ops.Penalty) node.op();
    if (op.differentiated()) {
      Op gradient = new GradientOps.PenaltyGradient(op.kind(), op.term(), op.axis());
      adjoints.accumulate(node, gradient, node.inputs());
    }
  }
}
