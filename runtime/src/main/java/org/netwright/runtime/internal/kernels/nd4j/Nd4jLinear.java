package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Products.multiply;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LinearKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** The linear kernels as plain ND4J: the steps of sequences are so many rows of a matrix. */
interface Nd4jLinear extends LinearKernels {
  @Override
  default void linear(
      BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n) {
    linear(x, weight, out, n);
    steps(out, bias.array().length(), n).addiRowVector(bias.array());
  }

  @Override
  default void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n) {
    INDArray w = weight.array();
    multiply(steps(x, w.size(0), n), false, w, false, steps(out, w.size(1), n));
  }

  @Override
  default void linearGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, n);
    steps(outGradient, biasGradient.array().length(), n).sum(biasGradient.array(), 0);
  }

  @Override
  default void linearGradient(
      BatchTensor x, BatchTensor outGradient, ParameterTensor weightGradient, int n) {
    INDArray w = weightGradient.array();
    multiply(steps(x, w.size(0), n), true, steps(outGradient, w.size(1), n), false, w);
  }

  @Override
  default void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n) {
    INDArray w = weight.array();
    multiply(steps(outGradient, w.size(1), n), false, w, true, steps(xGradient, w.size(0), n));
  }

  /** Returns a live view of a batch, [n · steps × width]. */
  private static INDArray steps(BatchTensor tensor, long width, int n) {
    return tensor.rows(n).reshape(n * (tensor.rowLength() / width), width);
  }
}
