package org.netwright.runtime.generated;

/** How a weight of shape [in × out] is divided into groups. */
public enum Axis {
  /** One for each output unit: a column, of size {@code in}. */
  OUTPUT,

  /** One for each input: a row, of size {@code out}. */
  INPUT
}
