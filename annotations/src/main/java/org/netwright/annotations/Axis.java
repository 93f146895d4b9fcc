package org.netwright.annotations;

/**
 * The groups that a weight of shape [in × out] falls into, for what looks at whole vectors: {@link
 * GroupLasso}, {@link Orthogonal}, {@link MaxNorm}, {@link UnitNorm} and {@link MinMaxNorm}.
 */
public enum Axis {
  /**
   * One group for each output unit: a column, the {@code in} weights that come into the unit.
   * Keras's constraints call it {@code axis=0}.
   */
  OUTPUT,

  /**
   * One group for each input: a row, the {@code out} weights that go out of the input. Keras's
   * constraints call it {@code axis=1}.
   */
  INPUT
}
