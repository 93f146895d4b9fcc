package org.netwright.runtime.generated;

/**
 * Pooling, channel by channel, and its opposite. The conventions are those of {@link
 * PoolingKernels}.
 */
public interface PoolingInference {
  /**
   * The greatest element that each window reads, where padding is left out; NaN if one is NaN, as
   * PyTorch's {@code max_pool2d}.
   *
   * @param x [n × channels × height × width]
   * @param window each position reads at least one element of the image
   * @param out [n × channels × outHeight × outWidth], not {@code x}
   */
  void maxPool(BatchTensor x, Window window, BatchTensor out, int n);

  /**
   * The mean of what each window reads.
   *
   * @param x [n × channels × height × width]
   * @param countsPadding whether what lies outside the image counts as zeros, as in PyTorch's
   *     {@code avg_pool2d}; otherwise the mean is that of the elements inside, as in Keras
   * @param out [n × channels × outHeight × outWidth], not {@code x}
   */
  void averagePool(BatchTensor x, Window window, boolean countsPadding, BatchTensor out, int n);

  /**
   * The mean of each channel over all its positions.
   *
   * @param x [n × channels × …], or [n × … × channels]
   * @param channelsFirst whether channels are the first dimension of a row; otherwise the last
   * @param out [n × channels], not {@code x}
   */
  void globalAveragePool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n);

  /**
   * The greatest element of each channel; NaN if one is NaN.
   *
   * @param x [n × channels × …], or [n × … × channels]
   * @param channelsFirst whether channels are the first dimension of a row; otherwise the last
   * @param out [n × channels], not {@code x}
   */
  void globalMaxPool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n);

  /**
   * Repeats each element {@code rows} times along the height and {@code columns} times along the
   * width: PyTorch's {@code upsample} with the mode {@code nearest}.
   *
   * @param x [n × channels × height × width]
   * @param out [n × channels × height · rows × width · columns], not {@code x}
   */
  void upsample(BatchTensor x, int rows, int columns, BatchTensor out, int n);
}
