package org.netwright.runtime.generated;

/**
 * Batch normalisation by running statistics, in networks where it is not folded into weights. The
 * conventions are those of {@link BatchNormKernels}.
 */
public interface BatchNormInference {
  /**
   * The output in prediction: {@code out = (x − mean) / √(variance + epsilon) · scale + shift}.
   *
   * @param mean the running mean
   * @param variance the running variance
   * @param out of the shape of {@code x}, may be {@code x}
   */
  void normalize(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n);

  /** {@code out = (x − mean) / √(variance + epsilon)}; as the form with a scale and a shift. */
  void normalize(
      BatchTensor x,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n);
}
