package org.netwright.runtime.generated;

/**
 * The activation functions, element by element, and their gradients.
 *
 * <p>In all of them {@code out} may be {@code x}, and {@code xGradient} may be {@code outGradient}.
 * A gradient is computed from the function's output if that determines it, so that the input need
 * not be kept, and from its input otherwise. The parameter's name says which.
 */
public interface ActivationKernels {

  /** {@code out = max(x, 0)}. */
  void relu(BatchTensor x, BatchTensor out, int n);

  /** {@code xGradient = outGradient · [out > 0]}; the slope at 0 is 0, as in PyTorch. */
  void reluGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * {@code out = x} where {@code x > 0}, {@code negativeSlope · x} elsewhere.
   *
   * @param negativeSlope at least 0
   */
  void leakyRelu(BatchTensor x, double negativeSlope, BatchTensor out, int n);

  /**
   * {@code xGradient = outGradient} where {@code out > 0}, {@code negativeSlope · outGradient}
   * elsewhere.
   */
  void leakyReluGradient(
      BatchTensor out, BatchTensor outGradient, double negativeSlope, BatchTensor xGradient, int n);

  /** {@code out = tanh(x)}. */
  void tanh(BatchTensor x, BatchTensor out, int n);

  /** {@code xGradient = outGradient · (1 − out²)}. */
  void tanhGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /** {@code out = 1 / (1 + e^−x)}. */
  void sigmoid(BatchTensor x, BatchTensor out, int n);

  /** {@code xGradient = outGradient · out · (1 − out)}. */
  void sigmoidGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * {@code out = x · Φ(x)}, where Φ(x) = ½ (1 + erf(x/√2)) is the normal distribution function:
   * PyTorch's {@code gelu} in its exact form.
   */
  void gelu(BatchTensor x, BatchTensor out, int n);

  /**
   * {@code xGradient = outGradient · (Φ(x) + x · φ(x))}, where φ is the normal density. From the
   * input.
   */
  void geluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * {@code out = x} where {@code x > 0}, {@code alpha · (e^x − 1)} elsewhere.
   *
   * @param alpha at least 0
   */
  void elu(BatchTensor x, double alpha, BatchTensor out, int n);

  /** {@code xGradient = outGradient · (out > 0 ? 1 : out + alpha)}. */
  void eluGradient(
      BatchTensor out, BatchTensor outGradient, double alpha, BatchTensor xGradient, int n);

  /**
   * {@code out = ln(1 + e^x)}, without overflow for large x.
   *
   * <p>PyTorch's {@code softplus} returns x itself above 20, which differs by less than 2.1e-9.
   */
  void softplus(BatchTensor x, BatchTensor out, int n);

  /**
   * {@code xGradient = outGradient · σ(x)}. From the input: computed as 1 − e^−out, the slope of a
   * small output would keep few digits.
   */
  void softplusGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);

  /** {@code out = x · σ(x)}, also known as swish. */
  void silu(BatchTensor x, BatchTensor out, int n);

  /** {@code xGradient = outGradient · σ(x) · (1 + x · (1 − σ(x)))}. From the input. */
  void siluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);
}
