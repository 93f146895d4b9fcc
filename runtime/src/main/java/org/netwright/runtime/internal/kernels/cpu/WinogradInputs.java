package org.netwright.runtime.internal.kernels.cpu;

import static org.netwright.runtime.internal.kernels.cpu.WinogradTiles.PLACES;
import static org.netwright.runtime.internal.kernels.cpu.WinogradTiles.SIDE;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The transform of what tiles read, for {@link WinogradConvolution}. */
final class WinogradInputs {
  /** Tiles at an edge of the image read at most so far beyond it; what they read is replaced. */
  private static final int MARGIN = 8;

  private final ConvolutionShape shape;
  private final WinogradTiles tiles;

  /** Where each tile begins in the plane: its even rows, then its odd ones. */
  private int[] evenIndex = {};

  private int[] oddIndex = {};

  /** The tiles whose places lie outside the images, by column, of the even and the odd rows. */
  private int[][] evenZeros = {};

  private int[][] oddZeros = {};
  private final int[] evenZeroCounts = new int[SIDE];
  private final int[] oddZeroCounts = new int[SIDE];

  /** The third and the fourth rows of tiles, which are the first and the second of the next row. */
  private float[] third = {};

  private float[] fourth = {};

  /** The distance of images in the plane. */
  private int imagePitch;

  WinogradInputs(ConvolutionShape shape, WinogradTiles tiles) {
    this.shape = shape;
    this.tiles = tiles;
  }

  /** Allocates for the largest block, and returns how many numbers it reads. */
  int require(int images) {
    int more = tiles.mostWithRow();
    third = ConvolutionWork.atLeast(tiles.most(), third);
    fourth = ConvolutionWork.atLeast(tiles.most(), fourth);
    if (evenIndex.length < more) {
      evenIndex = new int[more];
      oddIndex = new int[more];
      evenZeros = new int[SIDE][more];
      oddZeros = new int[SIDE][more];
    }
    imagePitch = tiles.mostRowsRead() * shape.width;
    return images * imagePitch + 2 * MARGIN;
  }

  /** Finds where the tiles of the block begin. */
  void begin() {
    index(0, evenIndex, evenZeros, evenZeroCounts);
    index(1, oddIndex, oddZeros, oddZeroCounts);
  }

  /** Finds where the even or the odd rows of tiles begin, and what lies outside the images. */
  private void index(int odd, int[] index, int[][] zeros, int[] zeroCounts) {
    Arrays.fill(zeroCounts, 0);
    int at = 0;
    for (int tileRow = 0; tileRow <= tiles.rows; tileRow++) {
      int row = top() + 2 * tileRow + odd;
      boolean outside = row < firstRead() || row >= endRead();
      for (int image = 0; image < tiles.images; image++) {
        int start = MARGIN + image * imagePitch + (row - firstRead()) * shape.width;
        for (int i = 0; i < tiles.columns; i++) {
          int column = 2 * (tiles.firstColumn + i) - shape.left;
          index[at] = outside ? 0 : start + column;
          for (int j = 0; j < SIDE; j++) {
            if (outside || column + j < 0 || column + j >= shape.width) {
              zeros[j][zeroCounts[j]++] = at;
            }
          }
          at++;
        }
      }
    }
  }

  /** The row of the image, or before it, that the first tiles read. */
  private int top() {
    return 2 * tiles.firstRow - shape.top;
  }

  private int firstRead() {
    return Math.max(0, top());
  }

  private int endRead() {
    return Math.min(shape.height, top() + 2 * tiles.rows + 2);
  }

  /**
   * Transforms what the tiles read of some channels, for each of the places a matrix [channels ×
   * tiles]: Bᵀ d B.
   */
  void read(FloatMemory x, int firstChannel, int channels, FloatMemory memory, long index) {
    int shift = tiles.images * tiles.columns;
    int n = tiles.length;
    float[][] even = tiles.even;
    float[][] odd = tiles.odd;
    float[][] places = tiles.places;
    float[][] out = tiles.out;
    for (int c = 0; c < channels; c++) {
      split(x, firstChannel + c);
      for (int j = 0; j < SIDE; j++) {
        System.arraycopy(even[j], shift, third, 0, n);
        System.arraycopy(odd[j], shift, fourth, 0, n);
        transform(
            even[j],
            odd[j],
            third,
            fourth,
            places[j],
            places[SIDE + j],
            places[2 * SIDE + j],
            places[3 * SIDE + j],
            n);
      }
      for (int i = 0; i < PLACES; i += SIDE) {
        transform(
            places[i],
            places[i + 1],
            places[i + 2],
            places[i + 3],
            out[0],
            out[1],
            out[2],
            out[3],
            n);
        for (int j = 0; j < SIDE; j++) {
          tiles.put(out[j], memory, index, i + j, c, channels);
        }
      }
    }
  }

  /** Copies a channel of the images, with zeros around it, to its columns. */
  private void split(FloatMemory x, int channel) {
    int read = (endRead() - firstRead()) * shape.width;
    for (int image = 0; image < tiles.images && read > 0; image++) {
      long first = (long) (tiles.firstImage + image) * shape.channels + channel;
      long start = (first * shape.height + firstRead()) * shape.width;
      x.get(start, tiles.plane, MARGIN + image * imagePitch, read);
    }
    int n = tiles.length + tiles.images * tiles.columns;
    float[][] even = tiles.even;
    float[][] odd = tiles.odd;
    split(tiles.plane, evenIndex, even[0], even[1], even[2], even[3], n);
    split(tiles.plane, oddIndex, odd[0], odd[1], odd[2], odd[3], n);
    for (int j = 0; j < SIDE; j++) {
      clear(even[j], evenZeros[j], evenZeroCounts[j]);
      clear(odd[j], oddZeros[j], oddZeroCounts[j]);
    }
  }

  private static void split(
      float[] x, int[] index, float[] a, float[] b, float[] c, float[] d, int n) {
    for (int i = 0; i < n; i++) {
      int from = index[i];
      a[i] = x[from];
      b[i] = x[from + 1];
      c[i] = x[from + 2];
      d[i] = x[from + 3];
    }
  }

  private static void clear(float[] column, int[] zeros, int n) {
    for (int i = 0; i < n; i++) {
      column[zeros[i]] = 0;
    }
  }

  /** In two loops of two results each: Java does not compile one of four to vector instructions. */
  private static void transform(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] out0,
      float[] out1,
      float[] out2,
      float[] out3,
      int n) {
    // Elements are read into variables, because they would be read again after each write.
    for (int i = 0; i < n; i++) {
      float first = a[i];
      float second = b[i];
      float third = c[i];
      out0[i] = first - third;
      out1[i] = second + third;
    }
    for (int i = 0; i < n; i++) {
      float second = b[i];
      float third = c[i];
      float fourth = d[i];
      out2[i] = third - second;
      out3[i] = second - fourth;
    }
  }
}
