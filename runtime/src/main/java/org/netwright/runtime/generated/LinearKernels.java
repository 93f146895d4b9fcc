package org.netwright.runtime.generated;

/**
 * What is linear in its inputs: matrix products and sums.
 *
 * <p>A batch is [n × … × width]: of a sequence, each step is a row by itself.
 */
public interface LinearKernels extends LinearInference {
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
