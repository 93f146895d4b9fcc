package org.netwright.runtime.generated;

/** Weight decay. */
public interface DecayKernels {

  /** {@code parameter ← factor · parameter}. */
  void scale(double factor, ParameterTensor parameter);
}
