package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * An operation: its kernel, the shapes of its outputs, its gradient, and what passes, plans and
 * writers need to know about it.
 *
 * <p>A kernel takes the inputs, then the attributes, then the outputs, then the number of rows if
 * any of them is batched; an output that is a single number is returned instead.
 */
public interface Op {

  /** The method of the runtime's {@code Kernels} that computes it. */
  String kernel();

  /** The user's object that has that method, instead of the kernels. */
  default Optional<Receiver> receiver() {
    return Optional.empty();
  }

  /** The arguments of the kernel that are not values of the graph, in its order. */
  default List<Attribute> attributes() {
    return List.of();
  }

  /**
   * The shapes of the outputs.
   *
   * @throws IllegalArgumentException if the operation does not take inputs of these shapes
   */
  List<Shape> outputShapes(List<Shape> inputs);

  /** The type of the elements that it takes as the given input. */
  default Value.Type inputType(int input) {
    return Value.Type.NUMBER;
  }

  /** The type of the elements of the given output. */
  default Value.Type outputType(int output) {
    return Value.Type.NUMBER;
  }

  /**
   * The type of the elements of the given output; what accumulates keeps that of its last input.
   */
  default Value.Type outputType(int output, List<Value> inputs) {
    return accumulates() ? inputs.get(inputs.size() - 1).type() : outputType(output);
  }

  /** Whether it takes a value as the given input. Operations on numbers take some rows of them. */
  default boolean takes(Value value, int input) {
    return value.type() == inputType(input)
        || (value.type() == Value.Type.SPARSE && inputType(input) == Value.Type.NUMBER);
  }

  /**
   * Passes the gradients of a node's outputs back to its inputs: the chain rule.
   *
   * @throws IllegalStateException if the operation cannot be differentiated
   */
  default void adjoint(Node node, Adjoints adjoints) {
    throw new IllegalStateException(this + " has no adjoint");
  }

  /**
   * The parameter whose gradient its output is, before anything is added to it. It is computed with
   * the loss, because penalties read it.
   */
  default Optional<Value> startsGradientOf() {
    return Optional.empty();
  }

  /** Whether in prediction its first output is its first input. */
  default boolean isTrainingOnly() {
    return false;
  }

  /** What a node of it becomes in prediction; its first output is then the only one. */
  default Node inPrediction(Node node) {
    return node;
  }

  /** Whether its kernel takes the number of rows. */
  default boolean takesRows(List<Value> inputs) {
    return inputs.stream().anyMatch(value -> value.shape().batched());
  }

  // What the plan of memory needs to know.

  /** Whether the kernel may write its first output over the given input. */
  default boolean mayOverwrite(int input) {
    return false;
  }

  /**
   * Whether its output has the elements of its input in the same order, so that both lie in the
   * same memory and there is nothing to compute.
   */
  default boolean isView() {
    return false;
  }

  /**
   * Whether the kernel adds to its last input, and so always writes its output over it; that input
   * is not passed as a separate argument.
   */
  default boolean accumulates() {
    return false;
  }

  /** Whether the kernel changes the given input, which must be a state. */
  default boolean updates(int input) {
    return false;
  }

  // What fusion needs to know.

  /**
   * The operation that also adds the gradients of L1 and L2 to its first output, the gradient of a
   * parameter. It takes the parameter as an additional last input.
   */
  default Optional<Op> withElasticNet(String l1, String l2) {
    return Optional.empty();
  }

  /** Its role where a batch normalisation is folded into a weight. */
  default FoldRole foldRole() {
    return new FoldRole.None();
  }

  // Words and costs, for people.

  /**
   * What a saved file must agree with in addition to its {@link #title}, such as {@code groups 2}.
   */
  default List<String> settings(List<Shape> inputs) {
    return attributes().stream().flatMap(attribute -> attribute.setting().stream()).toList();
  }

  /** Its name in texts for people. */
  default String title() {
    return kernel();
  }

  /** The multiply-add operations of its matrix products, for one example. */
  default long multiplyAdds(List<Shape> inputs) {
    return 0;
  }

  /**
   * Its formula in comments.
   *
   * @param x the formula of its first input
   * @param others the names of its other inputs
   */
  default String formula(String x, List<String> others) {
    return title() + "(" + x + ")";
  }

  /** A formula as a factor: in parentheses if it is a sum. */
  static String factor(String formula) {
    return formula.contains(" + ") && !formula.endsWith(")") ? "(" + formula + ")" : formula;
  }

  /** What follows the shape of the first input in comments, such as {@code · [5 × 8]}. */
  default String operands(List<Shape> inputs) {
    return "";
  }

  /** Its part in the comment of the backward pass. */
  default BackwardNote note(Node node) {
    return BackwardNote.through(title());
  }

  /**
   * Checks what an operation takes.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static void require(boolean fits, String what, Shape given) {
    if (!fits) {
      throw new IllegalArgumentException(what + ", but is given " + given);
    }
  }
}
