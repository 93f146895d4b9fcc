package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * A plane with zeros around it, for windows that move by one. Its rows are longer than those of
 * outputs; the distance of rows, the pitch, is also that of the outputs of a run, and those past
 * the end of a row are without meaning.
 */
final class PaddedPlane extends SinglePlane {
  private float[] numbers = {};

  /** The rows that are read, without zeros between them. */
  private float[] source = {};

  /** The rows of the image that are read. */
  private int from;

  private int to;

  /** The columns of the image that are read. */
  private int left;

  private int width;

  private int pitch;

  /** Where the numbers of the image begin. */
  private int start;

  PaddedPlane(ConvolutionShape shape) {
    super(shape);
  }

  @Override
  public void require(ConvolutionBlocks blocks) {
    numbers = FloatArrays.atLeast(length(blocks.rows(), blocks.columns()), numbers);
    int rows = Math.min(shape.height, blocks.rows() + shape.beyondRows());
    source = FloatArrays.atLeast(rows * shape.width, source);
  }

  /** The last run is as long as all others, and ends after the last row. */
  private int length(int rows, int columns) {
    return (rows + shape.beyondRows() + 1) * pitch(columns);
  }

  @Override
  public int pitch(int columns) {
    return columns + shape.beyond();
  }

  @Override
  public void begin(ConvolutionBlock newBlock) {
    block = newBlock;
    pitch = pitch(block.columns);
    int firstRow = block.firstRow - shape.top;
    int firstColumn = block.firstColumn - shape.left;
    from = Math.max(0, firstRow);
    to = Math.min(shape.height, firstRow + block.rows + shape.beyondRows());
    left = Math.max(0, firstColumn);
    width = Math.min(shape.width, firstColumn + pitch) - left;
    start = (from - firstRow) * pitch + left - firstColumn;
    Arrays.fill(numbers, 0, length(block.rows, block.columns), 0);
  }

  @Override
  float[] numbers(int tap) {
    return numbers;
  }

  @Override
  int offset(int tap) {
    int row = tap / shape.kernelWidth * shape.dilationHeight;
    return row * pitch + tap % shape.kernelWidth * shape.dilationWidth;
  }

  @Override
  void read(FloatMemory x, long plane) {
    if (from >= to || width <= 0) {
      return;
    }
    if (width < shape.width) {
      for (int row = from; row < to; row++) {
        long first = (plane * shape.height + row) * shape.width + left;
        x.get(first, numbers, start + (row - from) * pitch, width);
      }
      return;
    }
    // Many rows at once: a copy from off-heap memory takes as long as one of a hundred elements.
    x.get((plane * shape.height + from) * width, source, (to - from) * width);
    for (int row = 0; row < to - from; row++) {
      System.arraycopy(source, row * width, numbers, start + row * pitch, width);
    }
  }
}
