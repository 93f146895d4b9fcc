package org.netwright.processor.graph;

import java.util.List;

/**
 * An object of a pass, made once, in which the operations of a layer keep what its other operations
 * need, such as what a recurrent layer computes in each step and its gradient reads. It is given to
 * these operations as one of their inputs.
 *
 * @param type the simple name of its class in the runtime
 * @param method the method of the runtime's {@code PassParts} that makes it
 * @param size how much it keeps
 * @param arguments of that method
 */
public record Keeper(
    Value value, String type, String method, Size size, List<Attribute> arguments) {
  public Keeper {
    arguments = List.copyOf(arguments);
  }

  /**
   * How many numbers are kept for each example.
   *
   * @param inference in a pass without gradients
   * @param training in a pass with gradients
   */
  public record Size(long inference, long training) {}
}
