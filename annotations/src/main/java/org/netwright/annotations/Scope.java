package org.netwright.annotations;

/** The parameters of a layer that a penalty or weight decay acts on. */
public enum Scope {
  /** Only the weight. This is the default of all annotations. */
  WEIGHT,

  /** Only the bias. */
  BIAS,

  /** Weight and bias: what PyTorch returns as a layer's {@code parameters()}. */
  ALL
}
