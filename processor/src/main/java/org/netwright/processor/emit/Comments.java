package org.netwright.processor.emit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Value;

/** The comments in generated code, layer by layer. */
final class Comments {
  private Comments() {}

  /** {@code hidden = relu(features · W + b): [n × 1] · [1 × 10] → [n × 10]}. */
  static String forward(List<Node> layer) {
    List<Node> computing = layer.stream().filter(node -> !node.outputs().isEmpty()).toList();
    Map<Value, String> formulas = new HashMap<>();
    String shapes = computing.get(0).inputs().get(0).shape().toString();
    for (Node node : computing) {
      List<String> read =
          node.inputs().stream().map(v -> formulas.getOrDefault(v, v.layer())).toList();
      String formula = node.op().formula(read.get(0), read.subList(1, read.size()));
      node.outputs().forEach(output -> formulas.put(output, formula));
      shapes += node.op().operands(node.inputShapes());
    }
    Value given = computing.get(computing.size() - 1).outputs().get(0);
    return given.layer() + " = " + formulas.get(given) + ": " + shapes + " → " + given.shape();
  }

  /** {@code hidden: through relu to its weight and bias; l1 and l2 added}. */
  static String backward(List<Node> layer) {
    List<BackwardNote> notes = layer.stream().map(node -> node.op().note(node)).toList();
    if (notes.stream().allMatch(BackwardNote.NONE::equals)) {
      return afterUpdate(layer);
    }
    List<String> through =
        notes.stream().flatMap(note -> note.through().stream()).distinct().toList();
    List<String> added = notes.stream().flatMap(note -> note.added().stream()).toList();
    return layer.get(0).layer()
        + ":"
        + (through.isEmpty() ? "" : " through " + String.join(" and ", through))
        + where(notes, layer.get(0).layer())
        + (added.isEmpty() ? "" : "; " + listed(added) + " added");
  }

  /** Where a layer leads, other than from one of its operations to another. */
  private static String where(List<BackwardNote> notes, String layer) {
    String itself = BackwardNote.onTo(layer).to();
    return notes.stream()
        .map(BackwardNote::to)
        .filter(to -> !to.equals(itself))
        .distinct()
        .collect(Collectors.joining());
  }

  /** {@code l1, l2 and groupLasso}. */
  private static String listed(List<String> words) {
    List<String> distinct = words.stream().distinct().toList();
    int last = distinct.size() - 1;
    String front = String.join(", ", distinct.subList(0, last));
    return front.isEmpty() ? distinct.get(last) : front + " and " + distinct.get(last);
  }

  /** {@code hidden: weightDecay, proximal l1 and maxNorm}: what operations without gradient do. */
  static String afterUpdate(List<Node> layer) {
    List<String> steps = layer.stream().map(node -> node.op().title()).toList();
    return layer.get(0).layer() + ": " + listed(steps);
  }
}
