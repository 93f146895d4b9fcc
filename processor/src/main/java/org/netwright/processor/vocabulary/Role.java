package org.netwright.processor.vocabulary;

import java.util.Locale;

/** What a parameter is to its layer. */
public enum Role {
  WEIGHT,
  BIAS;

  /** As it stands in the name of a parameter: {@code hidden.weight}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
