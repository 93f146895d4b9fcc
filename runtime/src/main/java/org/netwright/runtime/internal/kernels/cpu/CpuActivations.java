package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.ActivationKernels;
import org.netwright.runtime.generated.BatchTensor;

/** The activations, tile by tile; the formulas are those of {@link Functions}. */
interface CpuActivations extends ActivationKernels, Tiled {

  /** Writes a function of each element of x. */
  private void map(BatchTensor x, double parameter, BatchTensor out, int n, Tiles.Transform f) {
    tiles().map(x.floats(n), out.floats(n), n * out.rowLength(), (float) parameter, f);
  }

  /** Writes a function of each element of the output's gradient and of what decides the slope. */
  private void pass(
      BatchTensor from,
      BatchTensor outGradient,
      double parameter,
      BatchTensor xGradient,
      int n,
      Tiles.Combination f) {
    tiles()
        .combine(
            from.floats(n),
            outGradient.floats(n),
            xGradient.floats(n),
            n * xGradient.rowLength(),
            (float) parameter,
            f);
  }

  @Override
  default void relu(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::relu);
  }

  @Override
  default void reluGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(out, outGradient, 0, xGradient, n, Functions::reluGradient);
  }

  @Override
  default void leakyRelu(BatchTensor x, double negativeSlope, BatchTensor out, int n) {
    map(x, negativeSlope, out, n, Functions::leakyRelu);
  }

  @Override
  default void leakyReluGradient(
      BatchTensor out,
      BatchTensor outGradient,
      double negativeSlope,
      BatchTensor xGradient,
      int n) {
    pass(out, outGradient, negativeSlope, xGradient, n, Functions::leakyReluGradient);
  }

  @Override
  default void tanh(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::tanh);
  }

  @Override
  default void tanhGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(out, outGradient, 0, xGradient, n, Functions::tanhGradient);
  }

  @Override
  default void sigmoid(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::sigmoid);
  }

  @Override
  default void sigmoidGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(out, outGradient, 0, xGradient, n, Functions::sigmoidGradient);
  }

  @Override
  default void gelu(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::gelu);
  }

  @Override
  default void geluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(x, outGradient, 0, xGradient, n, Functions::geluGradient);
  }

  @Override
  default void elu(BatchTensor x, double alpha, BatchTensor out, int n) {
    map(x, alpha, out, n, Functions::elu);
  }

  @Override
  default void eluGradient(
      BatchTensor out, BatchTensor outGradient, double alpha, BatchTensor xGradient, int n) {
    pass(out, outGradient, alpha, xGradient, n, Functions::eluGradient);
  }

  @Override
  default void softplus(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::softplus);
  }

  @Override
  default void softplusGradient(
      BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(x, outGradient, 0, xGradient, n, Functions::softplusGradient);
  }

  @Override
  default void silu(BatchTensor x, BatchTensor out, int n) {
    map(x, 0, out, n, Functions::silu);
  }

  @Override
  default void siluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    pass(x, outGradient, 0, xGradient, n, Functions::siluGradient);
  }
}
