package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The rows of an image one after the other, without zeros between them, for windows that move by
 * one and as many columns of outputs as an image has: a run then contains outputs only.
 *
 * <p>A tap that reads some columns to the right of an output would read the first columns of the
 * next row at the end of a row. They are zeros in a copy for the taps of this column, and the last
 * columns are for taps to the left.
 */
final class FlatPlane extends SinglePlane {
  private float[] plain = {};

  /** For each column of the window. */
  private float[][] byColumn = {};

  private int start;

  /** The rows of the image that are read. */
  private int from;

  private int to;

  FlatPlane(ConvolutionShape shape) {
    super(shape);
  }

  /** Returns whether the shape has runs without gaps, if blocks have whole rows. */
  static boolean isFor(ConvolutionShape shape) {
    return shape.strideHeight == 1 && shape.strideWidth == 1 && shape.width == shape.outWidth;
  }

  @Override
  public void require(ConvolutionBlocks blocks) {
    int length = length(blocks.rows());
    plain = FloatArrays.atLeast(length, plain);
    if (byColumn.length < shape.kernelWidth) {
      byColumn = Arrays.copyOf(byColumn, shape.kernelWidth);
    }
    for (int j = 0; j < shape.kernelWidth; j++) {
      if (byColumn[j] == null || byColumn[j].length < length) {
        byColumn[j] = new float[length];
      }
    }
  }

  private int length(int rows) {
    return (rows + (shape.kernelHeight - 1) * shape.dilationHeight) * shape.width
        + Math.max(shape.left, (shape.kernelWidth - 1) * shape.dilationWidth);
  }

  @Override
  public int pitch(int columns) {
    return columns;
  }

  @Override
  public void begin(ConvolutionBlock newBlock) {
    block = newBlock;
    int rows = block.rows;
    int firstRow = block.firstRow - shape.top;
    from = Math.max(0, firstRow);
    to = Math.min(shape.height, firstRow + rows + shape.beyondRows());
    start = shape.left + (from - firstRow) * shape.width;
    Arrays.fill(plain, 0, length(rows), 0);
    for (int j = 0; j < shape.kernelWidth; j++) {
      Arrays.fill(byColumn[j], 0, length(rows), 0);
    }
  }

  @Override
  void read(FloatMemory x, long plane) {
    if (from >= to) {
      return;
    }
    int length = (to - from) * shape.width;
    x.get((plane * shape.height + from) * shape.width, plain, start, length);
    for (int j = 0; j < shape.kernelWidth; j++) {
      int right = right(j);
      if (right != 0) {
        System.arraycopy(plain, start, byColumn[j], start, length);
        int firstZero = right > 0 ? 0 : Math.max(0, shape.width + right);
        int endZero = right > 0 ? Math.min(right, shape.width) : shape.width;
        clearColumns(byColumn[j], length, firstZero, endZero);
      }
    }
  }

  private void clearColumns(float[] x, int length, int firstZero, int endZero) {
    for (int column = start + firstZero; column < start + endZero; column++) {
      for (int i = column; i < start + length; i += shape.width) {
        x[i] = 0;
      }
    }
  }

  /** Returns how far to the right of an output a column of the window reads. */
  private int right(int j) {
    return j * shape.dilationWidth - shape.left;
  }

  @Override
  float[] numbers(int tap) {
    int j = tap % shape.kernelWidth;
    return right(j) == 0 ? plain : byColumn[j];
  }

  @Override
  int offset(int tap) {
    return tap / shape.kernelWidth * shape.dilationHeight * shape.width
        + tap % shape.kernelWidth * shape.dilationWidth;
  }
}
