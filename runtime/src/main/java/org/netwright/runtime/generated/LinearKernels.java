package org.netwright.runtime.generated;

/**
 * What is linear in its inputs: matrix products and sums.
 *
 * <p>A batch is [n × … × width]: of a sequence, each step is a row by itself.
 */
public interface LinearKernels {

  /**
   * {@code out = x · weight + bias}.
   *
   * @param x [n × … × in]
   * @param weight [in × out]
   * @param bias [out]
   * @param out [n × … × out], not {@code x}
   */
  void linear(BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n);

  /** {@code out = x · weight}; the shapes are those of the form with a bias. */
  void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n);

  /**
   * {@code weightGradient = xᵀ · outGradient}, {@code biasGradient = Σ outGradient} over all rows.
   *
   * @param x [n × … × in]
   * @param outGradient [n × … × out]
   * @param weightGradient [in × out]
   * @param biasGradient [out]
   */
  void linearGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n);

  /** {@code weightGradient = xᵀ · outGradient}, for a layer without a bias. */
  void linearGradient(
      BatchTensor x, BatchTensor outGradient, ParameterTensor weightGradient, int n);

  /**
   * {@code xGradient = outGradient · weightᵀ}.
   *
   * @param outGradient [n × … × out]
   * @param weight [in × out]
   * @param xGradient [n × … × in], not {@code outGradient}
   */
  void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n);
}
