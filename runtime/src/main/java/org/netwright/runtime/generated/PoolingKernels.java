package org.netwright.runtime.generated;

/**
 * Pooling and its gradients, channel by channel. Images are [n × channels × height × width];
 * signals [n × channels × length] are images of height 1.
 */
public interface PoolingKernels {

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
   * The gradient of {@link #maxPool}: each element of {@code outGradient} is added to the greatest
   * element of its window, the first of them in row-major order; to the first NaN if there is one.
   *
   * @param x [n × channels × height × width]
   * @param out [n × channels × outHeight × outWidth], what {@link #maxPool} has written
   * @param outGradient [n × channels × outHeight × outWidth]
   * @param xGradient [n × channels × height × width], none of the others
   */
  void maxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Window window,
      BatchTensor xGradient,
      int n);

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
   * The gradient of {@link #averagePool}.
   *
   * @param outGradient [n × channels × outHeight × outWidth]
   * @param xGradient [n × channels × height × width], not {@code outGradient}
   */
  void averagePoolGradient(
      BatchTensor outGradient, Window window, boolean countsPadding, BatchTensor xGradient, int n);

  /**
   * The mean of each channel over all its positions.
   *
   * @param x [n × channels × …], or [n × … × channels]
   * @param channelsFirst whether channels are the first dimension of a row; otherwise the last
   * @param out [n × channels], not {@code x}
   */
  void globalAveragePool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n);

  /**
   * The gradient of {@link #globalAveragePool}.
   *
   * @param outGradient [n × channels]
   * @param xGradient [n × channels × …], or [n × … × channels]
   */
  void globalAveragePoolGradient(
      BatchTensor outGradient, boolean channelsFirst, BatchTensor xGradient, int n);

  /**
   * The greatest element of each channel; NaN if one is NaN.
   *
   * @param x [n × channels × …], or [n × … × channels]
   * @param channelsFirst whether channels are the first dimension of a row; otherwise the last
   * @param out [n × channels], not {@code x}
   */
  void globalMaxPool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n);

  /**
   * The gradient of {@link #globalMaxPool}: all goes to the greatest element, the first of them, or
   * to the first NaN.
   *
   * @param x [n × channels × …], or [n × … × channels]
   * @param out [n × channels], what {@link #globalMaxPool} has written
   * @param outGradient [n × channels]
   * @param xGradient of the shape of {@code x}, none of the others
   */
  void globalMaxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n);

  /**
   * Repeats each element {@code rows} times along the height and {@code columns} times along the
   * width: PyTorch's {@code upsample} with the mode {@code nearest}.
   *
   * @param x [n × channels × height × width]
   * @param out [n × channels × height · rows × width · columns], not {@code x}
   */
  void upsample(BatchTensor x, int rows, int columns, BatchTensor out, int n);

  /**
   * The gradient of {@link #upsample}: sums over what each element became.
   *
   * @param outGradient [n × channels × height · rows × width · columns]
   * @param xGradient [n × channels × height × width], not {@code outGradient}
   */
  void upsampleGradient(
      BatchTensor outGradient, int rows, int columns, BatchTensor xGradient, int n);
}
