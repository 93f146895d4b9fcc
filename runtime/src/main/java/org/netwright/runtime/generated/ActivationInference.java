package org.netwright.runtime.generated;

/**
 * The activation functions, element by element. The conventions are those of {@link
 * ActivationKernels}.
 */
public interface ActivationInference {
  /** {@code out = max(x, 0)}. */
  void relu(BatchTensor x, BatchTensor out, int n);

  /**
   * {@code out = x} where {@code x > 0}, {@code negativeSlope · x} elsewhere.
   *
   * @param negativeSlope at least 0
   */
  void leakyRelu(BatchTensor x, double negativeSlope, BatchTensor out, int n);

  /** {@code out = tanh(x)}. */
  void tanh(BatchTensor x, BatchTensor out, int n);

  /** {@code out = 1 / (1 + e^−x)}. */
  void sigmoid(BatchTensor x, BatchTensor out, int n);

  /**
   * {@code out = x · Φ(x)}, where Φ(x) = ½ (1 + erf(x/√2)) is the normal distribution function:
   * PyTorch's {@code gelu} in its exact form.
   */
  void gelu(BatchTensor x, BatchTensor out, int n);

  /**
   * {@code out = x} where {@code x > 0}, {@code alpha · (e^x − 1)} elsewhere.
   *
   * @param alpha at least 0
   */
  void elu(BatchTensor x, double alpha, BatchTensor out, int n);

  /**
   * {@code out = ln(1 + e^x)}, without overflow for large x.
   *
   * <p>PyTorch's {@code softplus} returns x itself above 20, which differs by less than 2.1e-9.
   */
  void softplus(BatchTensor x, BatchTensor out, int n);

  /** {@code out = x · σ(x)}, also known as swish. */
  void silu(BatchTensor x, BatchTensor out, int n);
}
