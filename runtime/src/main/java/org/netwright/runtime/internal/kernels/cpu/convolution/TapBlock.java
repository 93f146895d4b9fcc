package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatSums;

/**
 * One block of {@link TapConvolution}: what each tap reads for all outputs of the block, for the
 * channels of one group, in arrays of their own, because Java compiles loops to vector instructions
 * if all indices are the counter.
 */
final class TapBlock extends ConvolutionBlock {
  /** For each weight of a group, products that are added up element by element. */
  private float[][] sums = {};

  TapBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    super(shape, blocks);
  }

  /** Allocates for the gradient of the weight of a group. */
  void requireSums() {
    sums = FloatArrays.atLeast(weights(), most(), sums);
  }

  /** Returns the number of weights of a group. */
  private int weights() {
    return shape.depth() * shape.filtersOfGroup();
  }

  /** Reads the channels of a group. */
  void readGroup(FloatMemory x, int group) {
    int channels = shape.channelsOfGroup();
    for (int c = 0; c < channels; c++) {
      readTaps(x, group * channels + c, c * shape.taps());
    }
  }

  /** Writes the outputs of a filter. */
  void writeOutputs(int filter, float[] weights, float bias, FloatMemory out) {
    int depth = shape.depth();
    int weight = filter * depth;
    Arrays.fill(row, 0, length, bias);
    int tap = 0;
    for (; tap + 2 < depth; tap += 3) {
      addScaled(
          taps[tap],
          weights[weight + tap],
          taps[tap + 1],
          weights[weight + tap + 1],
          taps[tap + 2],
          weights[weight + tap + 2],
          row,
          length);
    }
    for (; tap < depth; tap++) {
      addScaled(taps[tap], weights[weight + tap], row, length);
    }
    writeRow(filter, out);
  }

  private static void addScaled(
      float[] x, float a, float[] y, float b, float[] z, float c, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] = sums[i] + a * x[i] + b * y[i] + c * z[i];
    }
  }

  private static void addScaled(float[] x, float factor, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += factor * x[i];
    }
  }

  /** Begins with the gradient of the weight of a group. */
  void clearSums() {
    for (int i = 0; i < weights(); i++) {
      Arrays.fill(sums[i], 0, most(), 0);
    }
  }

  /** Adds the products of a filter's gradient and what its group reads, element by element. */
  void addProducts(FloatMemory outGradient, int group, int filterOfGroup) {
    readRow(outGradient, group * shape.filtersOfGroup() + filterOfGroup);
    int depth = shape.depth();
    for (int tap = 0; tap < depth; tap++) {
      addProducts(row, taps[tap], sums[filterOfGroup * depth + tap], length);
    }
  }

  private static void addProducts(float[] x, float[] y, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] * y[i];
    }
  }

  /** Writes the gradient of the weight of a group. */
  void writeGradient(int group, FloatMemory gradient) {
    for (int i = 0; i < weights(); i++) {
      double sum = FloatSums.sum(sums[i], most());
      gradient.put((long) group * weights() + i, (float) sum);
    }
  }

  /** Writes the gradient of the channels of a group, of whole images. */
  void writeInputGradient(
      FloatMemory outGradient, float[] weights, int group, FloatMemory xGradient) {
    int depth = shape.depth();
    int filters = shape.filtersOfGroup();
    for (int c = 0; c < shape.channelsOfGroup(); c++) {
      gathered.clear();
      for (int filter = group * filters; filter < (group + 1) * filters; filter++) {
        readRow(outGradient, filter);
        for (int tap = 0; tap < shape.taps(); tap++) {
          gathered.add(tap, row, weights[filter * depth + c * shape.taps() + tap]);
        }
      }
      gathered.write(xGradient, group * shape.channelsOfGroup() + c);
    }
  }
}
