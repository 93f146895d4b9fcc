package org.netwright.runtime.generated;

/**
 * Convolutions, which are cross-correlations as in PyTorch's {@code conv2d}, and their gradients.
 *
 * <p>Images are [n × channels × height × width]; signals [n × channels × length] are images of
 * height 1, and their weights have one dimension less. A weight is [filters × channels / groups ×
 * window], row-major: filter f reads the {@code channels / groups} channels of its group, which is
 * {@code f / (filters / groups)}. What a window reads outside an image is 0.
 *
 * <p>A transposed convolution is the gradient of a convolution with respect to its input: {@link
 * #convolutionInputGradient} computes it, {@link #convolution} its gradient with respect to its
 * input, and {@link #convolutionGradient} that of its weight, with the two batches exchanged.
 */
public interface ConvolutionKernels extends ConvolutionInference {
  /**
   * The gradients of weight and bias: {@code weightGradient[f, c, i, j] = Σ outGradient[f, y, x] ·
   * x[c, …, …]}, {@code biasGradient[f] = Σ outGradient[f, y, x]}, over all rows and positions.
   *
   * @param x [n × channels × height × width]
   * @param outGradient [n × filters × outHeight × outWidth]
   * @param weightGradient [filters × channels / groups × window]
   * @param biasGradient [filters]
   */
  void convolutionGradient(
      BatchTensor x,
      BatchTensor outGradient,
      Window window,
      int groups,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n);

  /** The gradient of the weight, for a layer without a bias. */
  void convolutionGradient(
      BatchTensor x,
      BatchTensor outGradient,
      Window window,
      int groups,
      ParameterTensor weightGradient,
      int n);

  /**
   * {@code biasGradient[c] = Σ outGradient[c, …]} over all rows and positions.
   *
   * @param outGradient [n × channels × …]
   * @param biasGradient [channels]
   */
  void channelBiasGradient(BatchTensor outGradient, ParameterTensor biasGradient, int n);
}
