package org.netwright.runtime.generated;

/**
 * Proximal steps, which apply a penalty after an update instead of its gradient. With the step
 * sizes {@code t}, each moves w to the x where {@code Σ (x − w)² / (2t) + penalty(x)} is least.
 */
public interface ProximalKernels {

  /**
   * {@code p ← sign(p) · max(|p| − t · strength, 0)}, for {@code strength · Σ|p|}; Daubechies,
   * Defrise and De Mol, "An iterative thresholding algorithm for linear inverse problems" (2004).
   */
  void softThreshold(double strength, StepSizes steps, ParameterTensor parameter);

  /**
   * {@code w_g ← w_g · max(0, 1 − t · κ / ‖w_g‖₂)} with {@code κ = strength · √|g|}, for the group
   * lasso. If the steps of a group differ, the group becomes 0 if {@code ‖w/t‖₂ ≤ κ}, and otherwise
   * {@code w · r / (r + t · κ)}, where r is the norm of the result.
   */
  void groupSoftThreshold(double strength, StepSizes steps, Axis axis, ParameterTensor weight);
}
