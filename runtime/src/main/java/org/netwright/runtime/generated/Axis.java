package org.netwright.runtime.generated;

/**
 * How a weight of shape [in × out] is divided into groups. A weight of more dimensions is a matrix
 * with a row for each filter.
 */
public enum Axis {
  /** One for each output unit: a column, of size {@code in}. */
  OUTPUT,

  /** One for each input: a row, of size {@code out}. */
  INPUT
}
