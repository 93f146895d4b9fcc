package org.netwright.runtime.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The optimisers' arithmetic, over whole parameter vectors or parts of them. All arrays of a call
 * have one shape and are row-major.
 */
public interface UpdateKernels {

  /** {@code values ← values − learningRate · gradients}. */
  void sgd(INDArray gradients, double learningRate, INDArray values);

  /**
   * {@code velocity ← momentum · velocity + gradients}, then {@code values ← values − learningRate
   * · d}, where {@code d} is {@code velocity}, or with Nesterov's form {@code gradients + momentum
   * · velocity}: PyTorch's {@code torch.optim.SGD} without dampening.
   *
   * @param velocity zero before the first step, which makes it the first gradient
   */
  void momentum(
      INDArray gradients,
      double learningRate,
      double momentum,
      boolean nesterov,
      INDArray velocity,
      INDArray values);

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
      INDArray gradients,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      INDArray mean,
      INDArray variance,
      INDArray values);

  /** {@code values ← factor · values}. */
  void scale(double factor, INDArray values);
}
