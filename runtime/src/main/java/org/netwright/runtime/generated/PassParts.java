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

  /**
   * Returns a view of a state.
   *
   * @param name the layer and the state, as in {@code hidden.mean}
   */
  ParameterTensor state(String name);

  /** Creates a tensor; {@code shape} is that of one row. */
  BatchTensor tensor(long... shape);

  /**
   * Adds an output of the network, in the order of the fields.
   *
   * @param encoding that of the loss on it: the meaning of the output
   * @param layer the output layer
   * @param tensor what {@link InferencePass#infer} writes
   */
  void output(TargetEncoding encoding, String layer, BatchTensor tensor);

  /** Adds an output of the network that has no loss, in the order of the fields. */
  void output(String layer, BatchTensor tensor);

  /**
   * Creates the tensor that an input is copied into; inputs are created in the order of the fields.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  BatchTensor input(String layer, long... shape);

  /**
   * Creates the tensor that an input of ids is copied into, as {@link #input}.
   *
   * @param layer the input layer, for messages
   * @param vocabulary ids are from 0 to {@code vocabulary - 1}
   * @param shape the shape of one row
   */
  IdTensor ids(String layer, int vocabulary, long... shape);
}
