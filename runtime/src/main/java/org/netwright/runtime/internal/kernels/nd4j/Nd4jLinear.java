package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LinearKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;

/** The linear kernels as plain ND4J. */
interface Nd4jLinear extends LinearKernels {
  /** OpenBLAS itself keeps products of so few multiplications on the calling thread. */
  long SMALL = 100_000;

  /** From so many multiplications on, several threads gain more than they may lose. */
  long LARGE = 1 << 23;

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

  /**
   * Keeps a product of medium size on the calling thread: OpenBLAS would share it among threads,
   * which wait for each other when other processes use the cores.
   */
  private static void multiply(
      INDArray a, boolean transposedA, INDArray b, boolean transposedB, INDArray out) {
    long multiplications = out.length() * a.size(transposedA ? 0 : 1);
    boolean medium = multiplications > SMALL && multiplications < LARGE;
    if (medium && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU) {
      BlasThreads.begin();
      try {
        Nd4j.matmul(a, b, out, transposedA, transposedB, false);
      } finally {
        BlasThreads.end();
      }
    } else {
      Nd4j.matmul(a, b, out, transposedA, transposedB, false);
    }
  }
}
