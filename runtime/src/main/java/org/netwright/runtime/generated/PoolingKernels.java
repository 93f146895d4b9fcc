package org.netwright.runtime.generated;

/**
 * Pooling and its gradients, channel by channel. Images are [n × channels × height × width];
 * signals [n × channels × length] are images of height 1.
 */
public interface PoolingKernels extends PoolingInference {
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
   * The gradient of {@link #averagePool}.
   *
   * @param outGradient [n × channels × outHeight × outWidth]
   * @param xGradient [n × channels × height × width], not {@code outGradient}
   */
  void averagePoolGradient(
      BatchTensor outGradient, Window window, boolean countsPadding, BatchTensor xGradient, int n);

  /**
   * The gradient of {@link #globalAveragePool}.
   *
   * @param outGradient [n × channels]
   * @param xGradient [n × channels × …], or [n × … × channels]
   */
  void globalAveragePoolGradient(
      BatchTensor outGradient, boolean channelsFirst, BatchTensor xGradient, int n);

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
   * The gradient of {@link #upsample}: sums over what each element became.
   *
   * @param outGradient [n × channels × height · rows × width · columns]
   * @param xGradient [n × channels × height × width], not {@code outGradient}
   */
  void upsampleGradient(
      BatchTensor outGradient, int rows, int columns, BatchTensor xGradient, int n);
}
