package org.netwright.runtime.generated;

/**
 * Matrix products and sums, as models compute them. The conventions are those of {@link
 * LinearKernels}.
 */
public interface LinearInference {
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
}
