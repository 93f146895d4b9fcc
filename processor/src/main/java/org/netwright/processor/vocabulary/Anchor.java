package org.netwright.processor.vocabulary;

/** The values that an L2 penalty draws towards: the annotations' {@code Anchor}. */
public enum Anchor {
  ZERO,
  INITIAL
}
