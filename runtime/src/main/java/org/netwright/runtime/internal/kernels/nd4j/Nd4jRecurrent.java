package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentKernels;

/** Not there yet. */
interface Nd4jRecurrent extends RecurrentKernels {
  @Override
  default void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Recurrence recurrence,
      BatchTensor out,
      int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Lengths lengths,
      Recurrence recurrence,
      BatchTensor out,
      int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void recurrentGradient(
      BatchTensor x,
      ParameterTensor recurrent,
      BatchTensor outGradient,
      Recurrence recurrence,
      ParameterTensor weightGradient,
      ParameterTensor recurrentGradient,
      ParameterTensor biasGradient,
      ParameterTensor recurrentBiasGradient,
      int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void recurrentInputGradient(
      ParameterTensor weight, Recurrence recurrence, BatchTensor xGradient, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void recurrentDropout(Recurrence recurrence, double rate, long seed, int n) {
    throw new UnsupportedOperationException();
  }
}
