package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchNormKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Batch normalisation, tile by tile; the arithmetic is in {@link BatchNormalization}. */
interface CpuBatchNorm extends BatchNormKernels, Tiled {

  @Override
  default void batchNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    families()
        .batchNormalization()
        .forward(x, scale, shift, channelsFirst, epsilon, out, mean, variance, n);
  }

  @Override
  default void batchNorm(
      BatchTensor x,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    families()
        .batchNormalization()
        .forward(x, null, null, channelsFirst, epsilon, out, mean, variance, n);
  }

  @Override
  default void updateStatistics(
      ParameterTensor mean,
      ParameterTensor variance,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      int positions,
      double momentum,
      int n) {
    families()
        .batchNormalization()
        .update(mean, variance, (long) n * positions, momentum, runningMean, runningVariance);
  }

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    families()
        .batchNormalization()
        .normalize(x, scale, shift, mean, variance, channelsFirst, epsilon, out, n);
  }

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    families()
        .batchNormalization()
        .normalize(x, null, null, mean, variance, channelsFirst, epsilon, out, n);
  }

  @Override
  default void batchNormGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    families()
        .batchNormalization()
        .gradient(
            x,
            scale,
            outGradient,
            mean,
            variance,
            channelsFirst,
            epsilon,
            xGradient,
            scaleGradient,
            shiftGradient,
            n);
  }

  @Override
  default void batchNormParameterGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    families()
        .batchNormalization()
        .gradient(
            x,
            null,
            outGradient,
            mean,
            variance,
            channelsFirst,
            epsilon,
            null,
            scaleGradient,
            shiftGradient,
            n);
  }

  @Override
  default void batchNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    families()
        .batchNormalization()
        .gradient(
            x, null, outGradient, mean, variance, channelsFirst, epsilon, xGradient, null, null, n);
  }
}
