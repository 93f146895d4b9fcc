package org.netwright.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.FusedOps;
import org.netwright.processor.graph.GradientOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Ops;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The comments in generated code, layer by layer. */
final class Comments {
  private Comments() {}

  /** {@code hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]}. */
  static String forward(List<Node> layer) {
    Value x = layer.get(0).inputs().get(0);
    String formula = x.layer();
    String shapes = x.shape().toString();
    for (Node node : layer) {
      if (node.op() instanceof Ops.Linear) {
        formula += node.inputs().size() > 2 ? " · W + b" : " · W";
        shapes += " · " + node.inputs().get(1).shape();
      } else {
        formula = node.op().kernel() + "(" + formula + ")";
      }
    }
    Shape given = layer.get(layer.size() - 1).outputs().get(0).shape();
    return layer.get(0).layer() + " = " + formula + ": " + shapes + " → " + given;
  }

  /** {@code hidden: through relu to its weight and bias; l1 and l2 added}. */
  static String backward(List<Node> layer) {
    StringBuilder comment = new StringBuilder(layer.get(0).layer()).append(":");
    List<String> through = new ArrayList<>();
    List<String> penalties = new ArrayList<>();
    String end = "";
    for (Node node : layer) {
      if (node.op() instanceof GradientOps.LinearGradient linear) {
        end += linear.bias() ? " to its weight and bias" : " to its weight";
      } else if (node.op() instanceof FusedOps.LinearGradientWithElasticNet linear) {
        end += linear.bias() ? " to its weight and bias" : " to its weight";
        penalties.addAll(FusedOps.ELASTIC_NET);
      } else if (node.op() instanceof GradientOps.LinearInputGradient) {
        end += " and on to " + node.outputs().get(0).layer();
      } else if (node.op() instanceof GradientOps.PenaltyGradient penalty) {
        penalties.add(penalty.title());
      } else if (node.op() instanceof FusedOps.ElasticNetGradient) {
        penalties.addAll(FusedOps.ELASTIC_NET);
      } else {
        through.add(node.op().kernel().replace("Gradient", ""));
      }
    }
    if (!through.isEmpty()) {
      comment.append(" through ").append(String.join(" and ", through));
    }
    comment.append(end);
    if (!penalties.isEmpty()) {
      comment.append("; ").append(listed(penalties)).append(" added");
    }
    return comment.toString();
  }

  /** {@code l1, l2 and groupLasso}. */
  private static String listed(List<String> words) {
    List<String> distinct = words.stream().distinct().toList();
    int last = distinct.size() - 1;
    String front = String.join(", ", distinct.subList(0, last));
    return front.isEmpty() ? distinct.get(last) : front + " and " + distinct.get(last);
  }

  /** {@code hidden: weightDecay, proximal l1 and maxNorm}. */
  static String afterUpdate(List<Node> layer) {
    List<String> steps = layer.stream().map(node -> node.op().title()).toList();
    return layer.get(0).layer() + ": " + listed(steps);
  }
}
