package org.netwright.annotations;

/**
 * How a weight of shape [in × out] is divided into groups, for annotations that act on whole
 * vectors: {@link GroupLasso}, {@link Orthogonal}, {@link MaxNorm}, {@link UnitNorm} and {@link
 * MinMaxNorm}. The groups of a convolution's weight are its filters: there {@link GroupLasso} and
 * the norms refuse {@link #INPUT}, and {@link Orthogonal} compares filters with both. The weight of
 * a transposed convolution is not divided into groups, and all of these are refused on it.
 */
public enum Axis {
  /**
   * One group for each output unit: a column, the {@code in} incoming weights of the unit. In
   * Keras's constraints it is {@code axis=0}.
   */
  OUTPUT,

  /**
   * One group for each input: a row, the {@code out} outgoing weights of the input. In Keras's
   * constraints it is {@code axis=1}.
   */
  INPUT
}
