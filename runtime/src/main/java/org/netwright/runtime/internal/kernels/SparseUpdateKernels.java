package org.netwright.runtime.internal.kernels;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.parameters.FlatTensor;

/**
 * The optimisers' arithmetic for embeddings: it reads and writes only the rows that the gradient
 * has. Averages have the same elements as the table.
 */
public interface SparseUpdateKernels {

  /** {@code table ← table − learningRate · gradient}, in the rows of the gradient. */
  void sgd(SparseGradient gradient, double learningRate, ParameterTensor table);

  /** As {@link UpdateKernels#momentum}, in the rows of the gradient. */
  void momentum(
      SparseGradient gradient,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      ParameterTensor table);

  /**
   * In the rows of the gradient {@code mean ← β₁ · mean + (1 − β₁) · g}, {@code variance ← β₂ ·
   * variance + (1 − β₂) · g²}, then {@code table ← table − learningRate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) ·
   * mean / (√variance + epsilon)}: PyTorch's {@code torch.optim.SparseAdam}, whose epsilon is added
   * before the correction of the bias.
   *
   * @param t the number of this step, from 1, whether or not earlier steps had these rows
   */
  void adam(
      SparseGradient gradient,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      ParameterTensor table);

  /** Clips each element to [−bound, bound]; NaN stays NaN. */
  void clipByValue(double bound, SparseGradient gradient);

  /** Returns the sum of the squares of all elements. */
  double sumOfSquares(SparseGradient gradient);

  /** Sets the elements of all rows to 0. */
  void clear(SparseGradient gradient);

  /** {@code sum += factor · gradient}, where the sum has all rows of the gradient. */
  void accumulate(SparseGradient gradient, double factor, SparseGradient sum);

  /** {@code gradient ← factor · gradient}. */
  void scale(double factor, SparseGradient gradient);
}
