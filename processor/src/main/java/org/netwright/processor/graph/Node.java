package org.netwright.processor.graph;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An operation applied to values.
 *
 * @param layer the layer of the declaration that it comes from
 */
public record Node(Op op, List<Value> inputs, List<Value> outputs, Phase phase, String layer) {

  /** The part of a training step in which a node runs. */
  public enum Phase {
    FORWARD,
    LOSS,
    BACKWARD,
    /** After the optimiser's update. */
    UPDATE
  }

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public List<Shape> inputShapes() {
    return inputs.stream().map(Value::shape).toList();
  }

  /** Its output, if it has exactly one. */
  public Value output() {
    if (outputs.size() != 1) {
      throw new IllegalStateException(this + " has " + outputs.size() + " outputs");
    }
    return outputs.get(0);
  }

  /** {@code %hidden [n × 10] = linear(%features, %hidden.weight, %hidden.bias)}. */
  @Override
  public String toString() {
    String arguments =
        inputs.stream().map(value -> "%" + value.name()).collect(Collectors.joining(", "));
    String attributes =
        op.attributes().stream().map(attribute -> ", " + attribute).collect(Collectors.joining());
    String results = outputs.stream().map(Value::toString).collect(Collectors.joining(", "));
    return results + " = " + op.kernel() + "(" + arguments + attributes + ")";
  }
}
