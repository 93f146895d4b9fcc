package org.netwright.processor.kind;

import java.util.List;

/** The groups of a weight [in × out]: the annotations' {@code Axis}, and the kernels'. */
public enum Axis {
  OUTPUT,
  INPUT;

  /** How many groups there are. */
  public int groups(List<Integer> weight) {
    return weight.get(this == INPUT ? 0 : 1);
  }
}
