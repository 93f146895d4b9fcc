package org.netwright.annotations;

/** The values that an {@link L2} penalty pulls parameters towards. */
public enum Anchor {
  /** Zero: the default. */
  ZERO,

  /**
   * The values of the parameters when the trainer was created, or when its {@code anchor()} was
   * last called.
   */
  INITIAL
}
