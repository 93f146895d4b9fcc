package org.netwright.runtime.generated;

/**
 * The activation functions, element by element, and their gradients.
 *
 * <p>In all of them {@code out} may be {@code x}, and {@code xGradient} may be {@code outGradient}.
 * A gradient is computed from the function's output if that determines it, so that the input need
 * not be kept, and from its input otherwise. The parameter's name says which.
 */
public interface ActivationKernels extends ActivationInference {
  /** {@code xGradient = outGradient · [out > 0]}; the slope at 0 is 0, as in PyTorch. */
  void reluGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * {@code xGradient = outGradient} where {@code out > 0}, {@code negativeSlope · outGradient}
   * elsewhere.
   */
  void leakyReluGradient(
      BatchTensor out, BatchTensor outGradient, double negativeSlope, BatchTensor xGradient, int n);

  /** {@code xGradient = outGradient · (1 − out²)}. */
  void tanhGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /** {@code xGradient = outGradient · out · (1 − out)}. */
  void sigmoidGradient(BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * {@code xGradient = outGradient · (Φ(x) + x · φ(x))}, where φ is the normal density. From the
   * input.
   */
  void geluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);

  /** {@code xGradient = outGradient · (out > 0 ? 1 : out + alpha)}. */
  void eluGradient(
      BatchTensor out, BatchTensor outGradient, double alpha, BatchTensor xGradient, int n);

  /**
   * {@code xGradient = outGradient · σ(x)}. From the input: computed as 1 − e^−out, the slope of a
   * small output would keep few digits.
   */
  void softplusGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);

  /** {@code xGradient = outGradient · σ(x) · (1 + x · (1 − σ(x)))}. From the input. */
  void siluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n);
}
