package org.netwright.runtime.generated;

/**
 * Group normalisation, Wu and He, <a href="https://arxiv.org/abs/1803.08494">Group
 * Normalization</a> (2018), and normalisation by the root of the mean square, Zhang and Sennrich,
 * <a href="https://arxiv.org/abs/1910.07467">Root Mean Square Layer Normalization</a> (2019), with
 * their gradients; PyTorch's {@code group_norm} and {@code rms_norm}. In all operations {@code
 * epsilon} is above 0.
 */
public interface GroupNormKernels extends GroupNormInference {
  /**
   * {@code scaleGradient = Σ outGradient · x̂}, {@code shiftGradient = Σ outGradient}, over all
   * elements of each channel.
   */
  void groupNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n);

  /**
   * {@code xGradient = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + epsilon)} for {@code g =
   * outGradient · scale}, with means over each group of a row.
   *
   * @param xGradient of the shape of {@code x}, may be {@code outGradient} or {@code x}
   */
  void groupNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      BatchTensor xGradient,
      int n);

  /** {@code scaleGradient = Σ outGradient · x / r}, over all groups of {@code width} elements. */
  void rmsNormGradient(
      BatchTensor x, BatchTensor outGradient, double epsilon, ParameterTensor scaleGradient, int n);

  /**
   * {@code xGradient = (g − x / r · mean(g · x / r)) / r} for {@code g = outGradient · scale}, with
   * means over the last dimension.
   *
   * @param xGradient of the shape of {@code x}, may be {@code outGradient} or {@code x}
   */
  void rmsNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n);
}
