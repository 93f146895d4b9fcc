package org.netwright.runtime.internal.kernels.nd4j;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentKernels;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * Recurrent layers as loops over single numbers, in double. What is kept of a step lies where the
 * step lies in the input, gate next to gate.
 */
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
    recurrence.begin(null);
    new RecurrentForward(recurrence, weight, recurrent, bias, recurrentBias).run(x, out, n);
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
    recurrence.begin(lengths);
    new RecurrentForward(recurrence, weight, recurrent, bias, recurrentBias).run(x, out, n);
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
    new RecurrentBackward(recurrence, memory(recurrence))
        .run(
            x,
            recurrent,
            outGradient,
            weightGradient,
            recurrentGradient,
            biasGradient,
            recurrentBiasGradient,
            n);
  }

  @Override
  default void recurrentInputGradient(
      ParameterTensor weight, Recurrence recurrence, BatchTensor xGradient, int n) {
    new RecurrentBackward(recurrence, memory(recurrence)).inputGradient(weight, xGradient, n);
  }

  @Override
  default void recurrentDropout(Recurrence recurrence, double rate, long seed, int n) {
    BatchTensor mask = memory(recurrence).mask();
    double[] factors = new double[Math.toIntExact(mask.rowLength() * n)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = RandomBits.uniform(seed, i) < rate ? 0 : 1 / (1 - rate);
    }
    JavaNumbers.write(factors, mask, n);
    recurrence.maskNext();
  }

  private static Recurrence.Memory memory(Recurrence recurrence) {
    Recurrence.@Nullable Memory memory = recurrence.memory();
    if (memory == null) {
      throw new IllegalStateException("this pass keeps nothing for a gradient");
    }
    return memory;
  }
}
