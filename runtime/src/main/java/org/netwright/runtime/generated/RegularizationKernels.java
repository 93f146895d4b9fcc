package org.netwright.runtime.generated;

/** Dropout and penalties, which act on the outputs of layers. */
public interface RegularizationKernels {

  /**
   * {@code out = x · mask}, where each element of the mask is 0 with probability {@code rate} and
   * {@code 1 / (1 − rate)} otherwise, so that the mean is unchanged; PyTorch's {@code dropout}.
   *
   * <p>Which elements become 0 depends only on the seed and their row-major index, not on the data
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

  /** Returns {@code strength · Σ|x| / n}, over all elements of all rows. */
  double activityL1(BatchTensor x, double strength, int n);

  /** {@code xGradient += strength · sign(x) / n}, with sign(0) = 0. */
  void addActivityL1Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n);

  /** Returns {@code strength · Σx² / n}, over all elements of all rows. */
  double activityL2(BatchTensor x, double strength, int n);

  /** {@code xGradient += 2 · strength · x / n}. */
  void addActivityL2Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n);
}
