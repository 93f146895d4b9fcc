package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GroupNormKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** Normalisation of groups, tile by tile; the arithmetic is in {@link GroupNormalization}. */
interface CpuGroupNorm extends GroupNormKernels, Tiled {

  @Override
  default void groupNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      int groups,
      double epsilon,
      BatchTensor out,
      int n) {
    groups(x, scale, groups, epsilon, n)
        .normalize(x.floats(n), scale.floats(), shift.floats(), out.floats(n));
  }

  @Override
  default void groupNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    groups(x, scaleGradient, groups, epsilon, n)
        .gradient(
            x.floats(n), outGradient.floats(n), scaleGradient.floats(), shiftGradient.floats());
  }

  @Override
  default void groupNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    groups(x, scale, groups, epsilon, n)
        .inputGradient(x.floats(n), scale.floats(), outGradient.floats(n), xGradient.floats(n));
  }

  private GroupNormalization groups(
      BatchTensor x, ParameterTensor scale, int groups, double epsilon, int n) {
    int channels = Math.toIntExact(scale.floats().length());
    int plane = Math.toIntExact(x.rowLength() / channels);
    return families().groupNormalization().of(n, channels, plane, groups, true, epsilon);
  }

  @Override
  default void rmsNorm(
      BatchTensor x, ParameterTensor scale, double epsilon, BatchTensor out, int n) {
    rows(x, scale, epsilon, n).normalize(x.floats(n), scale.floats(), null, out.floats(n));
  }

  @Override
  default void rmsNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      int n) {
    rows(x, scaleGradient, epsilon, n)
        .gradient(x.floats(n), outGradient.floats(n), scaleGradient.floats(), null);
  }

  @Override
  default void rmsNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    rows(x, scale, epsilon, n)
        .inputGradient(x.floats(n), scale.floats(), outGradient.floats(n), xGradient.floats(n));
  }

  private GroupNormalization rows(BatchTensor x, ParameterTensor scale, double epsilon, int n) {
    return families().groupNormalization().ofRows(x, scale, false, epsilon, n);
  }
}
