package org.netwright.runtime.generated;

/**
 * The losses and their gradients.
 *
 * <p>A loss is a mean over all {@code count = n × outputs} elements, or for cross entropy over the
 * {@code n} rows. It is summed in double, whatever the data type. The gradient is that of the mean,
 * with respect to the first argument, and has its shape; {@code gradient} is none of the inputs. A
 * method whose name ends in {@code WithGradient} does both.
 *
 * <p>If the target has {@linkplain BatchTensor#rowWeights() weights} {@code w} of its rows, a loss
 * is {@code Σ_i w_i · l_i / Σ_i w_i}, where {@code l_i} is the loss of row i alone: the mean over
 * the elements of the row. In the formulas, {@code mean} is then that, {@code 1 / count} is {@code
 * w_i / (outputs · Σ w)}, and {@code 1 / n} is {@code w_i / Σ w}.
 *
 * <p>Rows may have steps, [n × steps × outputs]. For cross entropy each step is then a row of the
 * formulas. For all losses, there may be a weight for each step, n · steps of them: each step is
 * then a row. A row whose weight is 0 has the gradient 0, and does not change the loss even if its
 * elements are not finite.
 */
public interface LossKernels {

  /** Returns {@code mean((prediction − target)²)}; PyTorch's {@code mse_loss}. */
  double meanSquaredError(BatchTensor prediction, BatchTensor target, int n);

  /** {@code gradient = 2 · (prediction − target) / count}. */
  void meanSquaredErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n);

  /** Returns {@code mean(|prediction − target|)}; PyTorch's {@code l1_loss}. */
  double meanAbsoluteError(BatchTensor prediction, BatchTensor target, int n);

  /** {@code gradient = sign(prediction − target) / count}, with sign(0) = 0. */
  void meanAbsoluteErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n);

  /**
   * Returns the mean of {@code ½ d²} where {@code |d| ≤ delta}, {@code delta · (|d| − ½ delta)}
   * elsewhere, for {@code d = prediction − target}; PyTorch's {@code huber_loss}.
   *
   * @param delta above 0
   */
  double huber(BatchTensor prediction, BatchTensor target, double delta, int n);

  /** {@code gradient = clamp(prediction − target, −delta, delta) / count}. */
  void huberGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n);

  /**
   * Returns the mean over the rows of {@code −Σ_c q_c · ln softmax(logits)_c}, where {@code q = (1
   * − labelSmoothing) · target + labelSmoothing / C}; PyTorch's {@code cross_entropy}.
   *
   * @param logits [n × C] or [n × steps × C], not normalised
   * @param target of the same shape, probabilities
   * @param labelSmoothing in [0, 1]
   */
  double crossEntropy(BatchTensor logits, BatchTensor target, double labelSmoothing, int n);

  /** {@code gradient = (softmax(logits) · Σ_c q_c − q) / n}. */
  void crossEntropyGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n);

  /**
   * Returns {@code mean(max(z, 0) − z · target + ln(1 + e^−|z|))} for {@code z = logits}; PyTorch's
   * {@code binary_cross_entropy_with_logits}.
   *
   * @param target elements in [0, 1]
   */
  double binaryCrossEntropy(BatchTensor logits, BatchTensor target, int n);

  /** {@code gradient = (σ(logits) − target) / count}. */
  void binaryCrossEntropyGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n);

  /** Returns {@link #meanSquaredError} and writes {@link #meanSquaredErrorGradient}. */
  default double meanSquaredErrorWithGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    meanSquaredErrorGradient(prediction, target, gradient, n);
    return meanSquaredError(prediction, target, n);
  }

  /** Returns {@link #meanAbsoluteError} and writes {@link #meanAbsoluteErrorGradient}. */
  default double meanAbsoluteErrorWithGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    meanAbsoluteErrorGradient(prediction, target, gradient, n);
    return meanAbsoluteError(prediction, target, n);
  }

  /** Returns {@link #huber} and writes {@link #huberGradient}. */
  default double huberWithGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n) {
    huberGradient(prediction, target, delta, gradient, n);
    return huber(prediction, target, delta, n);
  }

  /** Returns {@link #crossEntropy} and writes {@link #crossEntropyGradient}. */
  default double crossEntropyWithGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n) {
    crossEntropyGradient(logits, target, labelSmoothing, gradient, n);
    return crossEntropy(logits, target, labelSmoothing, n);
  }

  /** Returns {@link #binaryCrossEntropy} and writes {@link #binaryCrossEntropyGradient}. */
  default double binaryCrossEntropyWithGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n) {
    binaryCrossEntropyGradient(logits, target, gradient, n);
    return binaryCrossEntropy(logits, target, n);
  }
}
