package org.netwright.annotations;

/** The parameters of a layer that a penalty or weight decay acts on. */
public enum Scope {
  /**
   * Only the weight. This is the default of all annotations. On a field with {@link Embedding} it
   * is the same as {@link #EMBEDDING}; on a class it does not include embeddings.
   */
  WEIGHT,

  /** Only what is added: the bias, and the shift of a normalisation. */
  BIAS,

  /** Only what a recurrent layer multiplies its state by. */
  RECURRENT,

  /** Only the scale of a normalisation. */
  SCALE,

  /** Only the rows of an {@link Embedding} that a batch names. */
  EMBEDDING,

  /** All parameters: what PyTorch returns as a layer's {@code parameters()}. */
  ALL
}
