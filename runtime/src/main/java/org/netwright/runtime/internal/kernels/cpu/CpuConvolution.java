package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ConvolutionKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;

/** Convolutions; {@code Convolutions} chooses how each is computed. */
interface CpuConvolution extends ConvolutionKernels, Tiled {

  @Override
  default void convolution(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor bias,
      Window window,
      int groups,
      BatchTensor out,
      int n) {
    families().convolutions().outputs(x, weight, bias, window, groups, out, n);
  }

  @Override
  default void convolution(
      BatchTensor x, ParameterTensor weight, Window window, int groups, BatchTensor out, int n) {
    families().convolutions().outputs(x, weight, null, window, groups, out, n);
  }

  @Override
  default void convolutionGradient(
      BatchTensor x,
      BatchTensor outGradient,
      Window window,
      int groups,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    convolutionGradient(x, outGradient, window, groups, weightGradient, n);
    channelBiasGradient(outGradient, biasGradient, n);
  }

  @Override
  default void convolutionGradient(
      BatchTensor x,
      BatchTensor outGradient,
      Window window,
      int groups,
      ParameterTensor weightGradient,
      int n) {
    families().convolutions().weightGradient(x, outGradient, window, groups, weightGradient, n);
  }

  @Override
  default void convolutionInputGradient(
      BatchTensor outGradient,
      ParameterTensor weight,
      Window window,
      int groups,
      BatchTensor xGradient,
      int n) {
    families().convolutions().inputGradient(outGradient, weight, window, groups, xGradient, n);
  }

  @Override
  default void addChannelBias(BatchTensor x, ParameterTensor bias, BatchTensor out, int n) {
    int channels = x.size(0);
    int positions = (int) (x.rowLength() / channels);
    families()
        .channelBias()
        .add(x.floats(n), bias.floats(), channels, positions, out.floats(n), n * channels);
  }

  @Override
  default void channelBiasGradient(BatchTensor outGradient, ParameterTensor biasGradient, int n) {
    int channels = outGradient.size(0);
    int positions = (int) (outGradient.rowLength() / channels);
    families()
        .channelBias()
        .sum(tiles(), outGradient.floats(n), channels, positions, n, biasGradient.floats());
  }
}
