package org.netwright.processor.kind;

import java.util.Locale;

/** The role of a parameter in its layer. */
public enum Role {
  WEIGHT,
  BIAS,
  /** Of a normalisation. */
  SCALE;

  /** Its part of the name of a parameter: {@code hidden.weight}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
