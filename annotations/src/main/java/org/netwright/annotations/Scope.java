package org.netwright.annotations;

/** The parameters of a layer that a penalty or weight decay acts on. */
public enum Scope {
  /**
   * Only the weight. This is the default of all annotations. Of a recurrent layer it is what
   * multiplies the input: Keras's {@code kernel_regularizer}, PyTorch's {@code weight_ih}.
   *
   * <p>On a field with {@link Embedding} it is the same as {@link #EMBEDDING}. On a class it does
   * not include embeddings. It includes {@link #RECURRENT} there, unless the class has the same
   * annotation for {@link #RECURRENT} too.
   */
  WEIGHT,

  /**
   * Only the weight that multiplies the state of a recurrent layer: Keras's {@code
   * recurrent_regularizer}, PyTorch's {@code weight_hh}.
   */
  RECURRENT,

  /** Only what is added: the bias, and the shift of a normalisation. */
  BIAS,

  /** Only the scale of a normalisation. */
  SCALE,

  /** Only the rows of an {@link Embedding} that a batch names. */
  EMBEDDING,

  /** All parameters: what PyTorch returns as a layer's {@code parameters()}. */
  ALL
}
