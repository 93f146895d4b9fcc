package org.netwright.processor.kind;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The role of a parameter in its layer. */
public enum Role {
  WEIGHT,
  BIAS,
  /** Of a normalisation. */
  SCALE;

  /** In words, each once: {@code weight and bias}. */
  public static String words(Collection<Role> roles) {
    return roles.stream()
        .distinct()
        .sorted()
        .map(Role::suffix)
        .collect(Collectors.joining(" and "));
  }

  /** Its part of the name of a parameter: {@code hidden.weight}. */
  public String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
