package org.netwright.runtime.generated;

/**
 * Penalties on parameters: what each adds to the loss, and to the gradient.
 *
 * <p>Sums are in double, or in float for short blocks.
 */
public interface PenaltyKernels {

  /** Returns {@code strength · Σ|p|}, summed in double, or in float for short blocks. */
  double l1(ParameterTensor parameter, double strength);

  /** {@code gradient += strength · sign(p)}, with sign(0) = 0. */
  void addL1Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient);

  /** Returns {@code strength · Σp²}, without a factor of ½, summed as in {@link #l1}. */
  double l2(ParameterTensor parameter, double strength);

  /** {@code gradient += 2 · strength · p}. */
  void addL2Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient);

  /** Adds the gradients of both: {@code gradient += l1 · sign(p) + 2 · l2 · p}. */
  default void addElasticNetGradient(
      ParameterTensor parameter, double l1, double l2, ParameterTensor gradient) {
    addL1Gradient(parameter, l1, gradient);
    addL2Gradient(parameter, l2, gradient);
  }

  /** Returns {@code strength · Σ(p − base)²}. */
  double l2Distance(ParameterTensor parameter, ParameterTensor base, double strength);

  /** {@code gradient += 2 · strength · (p − base)}. */
  void addL2DistanceGradient(
      ParameterTensor parameter, ParameterTensor base, double strength, ParameterTensor gradient);

  /**
   * Returns {@code strength · Σ_g √|g| · ‖w_g‖₂}, over the groups of a weight, |g| the size of one:
   * the group lasso of Yuan and Lin, "Model selection and estimation in regression with grouped
   * variables" (2006).
   */
  double groupLasso(ParameterTensor weight, double strength, Axis axis);

  /** {@code gradient += strength · √|g| · w / ‖w_g‖₂}, and nothing in a group of zeros. */
  void addGroupLassoGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient);

  /**
   * Returns {@code strength · Σ_{i≠j} |u_i · u_j| / (s · (s − 1))}, where the {@code u} are the s
   * groups of a weight, each divided by its norm, or zeros: Keras's {@code OrthogonalRegularizer},
   * whose {@code mode="rows"} is {@link Axis#INPUT}.
   *
   * @param weight has at least two groups
   */
  double orthogonal(ParameterTensor weight, double strength, Axis axis);

  /**
   * {@code gradient_i += (h_i − (h_i · u_i) u_i) / ‖w_i‖} with {@code h_i = 2 · strength / (s · (s
   * − 1)) · Σ_{j≠i} sign(u_i · u_j) u_j}, and nothing in a group of zeros.
   *
   * @param weight has at least two groups
   */
  void addOrthogonalGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient);
}
