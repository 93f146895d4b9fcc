package org.netwright.runtime.kernels;

/** The groups that a weight of shape [in × out] falls into. */
public enum Axis {
  /** One for each output unit: a column, of size {@code in}. */
  OUTPUT,

  /** One for each input: a row, of size {@code out}. */
  INPUT
}
