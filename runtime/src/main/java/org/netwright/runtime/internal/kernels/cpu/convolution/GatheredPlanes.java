package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The planes of all images of a block, from which what a tap reads is gathered by a table of
 * places, for any window. Gradients are added up by the same table.
 */
final class GatheredPlanes implements ReadPlane {
  /** The place of all zeros around images; those of the images follow. */
  private static final int ZERO = 0;

  private final ConvolutionShape shape;

  @SuppressWarnings("NullAway.Init") // set before each block
  private ConvolutionBlock block;

  private float[] source = {};

  /** For each tap, the places that it reads, one for each output. */
  private int[][] places = {};

  /** The rows of images that are read. */
  private int from;

  private int to;

  /** The first row of outputs and the sizes of the block whose places the table has. */
  private int tableRow;

  private int tableColumn;
  private int tableImages;
  private int tableRows;
  private int tableColumns;

  GatheredPlanes(ConvolutionShape shape) {
    this.shape = shape;
  }

  /** Returns whether the window moves by more than one, which the other planes do not read. */
  static boolean isFor(ConvolutionShape shape) {
    return shape.strideHeight > 1 || shape.strideWidth > 1;
  }

  @Override
  public void require(ConvolutionBlocks blocks) {
    int outputs = blocks.images() * blocks.rows() * blocks.columns();
    if (places.length < shape.taps() || places[0].length < outputs) {
      int known = places.length == 0 ? 0 : places[0].length;
      places = new int[Math.max(shape.taps(), places.length)][Math.max(outputs, known)];
    }
    int rows = blocks.rows() == shape.outHeight ? shape.height : rowsRead(blocks.rows());
    source = FloatArrays.atLeast(1 + blocks.images() * rows * shape.width, source);
    tableImages = 0;
  }

  private int rowsRead(int rows) {
    int read = (rows - 1) * shape.strideHeight + (shape.kernelHeight - 1) * shape.dilationHeight;
    return Math.min(shape.height, read + 1);
  }

  @Override
  public int pitch(int columns) {
    return columns;
  }

  @Override
  public void begin(ConvolutionBlock newBlock) {
    block = newBlock;
    // Places of fewer images are the first of the table.
    if (block.images <= tableImages
        && block.rows == tableRows
        && block.columns == tableColumns
        && block.firstRow == tableRow
        && block.firstColumn == tableColumn) {
      return;
    }
    tableImages = block.images;
    tableRows = block.rows;
    tableColumns = block.columns;
    tableRow = block.firstRow;
    tableColumn = block.firstColumn;
    if (block.rows == shape.outHeight) {
      from = 0;
      to = shape.height;
    } else {
      int first = block.firstRow * shape.strideHeight - shape.top;
      int last = first + (block.rows - 1) * shape.strideHeight;
      from = Math.max(0, first);
      to = Math.min(shape.height, last + (shape.kernelHeight - 1) * shape.dilationHeight + 1);
    }
    for (int tap = 0; tap < shape.taps(); tap++) {
      place(tap);
    }
  }

  /** Finds the places of a tap. */
  private void place(int tap) {
    int below = tap / shape.kernelWidth * shape.dilationHeight - shape.top;
    int beside = tap % shape.kernelWidth * shape.dilationWidth - shape.left;
    int at = 0;
    for (int image = 0; image < block.images; image++) {
      for (int r = 0; r < block.rows; r++) {
        int row = (block.firstRow + r) * shape.strideHeight + below;
        boolean outside = row < from || row >= to;
        int start = 1 + (image * (to - from) + row - from) * shape.width;
        for (int c = 0; c < block.columns; c++) {
          int column = (block.firstColumn + c) * shape.strideWidth + beside;
          boolean isZero = outside || column < 0 || column >= shape.width;
          places[tap][at] = isZero ? ZERO : start + column;
          at++;
        }
      }
    }
  }

  @Override
  public void read(FloatMemory x, int channel, float[][] runs, int first) {
    source[ZERO] = 0;
    int length = Math.max(0, to - from) * shape.width;
    for (int image = 0; image < block.images && length > 0; image++) {
      long start = plane(image, channel) + (long) from * shape.width;
      x.get(start, source, 1 + image * length, length);
    }
    for (int tap = 0; tap < shape.taps(); tap++) {
      gather(source, places[tap], runs[first + tap], block.length);
    }
  }

  private long plane(int image, int channel) {
    return ((long) (block.firstImage + image) * shape.channels + channel) * shape.plane();
  }

  private static void gather(float[] source, int[] places, float[] run, int n) {
    for (int i = 0; i < n; i++) {
      run[i] = source[places[i]];
    }
  }

  /** Begins to add up the gradient of a channel of whole images. */
  void clear() {
    Arrays.fill(source, 0, 1 + block.images * shape.plane(), 0);
  }

  /** Adds multiples of a run of numbers to what a tap reads. */
  void add(int tap, float[] run, float factor) {
    add(source, places[tap], run, factor, block.length);
  }

  private static void add(float[] source, int[] places, float[] run, float factor, int n) {
    for (int i = 0; i < n; i++) {
      source[places[i]] += factor * run[i];
    }
  }

  /** Writes the gradient of a channel. */
  void write(FloatMemory xGradient, int channel) {
    int length = shape.plane();
    for (int image = 0; image < block.images; image++) {
      xGradient.put(plane(image, channel), source, 1 + image * length, length);
    }
  }
}
