package org.netwright.processor.layer;

/** What a kind of layer does to the numbers that it takes. */
public enum Effect {
  /** It has no inputs, or its output is its input. */
  NONE,
  /** A linear map of the input, so that two in a row are equivalent to one. */
  LINEAR,
  /**
   * Linear, and meant to be one of several linear maps in a row, which together cost less than one.
   */
  FACTOR,
  /** Linear without parameters: means and repetitions. */
  AVERAGE,
  NON_LINEAR,
  /** It takes ids, and returns rows of its parameter. */
  LOOKUP,
  /** It joins its input with the outputs of other fields. */
  JOIN,
  /** In prediction its output is its input. */
  TRAINING_ONLY
}
