package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * An operation: its kernel and the shapes of its outputs.
 *
 * <p>A kernel takes the inputs, then the attributes, then the outputs, then the number of rows if
 * any of them is batched; an output that is a single number is returned instead.
 */
public interface Op {

  /** The method of the runtime's {@code Kernels} that computes it. */
  String kernel();

  /** The term whose own object has that method, instead of the kernels. */
  default Optional<String> receiver() {
    return Optional.empty();
  }

  /** Its name in texts for people. */
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
   * is not passed as a separate argument.
   */
  default boolean accumulates() {
    return false;
  }
}
