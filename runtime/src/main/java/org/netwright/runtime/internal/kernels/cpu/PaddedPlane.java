package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * A plane with zeros around it, for any window.
 *
 * <p>It is divided into phases, one for each place within a stride: row q and column r of the phase
 * (i, j) are row q · stride + i and column r · stride + j. The rows of all phases have one length,
 * the pitch. Outputs are then a pitch apart as well, and those past the end of a row are without
 * meaning.
 */
final class PaddedPlane implements ReadPlane {
  /** So many numbers are copied at a time, which is less than memory allows. */
  private static final int CHUNK = 1 << 20;

  private float[] source = {};
  private float[] numbers = {};
  private final ConvolutionShape shape;
  private int firstRow;
  private int firstColumn;
  private int pitch;
  private int phase;
  private int used;

  /** The rows of the image that are read. */
  private int from;

  private int to;

  PaddedPlane(ConvolutionShape shape) {
    this.shape = shape;
  }

  @Override
  public void require(int rows, int columns) {
    numbers = ConvolutionWork.atLeast(length(rows, columns), numbers);
    int most = Math.min(shape.height, phaseRows(rows) * shape.strideHeight);
    source = ConvolutionWork.atLeast(Math.max(most * shape.width, rows * pitch(columns)), source);
  }

  /** The last run is as long as all others, and ends after the last phase. */
  private int length(int rows, int columns) {
    return (phases() * phaseRows(rows) + 1) * pitch(columns);
  }

  private int phases() {
    return shape.strideHeight * shape.strideWidth;
  }

  @Override
  public int pitch(int columns) {
    return columns + shape.beyond();
  }

  private int phaseRows(int rows) {
    return rows + shape.beyondRows();
  }

  @Override
  public void begin(int outRow, int outColumn, int rows, int columns) {
    pitch = pitch(columns);
    phase = phaseRows(rows) * pitch;
    firstRow = outRow * shape.strideHeight - shape.top;
    firstColumn = outColumn * shape.strideWidth - shape.left;
    from = Math.max(0, firstRow);
    to = Math.min(shape.height, firstRow + phaseRows(rows) * shape.strideHeight);
    used = length(rows, columns);
    clear();
  }

  @Override
  public float[] numbers(int tap) {
    return numbers;
  }

  @Override
  public int offset(int tap) {
    int row = tap / shape.kernelWidth * shape.dilationHeight;
    int column = tap % shape.kernelWidth * shape.dilationWidth;
    int phaseRow = row % shape.strideHeight;
    int phaseColumn = column % shape.strideWidth;
    return (phaseRow * shape.strideWidth + phaseColumn) * phase
        + row / shape.strideHeight * pitch
        + column / shape.strideWidth;
  }

  @Override
  public void read(FloatMemory x, long channel) {
    int firstRead = Math.max(0, firstColumn);
    int width = Math.min(shape.width, firstColumn + pitch * shape.strideWidth) - firstRead;
    if (from >= to || width <= 0) {
      return;
    }
    if (width == shape.width) {
      get(x, (channel * shape.height + from) * width, 0, (to - from) * width);
    } else {
      for (int row = from; row < to; row++) {
        long first = (channel * shape.height + row) * shape.width + firstRead;
        get(x, first, (row - from) * width, width);
      }
    }
    for (int row = from; row < to; row++) {
      int target = place(row);
      for (int j = 0; j < shape.strideWidth; j++) {
        int least = least(j);
        int length = end(j) - least;
        int column = least * shape.strideWidth + j + firstColumn;
        copy((row - from) * width + column - firstRead, target + least, length);
        target += phase;
      }
    }
  }

  private void get(FloatMemory x, long first, int target, int length) {
    for (int i = 0; i < length; i += CHUNK) {
      x.get(first + i, source, target + i, Math.min(CHUNK, length - i));
    }
  }

  private void copy(int first, int target, int length) {
    int step = shape.strideWidth;
    if (step == 1) {
      if (length > 0) {
        System.arraycopy(source, first, numbers, target, length);
      }
      return;
    }
    int place = first;
    for (int i = target; i < target + length; i++) {
      numbers[i] = source[place];
      place += step;
    }
  }

  /** Where a row of the image begins in the first of its phases. */
  private int place(int row) {
    int padded = row - firstRow;
    return padded % shape.strideHeight * shape.strideWidth * phase
        + padded / shape.strideHeight * pitch;
  }

  /** The first column of a phase that lies within the image. */
  private int least(int j) {
    int outside = -firstColumn - j;
    return outside <= 0 ? 0 : (outside - 1) / shape.strideWidth + 1;
  }

  /** The end of the columns of a phase that lie within the image. */
  private int end(int j) {
    int inside = shape.width - firstColumn - j;
    return inside <= 0 ? 0 : Math.min(pitch, (inside - 1) / shape.strideWidth + 1);
  }

  /** Sets all to 0. */
  void clear() {
    Arrays.fill(numbers, 0, used, 0);
  }

  /** Adds numbers to what a tap reads for all outputs. */
  void add(int tap, float[] x, int n) {
    int first = offset(tap);
    System.arraycopy(numbers, first, source, 0, n);
    add(x, source, n);
    System.arraycopy(source, 0, numbers, first, n);
  }

  private static void add(float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  /** Writes a whole channel; what no output reads is 0. */
  void write(FloatMemory x, long channel) {
    int length = shape.plane();
    Arrays.fill(source, 0, length, 0);
    for (int row = from; row < to; row++) {
      int first = place(row);
      for (int j = 0; j < shape.strideWidth; j++) {
        int column = least(j) * shape.strideWidth + j + firstColumn;
        for (int r = least(j); r < end(j); r++) {
          source[row * shape.width + column] = numbers[first + r];
          column += shape.strideWidth;
        }
        first += phase;
      }
    }
    for (int i = 0; i < length; i += CHUNK) {
      x.put(channel * length + i, source, i, Math.min(CHUNK, length - i));
    }
  }
}
