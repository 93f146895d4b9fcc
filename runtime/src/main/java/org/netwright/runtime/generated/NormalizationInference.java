package org.netwright.runtime.generated;

/** Layer normalisation. The conventions are those of {@link NormalizationKernels}. */
public interface NormalizationInference {
  /**
   * {@code out = x̂ · scale + shift}.
   *
   * @param x [n × … × width]
   * @param scale [width]
   * @param shift [width]
   * @param out [n × … × width], may be {@code x}
   */
  void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n);
}
