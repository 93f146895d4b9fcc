package org.netwright.processor.kind;

/** The values that an L2 penalty pulls towards: the annotations' {@code Anchor}. */
public enum Anchor {
  ZERO,
  INITIAL
}
