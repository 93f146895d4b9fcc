package org.netwright.runtime.internal.kernels;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.parameters.FlatTensor;

/**
 * The optimisers' arithmetic, which generated code does not call, over all parameters at once, or
 * over one. All tensors of a call have the same length.
 */
public interface UpdateKernels {

  /** {@code values ← values − learningRate · gradients}. */
  void sgd(FlatTensor gradients, double learningRate, FlatTensor values);

  /**
   * {@code velocity ← momentum · velocity + gradients}, then {@code values ← values − learningRate
   * · d}, where {@code d} is {@code velocity}, or with Nesterov's form {@code gradients + momentum
   * · velocity}: PyTorch's {@code torch.optim.SGD} without dampening.
   *
   * @param velocity zero before the first step, which makes it the first gradient
   */
  void momentum(
      FlatTensor gradients,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      FlatTensor values);

  /**
   * {@code mean ← β₁ · mean + (1 − β₁) · g}, {@code variance ← β₂ · variance + (1 − β₂) · g²}, then
   * {@code values ← values − learningRate · m̂ / (√v̂ + epsilon)} with {@code m̂ = mean / (1 −
   * β₁ᵗ)} and {@code v̂ = variance / (1 − β₂ᵗ)}: PyTorch's {@code torch.optim.Adam}.
   *
   * @param t the number of this step, from 1
   * @param mean zero before the first step
   * @param variance zero before the first step
   */
  void adam(
      FlatTensor gradients,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      FlatTensor values);

  /** Clips each element to [−bound, bound]; NaN stays NaN. */
  void clipByValue(double bound, FlatTensor gradients);

  /** {@code g ← g · bound / ‖g‖₂}, if the norm of one parameter's gradient is above the bound. */
  void clipByNorm(double bound, ParameterTensor gradient);

  /**
   * Returns the sum of the squares of all elements; finite if it is in double, whatever the type of
   * the elements.
   */
  double sumOfSquares(FlatTensor gradients);

  /** {@code to ← from}, in {@code length} elements from {@code first} on. */
  void copy(FlatTensor from, long first, long length, FlatTensor to);

  /** {@code gradient ← 0}. */
  void clear(ParameterTensor gradient);

  /** {@code gradients ← factor · gradients}. */
  void scale(double factor, FlatTensor gradients);
}
