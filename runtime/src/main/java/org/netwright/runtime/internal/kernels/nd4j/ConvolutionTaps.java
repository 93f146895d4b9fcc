package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;

/**
 * A batch of images in zeros, and what the places of a window, its taps, read of it: for all
 * outputs, a tap reads a strided view.
 */
final class ConvolutionTaps {
  private final Window window;
  private final int groups;
  private final long n;
  private final long channels;
  private final long height;
  private final long width;
  private final long filters;
  private final long outHeight;
  private final long outWidth;
  private final INDArray padded;
  private final Temporaries scope;

  /** Pads images of the shape of {@code x}, which are zeros until {@link #fill} is called. */
  ConvolutionTaps(
      BatchTensor x, BatchTensor out, Window window, int groups, int n, Temporaries scope) {
    long[] in = x.shape();
    long[] outputs = out.shape();
    this.window = window;
    this.groups = groups;
    this.n = n;
    this.channels = in[0];
    this.height = rows(in);
    this.width = in[in.length - 1];
    this.filters = outputs[0];
    this.outHeight = rows(outputs);
    this.outWidth = outputs[outputs.length - 1];
    this.scope = scope;
    long lastRow = (outHeight - 1) * window.strideHeight();
    long lastColumn = (outWidth - 1) * window.strideWidth();
    this.padded =
        scope.own(
            Nd4j.zeros(
                x.dataType(),
                n,
                channels,
                Math.max(
                    window.top() + height,
                    lastRow + (window.height() - 1L) * window.dilationHeight() + 1),
                Math.max(
                    window.left() + width,
                    lastColumn + (window.width() - 1L) * window.dilationWidth() + 1)));
  }

  /** A signal has the height 1. */
  private static long rows(long[] shape) {
    return shape.length == 2 ? 1 : shape[1];
  }

  int taps() {
    return window.height() * window.width();
  }

  /** Writes the images. */
  void fill(INDArray x) {
    image().assign(x.reshape(n, channels, height, width));
  }

  /** Returns the images without the padding, a view [n × channels × height × width]. */
  INDArray image() {
    return view(height, width, 1, 1, window.top(), window.left());
  }

  /** Returns what a tap reads for all outputs, a view [channels × n × outHeight × outWidth]. */
  INDArray tap(int tap) {
    long row = tap / window.width() * (long) window.dilationHeight();
    long column = tap % window.width() * (long) window.dilationWidth();
    return view(outHeight, outWidth, window.strideHeight(), window.strideWidth(), row, column)
        .permute(1, 0, 2, 3);
  }

  private INDArray view(
      long rows, long columns, int rowStep, int columnStep, long firstRow, long firstColumn) {
    long pitch = padded.size(3);
    long plane = padded.size(2) * pitch;
    long[] shape = {n, channels, rows, columns};
    long[] strides = {channels * plane, plane, rowStep * pitch, columnStep};
    return Nd4j.create(padded.data(), shape, strides, firstRow * pitch + firstColumn, 'c');
  }

  /** Returns a copy of what a tap reads, [channels × positions]. */
  INDArray columns(int tap) {
    return scope.copy(tap(tap)).reshape(channels, n * outHeight * outWidth);
  }

  /** Adds numbers, [channels × positions], to what a tap reads. */
  void add(int tap, INDArray columns) {
    tap(tap).addi(columns.reshape(channels, n, outHeight, outWidth));
  }

  /** Returns the rows of a matrix that belong to a group: its channels, or its filters. */
  INDArray ofGroup(INDArray matrix, int group) {
    long size = matrix.size(0) / groups;
    return matrix.get(NDArrayIndex.interval(group * size, (group + 1) * size), NDArrayIndex.all());
  }

  /** Returns a new matrix [channels × positions]. */
  INDArray newColumns() {
    return newArray(channels, n * outHeight * outWidth);
  }

  /** Returns a new matrix [filters × positions]. */
  INDArray newOutputs() {
    return newArray(filters, n * outHeight * outWidth);
  }

  private INDArray newArray(long... shape) {
    return scope.own(Nd4j.zeros(padded.dataType(), shape));
  }

  /** Returns a copy of the outputs, [filters × positions]. */
  INDArray outputs(INDArray out) {
    INDArray images = out.reshape(n, filters, outHeight, outWidth).permute(1, 0, 2, 3);
    return scope.copy(images).reshape(filters, n * outHeight * outWidth);
  }

  /** Writes outputs, [filters × positions], to [n × filters × outHeight × outWidth]. */
  void writeOutputs(INDArray outputs, INDArray out) {
    INDArray images = outputs.reshape(filters, n, outHeight, outWidth).permute(1, 0, 2, 3);
    out.assign(scope.copy(images).reshape(out.shape()));
  }

  /** Returns a copy of a weight, [taps × groups × filters of a group × channels of a group]. */
  INDArray weights(ParameterTensor weight) {
    INDArray parts =
        scope.copy(weight.array()).reshape(groups, filters / groups, channels / groups, taps());
    return scope.copy(parts.permute(3, 0, 1, 2));
  }

  /** Returns new zeros for a gradient, of the shape of {@link #weights}. */
  INDArray newWeights() {
    return newArray(taps(), groups, filters / groups, channels / groups);
  }

  /** Writes what has the shape of {@link #weights} to a weight. */
  void writeWeights(INDArray weights, ParameterTensor weight) {
    INDArray array = weight.array();
    array.assign(scope.copy(weights.permute(1, 2, 3, 0)).reshape(array.shape()));
  }
}
