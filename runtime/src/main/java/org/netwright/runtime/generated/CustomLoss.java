package org.netwright.runtime.generated;

/**
 * A loss class of the user on one output: generated code calls it instead of a kernel. All is as in
 * {@link LossKernels}.
 */
public interface CustomLoss {

  /** Returns the mean of the user's loss over the {@code n} rows. */
  double loss(BatchTensor output, BatchTensor target, int n);

  /** {@code gradient = ∂loss/∂output}. */
  void lossGradient(BatchTensor output, BatchTensor target, BatchTensor gradient, int n);

  /** Returns {@link #loss} and writes {@link #lossGradient}. */
  double lossWithGradient(BatchTensor output, BatchTensor target, BatchTensor gradient, int n);
}
