package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** One block of outputs of a convolution, as a piece computes it, and what its taps read. */
class ConvolutionBlock {
  final ConvolutionShape shape;
  private final ConvolutionBlocks blocks;
  private final PaddedPlane padded;
  private final FlatPlane flat;

  /** What adds up the gradients of whole images. */
  final GatheredPlanes gathered;

  private ReadPlane plane;
  private boolean isDense;

  /** What each tap reads for all outputs of the block. */
  float[][] taps = {};

  /** The outputs of a filter, or their gradients. */
  float[] row = {};

  private float[] dense = {};

  int firstImage;
  int images;
  int firstRow;
  int rows;
  int firstColumn;
  int columns;

  /** The distance of the rows of outputs. */
  int pitch;

  /** The number of outputs of an image, with those without meaning. */
  int imageLength;

  /** That of the block. */
  int length;

  ConvolutionBlock(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
    this.padded = new PaddedPlane(shape);
    this.flat = new FlatPlane(shape);
    this.gathered = new GatheredPlanes(shape);
    this.plane = padded;
  }

  /**
   * Chooses how planes are read, and allocates for the largest block.
   *
   * @param isFlat whether planes are {@link FlatPlane}s
   * @param withoutGaps whether rows of outputs follow each other as in the image
   * @param channels of how many channels at once there are taps
   */
  final void require(boolean isFlat, boolean withoutGaps, int channels) {
    if (GatheredPlanes.isFor(shape)) {
      plane = gathered;
    } else {
      plane = isFlat ? flat : padded;
    }
    isDense = withoutGaps;
    plane.require(blocks);
    requireRows();
    taps = FloatArrays.atLeast(channels * shape.taps(), most(), taps);
  }

  /** Prepares for adding up gradients of whole images. */
  final void requireGradient() {
    plane = gathered;
    gathered.require(blocks);
    requireRows();
  }

  private void requireRows() {
    row = FloatArrays.atLeast(most(), row);
    dense = FloatArrays.atLeast(blocks.rows() * blocks.columns(), dense);
  }

  /** Returns the length of the largest block. */
  final int most() {
    return blocks.images() * blocks.rows() * pitch(blocks.columns());
  }

  private int pitch(int width) {
    return isDense ? width : plane.pitch(width);
  }

  /** Begins with a block. */
  final void begin(int block) {
    firstImage = blocks.firstImage(block);
    images = blocks.images(block);
    firstRow = blocks.firstRow(block);
    rows = blocks.rows(block);
    firstColumn = blocks.firstColumn(block);
    columns = blocks.columns(block);
    pitch = pitch(columns);
    imageLength = rows * pitch;
    length = images * imageLength;
    plane.begin(this);
  }

  /** Reads what the taps read of a channel. */
  final void readTaps(FloatMemory x, int channel, int first) {
    plane.read(x, channel, taps, first);
  }

  /** Reads gradients of the outputs of a filter; the others are 0. */
  final void readRow(FloatMemory outGradient, int filter) {
    if (pitch == columns) {
      for (int image = 0; image < images; image++) {
        outGradient.get(place(image, filter), row, image * imageLength, imageLength);
      }
      return;
    }
    Arrays.fill(row, 0, length, 0);
    for (int image = 0; image < images; image++) {
      outGradient.get(place(image, filter), dense, rows * columns);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(dense, r * columns, row, image * imageLength + r * pitch, columns);
      }
    }
  }

  /** Writes the outputs of a filter to where they belong. */
  final void writeRow(int filter, FloatMemory out) {
    for (int image = 0; image < images; image++) {
      if (pitch == columns) {
        out.put(place(image, filter), row, image * imageLength, imageLength);
      } else {
        for (int r = 0; r < rows; r++) {
          System.arraycopy(row, image * imageLength + r * pitch, dense, r * columns, columns);
        }
        out.put(place(image, filter), dense, rows * columns);
      }
    }
  }

  /** Returns where the outputs of the block begin, for an image and a filter. */
  final long place(int image, int filter) {
    long outPlane = (long) (firstImage + image) * shape.filters + filter;
    return (outPlane * shape.outHeight + firstRow) * shape.outWidth + firstColumn;
  }
}
