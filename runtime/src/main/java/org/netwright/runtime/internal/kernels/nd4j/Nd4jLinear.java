package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Products.multiply;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LinearKernels;
import org.netwright.runtime.generated.ParameterTensor;

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
    multiply(x.rows(n), false, weight.array(), false, out.rows(n));
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
    multiply(x.rows(n), true, outGradient.rows(n), false, weightGradient.array());
  }

  @Override
  default void linearInputGradient(
      BatchTensor outGradient, ParameterTensor weight, BatchTensor xGradient, int n) {
    multiply(outGradient.rows(n), false, weight.array(), true, xGradient.rows(n));
  }
}
