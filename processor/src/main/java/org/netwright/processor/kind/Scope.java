package org.netwright.processor.kind;

import java.util.Arrays;
import java.util.List;

/** The parameters of a layer that a penalty or a decay acts on: the annotations' {@code Scope}. */
public enum Scope {
  WEIGHT,
  /** What {@code WEIGHT} on a class means. */
  WEIGHTS,
  RECURRENT,
  BIAS,
  SCALE,
  EMBEDDING,
  ALL;

  /** The same on a class, where all layers have it as a default. */
  public Scope onClass() {
    return this == WEIGHT ? WEIGHTS : this;
  }

  public boolean covers(Role role) {
    return switch (this) {
      case ALL -> true;
      case WEIGHTS -> role.isWeight();
      default -> name().equals(role.name());
    };
  }

  public List<Role> roles() {
    return Arrays.stream(Role.values()).filter(this::covers).toList();
  }

  /** In words, as in "acts on the weight" and "acts on the parameters". */
  public String words() {
    return switch (this) {
      case ALL -> "parameters";
      // Few networks have recurrent layers.
      case WEIGHTS -> Role.words(List.of(Role.WEIGHT));
      default -> Role.words(roles());
    };
  }
}
