package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.NormalizationKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** Layer normalisation, tile by tile; the arithmetic is in {@link LayerNormalization}. */
interface CpuNormalization extends NormalizationKernels, Tiled {

  @Override
  default void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n) {
    tiles()
        .layerNormalization()
        .normalize(
            x.floats(n), scale.floats(), shift.floats(), epsilon, out.floats(n), n * x.rowLength());
  }

  @Override
  default void layerNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    tiles()
        .layerNormalization()
        .gradient(
            x.floats(n),
            outGradient.floats(n),
            epsilon,
            scaleGradient.floats(),
            shiftGradient.floats(),
            n * x.rowLength());
  }

  @Override
  default void layerNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    tiles()
        .layerNormalization()
        .inputGradient(
            x.floats(n),
            scale.floats(),
            outGradient.floats(n),
            epsilon,
            xGradient.floats(n),
            n * x.rowLength());
  }
}
