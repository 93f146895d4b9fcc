package org.netwright.runtime.generated;

/** Creates the parts of a pass, for trainers and for models. They live as long as their owner. */
public interface PassParts {

  /** Returns the operations of the engine. */
  Kernels kernels();

  /**
   * Returns a view of a parameter.
   *
   * @param name the layer and the parameter, as in {@code hidden.weight}
   */
  ParameterTensor parameter(String name);

  /** Creates a tensor; {@code shape} is that of one row. */
  BatchTensor tensor(long... shape);

  /**
   * Creates the tensor that x is copied into.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  BatchTensor input(String layer, long... shape);
}
