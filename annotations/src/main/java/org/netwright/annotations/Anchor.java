package org.netwright.annotations;

/** What an {@link L2} penalty draws parameters towards. */
public enum Anchor {
  /** Zero: the default. */
  ZERO,

  /**
   * The values that the parameters had when the trainer was made, or when its {@code anchor()} was
   * called last.
   */
  INITIAL
}
