package org.netwright.runtime.generated;

/**
 * Convolutions, and the transposed ones that decoders consist of. The conventions are those of
 * {@link ConvolutionKernels}.
 */
public interface ConvolutionInference {
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
}
