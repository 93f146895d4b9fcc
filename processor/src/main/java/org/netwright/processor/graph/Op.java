package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * An operation: it names the kernel that computes it, and knows the shapes of what it gives.
 *
 * <p>A kernel takes the inputs, then the attributes, then the outputs, then the number of rows if
 * any of them is batched; an output that is a single number is returned instead.
 */
public interface Op {

  /** The method of the runtime's {@code Kernels} that computes it. */
  String kernel();

  /** The term whose own object has that method, in the place of the kernels. */
  default Optional<String> receiver() {
    return Optional.empty();
  }

  /** What it is called where people read of it. */
  default String title() {
    return kernel();
  }

  default List<Attribute> attributes() {
    return List.of();
  }

  /**
   * The shapes of the outputs.
   *
   * @throws IllegalArgumentException if the operation does not take inputs of these shapes
   */
  List<Shape> outputShapes(List<Shape> inputs);

  /** Whether the kernel may write its first output over the given input. */
  default boolean mayOverwrite(int input) {
    return false;
  }

  /**
   * Whether the kernel adds to its last input, and so always writes its output over it; that input
   * is no argument of its own.
   */
  default boolean accumulates() {
    return false;
  }
}
