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

  /** Creates a tensor of sequences with lengths; {@code stepShape} is the shape of one step. */
  BatchTensor tensor(Lengths lengths, long... stepShape);

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
   * Adds an output of the network whose steps are those of sequences that have all steps, in the
   * order of the fields.
   *
   * @param encoding that of the loss on it: the meaning of the output
   * @param layer the output layer
   * @param tensor what {@link InferencePass#infer} writes, [steps × …]
   */
  void stepOutput(TargetEncoding encoding, String layer, BatchTensor tensor);

  /** Adds such an output without a loss. */
  void stepOutput(String layer, BatchTensor tensor);

  /**
   * Adds an output of the network whose steps are those of sequences, in the order of the fields.
   * Padded steps are 0 in predictions.
   *
   * @param encoding that of the loss on it: the meaning of the output
   * @param layer the output layer
   * @param lengths those of the input whose steps the output has
   * @param tensor what {@link InferencePass#infer} writes, [steps × …]
   */
  void stepOutput(TargetEncoding encoding, String layer, Lengths lengths, BatchTensor tensor);

  /**
   * Adds an output of the network that has no loss and whose steps are those of sequences, in the
   * order of the fields.
   */
  void stepOutput(String layer, Lengths lengths, BatchTensor tensor);

  /**
   * Creates the tensor that an input is copied into; inputs are created in the order of the fields.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  BatchTensor input(String layer, long... shape);

  /**
   * Creates the tensor that an input of sequences is copied into, as {@link #input}. If it is
   * scaled, all steps are scaled alike.
   *
   * @param layer the input layer, for messages
   * @param steps the number of steps
   * @param features how many numbers a step has
   */
  BatchTensor sequence(String layer, long steps, long features);

  /**
   * Creates the tensor that an input of sequences of different lengths is copied into, as {@link
   * #sequence(String, long, long)}. The lengths are given after it, as an input of their own:
   * {@code features.lengths}.
   */
  BatchTensor sequence(String layer, Lengths lengths, long features);

  /**
   * Creates the tensor that an input of ids is copied into, as {@link #input}.
   *
   * @param layer the input layer, for messages
   * @param vocabulary ids are from 0 to {@code vocabulary - 1}
   * @param shape the shape of one row
   */
  IdTensor ids(String layer, int vocabulary, long... shape);

  /**
   * Creates the tensor that an input of sequences of ids is copied into, as {@link
   * #sequence(String, Lengths, long)}.
   */
  IdTensor ids(String layer, int vocabulary, Lengths lengths);

  /**
   * Creates the lengths of an input of sequences.
   *
   * @param most the most steps that a sequence can have
   */
  Lengths lengths(int most);

  /**
   * Returns how many steps of a sequence go through the pass at once: 1 if a sequence is given step
   * by step.
   *
   * @param most the most steps of a sequence
   */
  int steps(int most);

  /**
   * Creates one direction of a recurrent layer.
   *
   * @param reversed whether it reads from the last step to the first
   * @param truncation how many steps a gradient reaches back at most; 0 for all
   * @param steps the most steps of a sequence
   * @param units the width of its state
   */
  Recurrence recurrence(RecurrentCell cell, boolean reversed, int truncation, int steps, int units);

  /** Creates one direction of a recurrent layer that reads sequences of different lengths. */
  Recurrence recurrence(
      RecurrentCell cell, boolean reversed, int truncation, Lengths lengths, int units);

  /**
   * Creates an attention layer.
   *
   * @param heads the number of heads
   * @param causal whether step i attends to the steps up to i only
   * @param queries the most steps that attend
   */
  Attention attention(int heads, boolean causal, int queries);
}
