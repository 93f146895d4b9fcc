package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentKernels;
import org.netwright.runtime.internal.kernels.cpu.recurrent.Recurrences;

/** Recurrent layers, computed by {@link Recurrences}. */
interface CpuRecurrent extends RecurrentKernels, Tiled {
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
    families()
        .recurrences()
        .outputs(x, weight, recurrent, bias, recurrentBias, null, recurrence, out, n);
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
    families()
        .recurrences()
        .outputs(x, weight, recurrent, bias, recurrentBias, lengths, recurrence, out, n);
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
    families()
        .recurrences()
        .gradient(
            x,
            recurrent,
            outGradient,
            recurrence,
            weightGradient,
            recurrentGradient,
            biasGradient,
            recurrentBiasGradient,
            n);
  }

  @Override
  default void recurrentInputGradient(
      ParameterTensor weight, Recurrence recurrence, BatchTensor xGradient, int n) {
    families().recurrences().inputGradient(weight, recurrence, xGradient, n);
  }

  @Override
  default void recurrentDropout(Recurrence recurrence, double rate, long seed, int n) {
    Recurrence.Memory memory = recurrence.memory();
    if (memory == null) {
      throw new IllegalStateException("a pass that is never differentiated has no dropout");
    }
    BatchTensor mask = memory.mask();
    tiles().drawDropout(rate, seed, mask.floats(n), n * mask.rowLength());
    recurrence.maskNext();
  }
}
