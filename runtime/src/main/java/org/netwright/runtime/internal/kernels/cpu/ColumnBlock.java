package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * One block of a convolution, as a piece computes it: what its outputs read, one output a column,
 * and the outputs, one filter a row, in scratch memory.
 */
final class ColumnBlock {
  final Product product = new Product();
  private final ConvolutionShape shape;
  private final ConvolutionBlocks blocks;
  private final PaddedPlane plane;
  private float[] row = {};
  private float[] dense = {};

  private int firstImage;
  private int images;
  private int firstRow;
  private int rows;
  private int firstColumn;
  private int columns;

  /** The numbers of one image in a row of the matrices. */
  private int imageLength;

  ColumnBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
    this.plane = new PaddedPlane(shape);
  }

  /** Allocates for the largest block. */
  void require() {
    plane.require(blocks.rows(), blocks.columns());
    row = ConvolutionWork.atLeast(width(), row);
    dense = ConvolutionWork.atLeast(blocks.rows() * blocks.columns(), dense);
  }

  /** Returns the length of the rows of the matrices of the largest block. */
  int width() {
    return blocks.images() * blocks.rows() * plane.pitch(blocks.columns());
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
    imageLength = rows * plane.pitch();
  }

  /** Returns the number of columns of the matrices, some of which are without meaning. */
  int length() {
    return images * imageLength;
  }

  /** Writes what the outputs read of a group of channels, [channels · taps × length]. */
  void readColumns(FloatMemory x, int group, FloatMemory memory, long index) {
    int channels = shape.channelsOfGroup();
    int length = length();
    for (int image = 0; image < images; image++) {
      long target = index + (long) image * imageLength;
      long channel = (long) (firstImage + image) * shape.channels + (long) group * channels;
      for (int c = 0; c < channels; c++) {
        plane.read(x, channel + c);
        for (int tap = 0; tap < shape.taps(); tap++) {
          memory.put(target, plane.numbers, plane.offset(tap), imageLength);
          target += length;
        }
      }
    }
  }

  /** Writes the outputs of a group, [filters × length], to where they belong, plus a bias. */
  void writeOutputs(
      FloatMemory memory, long index, int group, float[] bias, boolean biased, FloatMemory out) {
    int filters = shape.filtersOfGroup();
    int length = length();
    int size = rows * columns;
    for (int f = 0; f < filters; f++) {
      int filter = group * filters + f;
      memory.get(index + (long) f * length, row, length);
      for (int image = 0; image < images; image++) {
        for (int r = 0; r < rows; r++) {
          int from = image * imageLength + r * plane.pitch();
          System.arraycopy(row, from, dense, r * columns, columns);
        }
        if (biased) {
          add(bias[filter], dense, size);
        }
        out.put(place(image, filter), dense, size);
      }
    }
  }

  private static void add(float number, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += number;
    }
  }

  /** Reads gradients of the outputs of a group, [filters × length]; the others are 0. */
  void readOutputs(FloatMemory outGradient, int group, FloatMemory memory, long index) {
    int filters = shape.filtersOfGroup();
    int length = length();
    int size = rows * columns;
    Arrays.fill(row, 0, length, 0);
    for (int f = 0; f < filters; f++) {
      for (int image = 0; image < images; image++) {
        outGradient.get(place(image, group * filters + f), dense, size);
        for (int r = 0; r < rows; r++) {
          int to = image * imageLength + r * plane.pitch();
          System.arraycopy(dense, r * columns, row, to, columns);
        }
      }
      memory.put(index + (long) f * length, row, length);
    }
  }

  /**
   * Adds up columns of some channels, [channels · taps × length], to the gradient of whole images.
   */
  void addColumns(
      FloatMemory memory, long index, int firstChannel, int channels, FloatMemory xGradient) {
    int length = length();
    for (int image = 0; image < images; image++) {
      long from = index + (long) image * imageLength;
      long channel = (long) (firstImage + image) * shape.channels + firstChannel;
      for (int c = 0; c < channels; c++) {
        plane.clear();
        for (int tap = 0; tap < shape.taps(); tap++) {
          memory.get(from, row, imageLength);
          plane.add(tap, row, imageLength);
          from += length;
        }
        plane.write(xGradient, channel + c);
      }
    }
  }

  private long place(int image, int filter) {
    long outPlane = (long) (firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + firstRow) * shape.outWidth + firstColumn;
  }
}
