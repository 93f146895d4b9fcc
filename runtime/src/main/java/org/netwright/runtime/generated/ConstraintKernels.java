package org.netwright.runtime.generated;

/**
 * Keras's constraints, except for the 1e-7 that Keras adds to each norm: what is within its bounds
 * is unchanged to the bit. Groups of zeros stay zeros.
 */
public interface ConstraintKernels {

  /** {@code p ← max(p, 0)}; NaN stays NaN. */
  void nonNegative(ParameterTensor parameter);

  /** Scales each group with a norm above {@code max} to that norm. */
  void maxNorm(double max, Axis axis, ParameterTensor weight);

  /** Scales each group to the norm 1. */
  void unitNorm(Axis axis, ParameterTensor weight);

  /** Scales each group to the norm {@code rate · clip(‖w_g‖, min, max) + (1 − rate) · ‖w_g‖}. */
  void minMaxNorm(double min, double max, double rate, Axis axis, ParameterTensor weight);
}
