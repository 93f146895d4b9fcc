package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.NormalizationKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** Layer normalisation, tile by tile; the arithmetic is in {@link GroupNormalization}. */
interface CpuNormalization extends NormalizationKernels, Tiled {

  @Override
  default void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n) {
    families()
        .groupNormalization()
        .ofRows(x, scale, true, epsilon, n)
        .normalize(x.floats(n), scale.floats(), shift.floats(), out.floats(n));
  }

  @Override
  default void layerNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    families()
        .groupNormalization()
        .ofRows(x, scaleGradient, true, epsilon, n)
        .gradient(
            x.floats(n), outGradient.floats(n), scaleGradient.floats(), shiftGradient.floats());
  }

  @Override
  default void layerNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    families()
        .groupNormalization()
        .ofRows(x, scale, true, epsilon, n)
        .inputGradient(x.floats(n), scale.floats(), outGradient.floats(n), xGradient.floats(n));
  }
}
