package org.netwright.runtime.kernels;

import org.netwright.runtime.parameters.ParameterTensor;

/** What keeps a network from learning its data by heart: dropout and penalties. */
public interface RegularizationKernels {

  /**
   * {@code out = x · mask}, where each element of the mask is 0 with probability {@code rate} and
   * {@code 1 / (1 − rate)} otherwise, so that the mean stays; PyTorch's {@code dropout}.
   *
   * <p>Which elements fall depends on the seed and their row-major place alone, not on the data
   * type or the machine.
   *
   * @param rate in [0, 1)
   * @param out may be {@code x}
   * @param mask written here, read by the gradient
   */
  void dropout(BatchTensor x, double rate, long seed, BatchTensor out, BatchTensor mask, int n);

  /**
   * {@code xGradient = outGradient · mask}.
   *
   * @param xGradient may be {@code outGradient}
   */
  void dropoutGradient(BatchTensor mask, BatchTensor outGradient, BatchTensor xGradient, int n);

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
}
