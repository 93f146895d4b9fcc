package org.netwright.runtime.kernels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.parameters.ParameterTensor;

/** The linear kernels as plain ND4J. */
interface Nd4jLinear extends LinearKernels {

  @Override
  default void linear(
      BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n) {
    linear(x, weight, out, n);
    out.rows(n).addiRowVector(bias.array());
  }

  @Override
  default void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n) {
    Nd4j.matmul(x.rows(n), weight.array(), out.rows(n), false, false, false);
  }

  @Override
  default void linearGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, n);
    outGradient.rows(n).sum(biasGradient.array(), 0);
  }

  @Override
  default void linearGradient(
      BatchTensor x, BatchTensor outGradient, ParameterTensor weightGradient, int n) {
    Nd4j.matmul(x.rows(n), outGradient.rows(n), weightGradient.array(), true, false, false);
  }

  @Override
  default void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n) {
    Nd4j.matmul(outGradient.rows(n), weight.array(), xGradient.rows(n), false, true, false);
  }

  @Override
  default void add(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    INDArray sum = out.rows(n);
    a.rows(n).addi(b.rows(n), sum);
  }
}
