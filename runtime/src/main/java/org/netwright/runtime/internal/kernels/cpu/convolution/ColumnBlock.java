package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.FloatProduct;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * One block of a convolution by products: what its outputs read, one output a column, and the
 * outputs, one filter a row, in scratch memory.
 */
final class ColumnBlock extends ConvolutionBlock {
  final FloatProduct product = new FloatProduct();

  ColumnBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    super(shape, blocks);
  }

  /** Writes what the outputs read of a group of channels, [channels · taps × length]. */
  void readColumns(FloatMemory x, int group, FloatMemory memory, long index) {
    int channels = shape.channelsOfGroup();
    long target = index;
    for (int c = 0; c < channels; c++) {
      readTaps(x, group * channels + c, 0);
      for (int tap = 0; tap < shape.taps(); tap++) {
        memory.put(target, taps[tap], length);
        target += length;
      }
    }
  }

  /** Writes the bias of the filters of a group as their outputs for one image. */
  void writeBias(int image, int group, float[] bias, FloatMemory out) {
    int filters = shape.filtersOfGroup();
    for (int filter = group * filters; filter < (group + 1) * filters; filter++) {
      Arrays.fill(row, 0, imageLength, bias[filter]);
      out.put(place(image, filter), row, imageLength);
    }
  }

  /** Writes the outputs of a group, [filters × length], to where they belong, plus a bias. */
  void writeOutputs(
      FloatMemory memory, long index, int group, float[] bias, boolean biased, FloatMemory out) {
    int filters = shape.filtersOfGroup();
    for (int f = 0; f < filters; f++) {
      int filter = group * filters + f;
      memory.get(index + (long) f * length, row, length);
      if (biased) {
        add(bias[filter], row, length);
      }
      writeRow(filter, out);
    }
  }

  private static void add(float number, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += number;
    }
  }

  /** Reads gradients of the outputs of a group, [filters × length]. */
  void readOutputs(FloatMemory outGradient, int group, FloatMemory memory, long index) {
    int filters = shape.filtersOfGroup();
    for (int f = 0; f < filters; f++) {
      readRow(outGradient, group * filters + f);
      memory.put(index + (long) f * length, row, length);
    }
  }

  /**
   * Adds up columns of some channels, [channels · taps × length], to the gradient of whole images.
   */
  void addColumns(
      FloatMemory memory, long index, int firstChannel, int channels, FloatMemory xGradient) {
    long from = index;
    for (int c = 0; c < channels; c++) {
      gathered.clear();
      for (int tap = 0; tap < shape.taps(); tap++) {
        memory.get(from, row, length);
        gathered.add(tap, row, 1);
        from += length;
      }
      gathered.write(xGradient, firstChannel + c);
    }
  }
}
