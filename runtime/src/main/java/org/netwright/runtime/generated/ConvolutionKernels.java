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
public interface ConvolutionKernels {

  /**
   * {@code out[f, y, x] = bias[f] + Σ weight[f, c, i, j] · x[c, …, …]} over what the window reads.
   *
   * @param x [n × channels × height × width]
   * @param weight [filters × channels / groups × window]
   * @param bias [filters]
   * @param groups a divisor of channels and filters; with as many groups as channels it is a
   *     depthwise convolution
   * @param out [n × filters × outHeight × outWidth], not {@code x}
   */
  void convolution(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor bias,
      Window window,
      int groups,
      BatchTensor out,
      int n);

  /** The same without a bias. */
  void convolution(
      BatchTensor x, ParameterTensor weight, Window window, int groups, BatchTensor out, int n);

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
   * The gradient of the input: each element of {@code outGradient}, times the weight, added to what
   * its window read.
   *
   * @param outGradient [n × filters × outHeight × outWidth]
   * @param weight [filters × channels / groups × window]
   * @param xGradient [n × channels × height × width], not {@code outGradient}
   */
  void convolutionInputGradient(
      BatchTensor outGradient,
      ParameterTensor weight,
      Window window,
      int groups,
      BatchTensor xGradient,
      int n);

  /**
   * {@code out[c, …] = x[c, …] + bias[c]}.
   *
   * @param x [n × channels × …]
   * @param bias [channels]
   * @param out [n × channels × …], may be {@code x}
   */
  void addChannelBias(BatchTensor x, ParameterTensor bias, BatchTensor out, int n);

  /**
   * {@code biasGradient[c] = Σ outGradient[c, …]} over all rows and positions.
   *
   * @param outGradient [n × channels × …]
   * @param biasGradient [channels]
   */
  void channelBiasGradient(BatchTensor outGradient, ParameterTensor biasGradient, int n);
}
