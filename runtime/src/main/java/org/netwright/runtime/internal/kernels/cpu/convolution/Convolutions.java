package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;

/**
 * Chooses how a convolution is computed. All of a pass share scratch memory, which grows to what
 * the largest needs.
 */
public final class Convolutions {
  /** Planes of fewer positions are too short for a product for each image. */
  private static final int SHORT_PLANE = 64;

  private final ConvolutionShape shape = new ConvolutionShape();
  private final FloatScratch scratch = new FloatScratch();
  private final FloatScratch reversed = new FloatScratch();
  private final ColumnConvolution columns = new ColumnConvolution(shape, scratch);
  private final ColumnInputGradient columnGradient = new ColumnInputGradient(shape, scratch);
  private final PointwiseConvolution pointwise = new PointwiseConvolution(shape, scratch);
  private final WinogradConvolution winograd = new WinogradConvolution(shape, scratch);
  private final TapConvolution taps = new TapConvolution(shape, scratch);
  private float[] biases = {};
  private float[] weights = {};
  private float[] reversedWeights = {};

  /** Writes the outputs. */
  public void outputs(
      BatchTensor x,
      ParameterTensor weight,
      @Nullable ParameterTensor bias,
      Window window,
      int groups,
      BatchTensor out,
      int n) {
    shape.set(x, out, window, groups, n);
    if (bias != null) {
      biases = FloatArrays.atLeast(shape.filters, biases);
      bias.floats().get(0, biases, shape.filters);
    }
    FloatMemory from = x.floats(n);
    FloatMemory to = out.floats(n);
    if (isPointwise()) {
      pointwise.outputs(from, weight.floats(), biases, bias != null, to);
    } else {
      outputs(from, weight.floats(), bias != null, to);
    }
  }

  private void outputs(FloatMemory x, FloatMemory weight, boolean biased, FloatMemory out) {
    if (TapConvolution.isFor(shape)) {
      taps.outputs(x, weight, biases, biased, out);
    } else if (WinogradConvolution.isFor(shape)) {
      winograd.outputs(x, weight, biases, biased, out);
    } else {
      columns.outputs(x, weight, biases, biased, out);
    }
  }

  /** Writes the gradient of the weight. */
  public void weightGradient(
      BatchTensor x,
      BatchTensor outGradient,
      Window window,
      int groups,
      ParameterTensor weightGradient,
      int n) {
    shape.set(x, outGradient, window, groups, n);
    FloatMemory from = x.floats(n);
    FloatMemory gradient = outGradient.floats(n);
    if (isPointwise()) {
      pointwise.weightGradient(from, gradient, weightGradient.floats());
    } else if (TapConvolution.isFor(shape)) {
      taps.weightGradient(from, gradient, weightGradient.floats());
    } else if (WinogradConvolution.isFor(shape)) {
      winograd.weightGradient(from, gradient, weightGradient.floats());
    } else {
      columns.weightGradient(from, gradient, weightGradient.floats());
    }
  }

  /** Writes the gradient of the input. */
  public void inputGradient(
      BatchTensor outGradient,
      ParameterTensor weight,
      Window window,
      int groups,
      BatchTensor xGradient,
      int n) {
    shape.set(xGradient, outGradient, window, groups, n);
    FloatMemory from = outGradient.floats(n);
    FloatMemory to = xGradient.floats(n);
    if (isPointwise()) {
      pointwise.inputGradient(from, weight.floats(), to);
    } else if (shape.isReversible()) {
      FloatMemory turned = reverse(weight.floats());
      shape.reverse();
      outputs(from, turned, false, to);
    } else if (TapConvolution.isFor(shape)) {
      taps.inputGradient(from, weight.floats(), to);
    } else {
      columnGradient.inputGradient(from, weight.floats(), to);
    }
  }

  private boolean isPointwise() {
    return shape.isPointwise() && (shape.plane() >= SHORT_PLANE || shape.n == 1);
  }

  /**
   * Returns a weight with filters and channels exchanged in each group and its window reversed,
   * [channels × filters / groups × window].
   */
  private FloatMemory reverse(FloatMemory weight) {
    int length = shape.weightLength();
    weights = FloatArrays.atLeast(length, weights);
    reversedWeights = FloatArrays.atLeast(length, reversedWeights);
    weight.get(0, weights, length);
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    int taps = shape.taps();
    int from = 0;
    for (int f = 0; f < shape.filters; f++) {
      int group = f / filters;
      for (int c = 0; c < channels; c++) {
        int to = ((group * channels + c) * filters + f % filters + 1) * taps;
        for (int tap = 0; tap < taps; tap++) {
          to--;
          reversedWeights[to] = weights[from];
          from++;
        }
      }
    }
    FloatMemory memory = reversed.require(length);
    memory.put(0, reversedWeights, length);
    return memory;
  }

  /** Frees the scratch memory. */
  public void close() {
    scratch.close();
    reversed.close();
  }
}
