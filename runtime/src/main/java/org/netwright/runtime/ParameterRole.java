package org.netwright.runtime;

/** The role of a parameter in its layer; penalties and weight decay act on one or the other. */
public enum ParameterRole {
  /** A factor: the {@code W} of {@code x · W + b}. */
  WEIGHT,
  /** The weight that multiplies the state of a recurrent layer: the {@code U} of {@code U · h}. */
  RECURRENT,
  /** A summand: the {@code b} of {@code x · W + b}, the shift of a normalisation. */
  BIAS,
  /** The factor of a normalisation. */
  SCALE,
  /** The table of an embedding. Penalties act on the rows that a batch names. */
  EMBEDDING,
  /**
   * A running statistic of a normalisation. It is saved with the parameters, but nothing trains it,
   * and no penalty or decay acts on it.
   */
  STATE
}
