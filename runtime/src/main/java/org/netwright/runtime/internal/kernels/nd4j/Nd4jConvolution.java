package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Products.multiply;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ConvolutionKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;

/**
 * Convolutions as plain ND4J: for each tap of the window and each group of channels, the tap's part
 * of the weight is multiplied by what the tap reads.
 */
interface Nd4jConvolution extends ConvolutionKernels {

  @Override
  default void convolution(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor bias,
      Window window,
      int groups,
      BatchTensor out,
      int n) {
    convolution(x, weight, window, groups, out, n);
    addChannelBias(out, bias, out, n);
  }

  @Override
  default void convolution(
      BatchTensor x, ParameterTensor weight, Window window, int groups, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      ConvolutionTaps images = new ConvolutionTaps(x, out, window, groups, n, scope);
      images.fill(x.rows(n));
      INDArray weights = images.weights(weight);
      INDArray sums = images.newOutputs();
      INDArray product = images.newOutputs();
      for (int tap = 0; tap < images.taps(); tap++) {
        INDArray columns = images.columns(tap);
        for (int group = 0; group < groups; group++) {
          multiply(
              weights.slice(tap).slice(group),
              false,
              images.ofGroup(columns, group),
              false,
              images.ofGroup(product, group));
        }
        sums.addi(product);
      }
      images.writeOutputs(sums, out.rows(n));
    }
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
    try (Temporaries scope = new Temporaries()) {
      ConvolutionTaps images = new ConvolutionTaps(x, outGradient, window, groups, n, scope);
      images.fill(x.rows(n));
      INDArray gradient = images.outputs(outGradient.rows(n));
      INDArray weights = images.newWeights();
      for (int tap = 0; tap < images.taps(); tap++) {
        INDArray columns = images.columns(tap);
        for (int group = 0; group < groups; group++) {
          multiply(
              images.ofGroup(gradient, group),
              false,
              images.ofGroup(columns, group),
              true,
              weights.slice(tap).slice(group));
        }
      }
      images.writeWeights(weights, weightGradient);
    }
  }

  @Override
  default void convolutionInputGradient(
      BatchTensor outGradient,
      ParameterTensor weight,
      Window window,
      int groups,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      ConvolutionTaps images =
          new ConvolutionTaps(xGradient, outGradient, window, groups, n, scope);
      INDArray gradient = images.outputs(outGradient.rows(n));
      INDArray weights = images.weights(weight);
      INDArray columns = images.newColumns();
      for (int tap = 0; tap < images.taps(); tap++) {
        for (int group = 0; group < groups; group++) {
          multiply(
              weights.slice(tap).slice(group),
              true,
              images.ofGroup(gradient, group),
              false,
              images.ofGroup(columns, group));
        }
        images.add(tap, columns);
      }
      INDArray rows = xGradient.rows(n);
      rows.assign(scope.copy(images.image()).reshape(rows.shape()));
    }
  }

  @Override
  default void addChannelBias(BatchTensor x, ParameterTensor bias, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray sums = channels(x, n, scope).addiColumnVector(scope.copy(bias.array()));
      long[] shape = {sums.size(0), n, sums.size(1) / n};
      INDArray rows = out.rows(n);
      rows.assign(scope.copy(sums.reshape(shape).permute(1, 0, 2)).reshape(rows.shape()));
    }
  }

  @Override
  default void channelBiasGradient(BatchTensor outGradient, ParameterTensor biasGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      biasGradient.array().assign(scope.own(channels(outGradient, n, scope).sum(1)));
    }
  }

  /** Returns a copy with one channel a row, [channels × n · positions]. */
  private static INDArray channels(BatchTensor x, int n, Temporaries scope) {
    long channels = x.shape()[0];
    long positions = x.rowLength() / channels;
    INDArray planes = x.rows(n).reshape(n, channels, positions).permute(1, 0, 2);
    return scope.copy(planes).reshape(channels, n * positions);
  }
}
