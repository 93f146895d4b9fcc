package org.netwright.processor.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The parameters of a layer that a penalty or a decay acts on: the annotations' {@code Scope}. */
public enum Scope {
  WEIGHT,
  BIAS,
  RECURRENT,
  SCALE,
  EMBEDDING,
  ALL;

  public boolean covers(Role role) {
    return this == ALL || name().equals(role.name());
  }

  public List<Role> roles() {
    return Arrays.stream(Role.values()).filter(this::covers).toList();
  }

  /** In words, as in "acts on the weight" and "acts on the parameters". */
  public String words() {
    return this == ALL ? "parameters" : name().toLowerCase(Locale.ROOT);
  }
}
