package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatSums;

/**
 * One block of {@link TapConvolution}: what each tap reads for all outputs of the block, for the
 * channels of one group, in arrays of their own, because Java compiles loops to vector instructions
 * if all indices are the counter.
 */
final class TapBlock {
  private final ConvolutionShape shape;
  private final ConvolutionBlocks blocks;
  private final PaddedPlane padded;
  private final FlatPlane flat;
  private ReadPlane plane;

  /** What each tap of each channel reads. */
  private float[][] taps = {};

  /** For each weight of a group, products that are added up element by element. */
  private float[][] sums = {};

  /** The length of the arrays in the largest block. */
  private int most;

  private float[] row = {};
  private float[] dense = {};
  private int firstImage;
  private int images;
  private int firstRow;
  private int rows;
  private int firstColumn;
  private int columns;

  /** The distance of the rows of outputs. */
  private int pitch;

  private int imageLength;
  private int length;

  TapBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
    this.padded = new PaddedPlane(shape);
    this.flat = new FlatPlane(shape);
    this.plane = padded;
  }

  /** Chooses how planes are read, and allocates for the largest block. */
  void require(boolean isFlat, boolean forGradient) {
    plane = isFlat ? flat : padded;
    most = blocks.images() * blocks.rows() * plane.pitch(blocks.columns());
    plane.require(blocks.rows(), blocks.columns());
    row = ConvolutionWork.atLeast(most, row);
    dense = ConvolutionWork.atLeast(blocks.rows() * blocks.columns(), dense);
    taps = ConvolutionWork.atLeast(shape.depth(), most, taps);
    if (forGradient) {
      sums = ConvolutionWork.atLeast(shape.depth() * shape.filtersOfGroup(), most, sums);
    }
  }

  /** Begins with a block. */
  void begin(int block) {
    firstImage = blocks.firstImage(block);
    images = blocks.images(block);
    firstRow = blocks.firstRow(block);
    rows = blocks.rows(block);
    firstColumn = blocks.firstColumn(block);
    columns = blocks.columns(block);
    plane.begin(firstRow, firstColumn, rows, columns);
    pitch = plane.pitch(columns);
    imageLength = rows * pitch;
    length = images * imageLength;
  }

  /** Reads the channels of a group. */
  void readTaps(FloatMemory x, int group) {
    int channels = shape.channelsOfGroup();
    for (int c = 0; c < channels; c++) {
      for (int image = 0; image < images; image++) {
        long channel = (long) (firstImage + image) * shape.channels + (long) group * channels + c;
        plane.read(x, channel);
        for (int tap = 0; tap < shape.taps(); tap++) {
          System.arraycopy(
              plane.numbers(tap),
              plane.offset(tap),
              taps[c * shape.taps() + tap],
              image * imageLength,
              imageLength);
        }
      }
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
    for (int image = 0; image < images; image++) {
      if (pitch == columns) {
        out.put(place(image, filter), row, image * imageLength, imageLength);
      } else {
        for (int r = 0; r < rows; r++) {
          int from = image * imageLength + r * pitch;
          System.arraycopy(row, from, dense, r * columns, columns);
        }
        out.put(place(image, filter), dense, rows * columns);
      }
    }
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
    for (int i = 0; i < shape.depth() * shape.filtersOfGroup(); i++) {
      Arrays.fill(sums[i], 0, most, 0);
    }
  }

  /** Adds the products of a filter's gradient and what its group reads, element by element. */
  void addProducts(FloatMemory outGradient, int group, int filterOfGroup) {
    int filter = group * shape.filtersOfGroup() + filterOfGroup;
    Arrays.fill(row, 0, length, 0);
    for (int image = 0; image < images; image++) {
      if (pitch == columns) {
        outGradient.get(place(image, filter), row, image * imageLength, imageLength);
      } else {
        outGradient.get(place(image, filter), dense, rows * columns);
        for (int r = 0; r < rows; r++) {
          int to = image * imageLength + r * pitch;
          System.arraycopy(dense, r * columns, row, to, columns);
        }
      }
    }
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
    int count = shape.depth() * shape.filtersOfGroup();
    for (int i = 0; i < count; i++) {
      double sum = FloatSums.sum(sums[i], most);
      gradient.put((long) group * count + i, (float) sum);
    }
  }

  private long place(int image, int filter) {
    long outPlane = (long) (firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + firstRow) * shape.outWidth + firstColumn;
  }
}
