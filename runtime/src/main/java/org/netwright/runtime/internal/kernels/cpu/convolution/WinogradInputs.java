package org.netwright.runtime.internal.kernels.cpu.convolution;

import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.SIDE;
import static org.netwright.runtime.internal.kernels.cpu.convolution.WinogradTiles.STEP;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The transform of what tiles read, for {@link WinogradConvolution}. */
final class WinogradInputs {
  /** Tiles at an edge of the image read at most so far beyond it; what they read is replaced. */
  private static final int MARGIN = 8;

  private final ConvolutionShape shape;
  private final WinogradTiles tiles;

  /** For each row of a tile, where it begins in the plane. */
  private final int[][] index = new int[STEP][0];

  /** For each row of a tile, the tiles whose places lie outside the images, by column. */
  private final int[][][] zeros = new int[STEP][SIDE][0];

  private final int[][] zeroCounts = new int[STEP][SIDE];

  /** The arrays of a column of places. */
  private final float[][] column = new float[SIDE][];

  /** The last two rows of tiles, which are the first two of the next tiles. */
  private final float[][] next = new float[SIDE - STEP][0];

  /** The distance of images in the plane. */
  private int imagePitch;

  WinogradInputs(ConvolutionShape shape, WinogradTiles tiles) {
    this.shape = shape;
    this.tiles = tiles;
  }

  /** Allocates for the largest block, and returns how many numbers it reads. */
  int require(int images) {
    int more = tiles.mostWithRow();
    for (int i = 0; i < next.length; i++) {
      next[i] = FloatArrays.atLeast(tiles.most(), next[i]);
    }
    if (index[0].length < more) {
      for (int row = 0; row < STEP; row++) {
        index[row] = new int[more];
        zeros[row] = new int[SIDE][more];
      }
    }
    imagePitch = tiles.mostRowsRead() * shape.width;
    return images * imagePitch + 2 * MARGIN;
  }

  /** Finds where the rows of the tiles of the block begin, and what lies outside the images. */
  void begin() {
    for (int row = 0; row < STEP; row++) {
      begin(row);
    }
  }

  private void begin(int rowOfTile) {
    Arrays.fill(zeroCounts[rowOfTile], 0);
    int at = 0;
    for (int tileRow = 0; tileRow < tileRows(rowOfTile); tileRow++) {
      int row = top() + STEP * tileRow + rowOfTile;
      boolean outside = row < firstRead() || row >= endRead();
      for (int image = 0; image < tiles.images; image++) {
        int start = MARGIN + image * imagePitch + (row - firstRead()) * shape.width;
        for (int i = 0; i < tiles.columns; i++) {
          int first = STEP * (tiles.firstColumn + i) - shape.left;
          index[rowOfTile][at] = outside ? 0 : start + first;
          for (int j = 0; j < SIDE; j++) {
            if (outside || first + j < 0 || first + j >= shape.width) {
              zeros[rowOfTile][j][zeroCounts[rowOfTile][j]++] = at;
            }
          }
          at++;
        }
      }
    }
  }

  /** The first rows are also read for the tiles above them. */
  private int tileRows(int rowOfTile) {
    return tiles.rows + (rowOfTile < next.length ? 1 : 0);
  }

  /** The row of the image, or before it, that the first tiles read. */
  private int top() {
    return STEP * tiles.firstRow - shape.top;
  }

  private int firstRead() {
    return Math.max(0, top());
  }

  private int endRead() {
    return Math.min(shape.height, top() + STEP * tiles.rows + SIDE - STEP);
  }

  /**
   * Transforms what the tiles read of some channels, for each of the places a matrix [channels ×
   * tiles]: Bᵀ d B.
   */
  void read(FloatMemory x, int firstChannel, int channels, FloatMemory memory, long first) {
    int shift = tiles.images * tiles.columns;
    int n = tiles.length;
    float[][] out = tiles.out;
    for (int c = 0; c < channels; c++) {
      split(x, firstChannel + c);
      for (int j = 0; j < SIDE; j++) {
        for (int i = 0; i < STEP; i++) {
          column[i] = tiles.lines[i * SIDE + j];
        }
        for (int i = 0; i < next.length; i++) {
          System.arraycopy(column[i], shift, next[i], 0, n);
          column[STEP + i] = next[i];
        }
        tiles.transforms.inputs(column, 0, 1, tiles.places, j, SIDE, n);
      }
      for (int i = 0; i < SIDE; i++) {
        tiles.transforms.inputs(tiles.places, i * SIDE, 1, out, 0, 1, n);
        for (int j = 0; j < SIDE; j++) {
          tiles.put(out[j], memory, first, i * SIDE + j, c, channels);
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
    float[][] lines = tiles.lines;
    for (int row = 0; row < STEP; row++) {
      int line = row * SIDE;
      split(
          tiles.plane,
          index[row],
          lines[line],
          lines[line + 1],
          lines[line + 2],
          lines[line + 3],
          lines[line + 4],
          lines[line + 5],
          tileRows(row) * tiles.images * tiles.columns);
      for (int j = 0; j < SIDE; j++) {
        clear(lines[line + j], zeros[row][j], zeroCounts[row][j]);
      }
    }
  }

  private static void split(
      float[] x,
      int[] index,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      int n) {
    for (int i = 0; i < n; i++) {
      int from = index[i];
      a[i] = x[from];
      b[i] = x[from + 1];
      c[i] = x[from + 2];
      d[i] = x[from + 3];
      e[i] = x[from + 4];
      f[i] = x[from + 5];
    }
  }

  private static void clear(float[] line, int[] zeros, int n) {
    for (int i = 0; i < n; i++) {
      line[zeros[i]] = 0;
    }
  }
}
