package org.netwright.runtime.generated;

/**
 * Group normalisation, and normalisation by the root of the mean square. The conventions are those
 * of {@link GroupNormKernels}.
 */
public interface GroupNormInference {
  /**
   * Normalises groups of channels of each row: {@code out = x̂ · scale + shift}, where x̂ is {@code
   * (x − μ) / √(σ² + epsilon)} with the mean and the biased variance of the row's elements in all
   * channels of the group, and scale and shift are those of the channel.
   *
   * @param x [n × channels × …]
   * @param scale [channels]
   * @param shift [channels]
   * @param groups a divisor of channels: neighbouring channels are a group
   * @param out of the shape of {@code x}, may be {@code x}
   */
  void groupNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      int groups,
      double epsilon,
      BatchTensor out,
      int n);

  /**
   * {@code out = x / r · scale} with {@code r = √(Σ x² / width + epsilon)} over the last dimension.
   *
   * @param x [n × … × width]
   * @param scale [width]
   * @param out of the shape of {@code x}, may be {@code x}
   */
  void rmsNorm(BatchTensor x, ParameterTensor scale, double epsilon, BatchTensor out, int n);
}
