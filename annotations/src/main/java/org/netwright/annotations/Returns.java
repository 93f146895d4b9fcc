package org.netwright.annotations;

/** What a recurrent layer gives: see {@link Lstm}. */
public enum Returns {
  /**
   * The state after the last step, {@code [n × units]}: Keras's {@code return_sequences=False}. Of
   * two directions it is the state in which each ends, as PyTorch's {@code h_n} has it: the reverse
   * one ends at the first step.
   */
  LAST,

  /** The state after each step, {@code [n × steps × units]}: what PyTorch returns as the output. */
  ALL
}
