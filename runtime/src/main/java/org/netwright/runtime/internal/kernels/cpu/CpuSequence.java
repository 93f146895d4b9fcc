package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SequenceKernels;

/** Not there yet. */
interface CpuSequence extends SequenceKernels, Tiled {
  @Override
  default void addPositions(BatchTensor x, ParameterTensor table, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void addPositionsGradient(BatchTensor outGradient, ParameterTensor tableGradient, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void addSinusoids(BatchTensor x, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void averageSteps(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void averageStepsGradient(
      Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void maxSteps(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void maxStepsGradient(
      BatchTensor x, Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    throw new UnsupportedOperationException();
  }
}
