package org.netwright.annotations;

/** Which parameters of a layer a penalty or a weight decay acts on. */
public enum Scope {
  /** The weight alone: the default everywhere. */
  WEIGHT,

  /** The bias alone. */
  BIAS,

  /** Weight and bias: all that PyTorch lists in a layer's {@code parameters()}. */
  ALL
}
