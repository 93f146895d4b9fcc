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
  private final PaddedPlane padded;
  private final FlatPlane flat;
  private ReadPlane plane;
  private boolean isDense;
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

  /** The numbers of one image in a row of the matrices. */
  private int imageLength;

  ColumnBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
    this.padded = new PaddedPlane(shape);
    this.flat = new FlatPlane(shape);
    this.plane = padded;
  }

  /**
   * Chooses how planes are read, and allocates for the largest block.
   *
   * @param withoutGaps whether rows of outputs follow each other as in the image
   */
  void require(boolean isFlat, boolean withoutGaps) {
    plane = isFlat ? flat : padded;
    isDense = withoutGaps;
    plane.require(blocks.rows(), blocks.columns());
    row = ConvolutionWork.atLeast(width(), row);
    dense = ConvolutionWork.atLeast(blocks.rows() * blocks.columns(), dense);
  }

  /** Returns the length of the rows of the matrices of the largest block. */
  int width() {
    return blocks.images() * blocks.rows() * pitch(blocks.columns());
  }

  private int pitch(int width) {
    return isDense ? width : plane.pitch(width);
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
    pitch = pitch(columns);
    imageLength = rows * pitch;
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
          putRun(tap, memory, target);
          target += length;
        }
      }
    }
  }

  private void putRun(int tap, FloatMemory memory, long index) {
    float[] numbers = plane.numbers(tap);
    int from = plane.offset(tap);
    int distance = plane.pitch(columns);
    if (distance == pitch) {
      memory.put(index, numbers, from, imageLength);
    } else {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(numbers, from + r * distance, dense, r * columns, columns);
      }
      memory.put(index, dense, imageLength);
    }
  }

  /** Returns the number of images of the block. */
  int images() {
    return images;
  }

  /** Returns the number of columns of the matrices for one image. */
  int imageLength() {
    return imageLength;
  }

  /** Writes the bias of the filters of a group as their outputs for one image. */
  void writeBias(int image, int group, float[] bias, FloatMemory out) {
    int filters = shape.filtersOfGroup();
    for (int filter = group * filters; filter < (group + 1) * filters; filter++) {
      Arrays.fill(dense, 0, imageLength, bias[filter]);
      out.put(place(image, filter), dense, imageLength);
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
      if (biased) {
        add(bias[filter], row, length);
      }
      for (int image = 0; image < images; image++) {
        if (pitch == columns) {
          out.put(place(image, filter), row, image * imageLength, size);
        } else {
          for (int r = 0; r < rows; r++) {
            int from = image * imageLength + r * pitch;
            System.arraycopy(row, from, dense, r * columns, columns);
          }
          out.put(place(image, filter), dense, size);
        }
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
        long place = place(image, group * filters + f);
        if (pitch == columns) {
          outGradient.get(place, row, image * imageLength, size);
        } else {
          outGradient.get(place, dense, size);
          for (int r = 0; r < rows; r++) {
            int to = image * imageLength + r * pitch;
            System.arraycopy(dense, r * columns, row, to, columns);
          }
        }
      }
      memory.put(index + (long) f * length, row, length);
    }
  }

  /**
   * Adds up columns of some channels, [channels · taps × length], to the gradient of whole images,
   * which are padded.
   */
  void addColumns(
      FloatMemory memory, long index, int firstChannel, int channels, FloatMemory xGradient) {
    int length = length();
    for (int image = 0; image < images; image++) {
      long from = index + (long) image * imageLength;
      long channel = (long) (firstImage + image) * shape.channels + firstChannel;
      for (int c = 0; c < channels; c++) {
        padded.clear();
        for (int tap = 0; tap < shape.taps(); tap++) {
          memory.get(from, row, imageLength);
          padded.add(tap, row, imageLength);
          from += length;
        }
        padded.write(xGradient, channel + c);
      }
    }
  }

  /** Where the outputs of the block begin, for an image and a filter. */
  long place(int image, int filter) {
    long outPlane = (long) (firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + firstRow) * shape.outWidth + firstColumn;
  }
}
