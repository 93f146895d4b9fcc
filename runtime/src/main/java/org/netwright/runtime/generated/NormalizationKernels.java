package org.netwright.runtime.generated;

/**
 * Layer normalisation and its gradients: Ba, Kiros and Hinton, <a
 * href="https://arxiv.org/abs/1607.06450">Layer Normalization</a> (2016); PyTorch's {@code
 * layer_norm} over the last dimension.
 *
 * <p>The elements along the last dimension of a batch are a group of {@code width} elements: a row
 * of shape [width] is one group, a row of shape [steps × width] has one for each step. In the
 * formulas μ and σ² are the mean and the biased variance of a group, {@code σ² = Σ (x − μ)² /
 * width}, and {@code x̂ = (x − μ) / √(σ² + epsilon)}. The gradients compute them from {@code x}
 * again.
 *
 * <p>In all operations {@code epsilon} is above 0, and {@code scale} and {@code shift} have the
 * length of the last dimension. A group with an element that is not finite gives NaN.
 */
public interface NormalizationKernels extends NormalizationInference {
  /**
   * {@code scaleGradient = Σ_groups outGradient · x̂}, {@code shiftGradient = Σ_groups
   * outGradient}.
   *
   * @param x [n × … × width]
   * @param outGradient [n × … × width]
   * @param scaleGradient [width]
   * @param shiftGradient [width]
   */
  void layerNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n);

  /**
   * {@code xGradient = (g − mean(g) − x̂ · mean(g · x̂)) / √(σ² + epsilon)} for {@code g =
   * outGradient · scale}, with means over each group.
   *
   * @param x [n × … × width]
   * @param scale [width]
   * @param outGradient [n × … × width]
   * @param xGradient [n × … × width], may be {@code outGradient} or {@code x}
   */
  void layerNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n);
}
