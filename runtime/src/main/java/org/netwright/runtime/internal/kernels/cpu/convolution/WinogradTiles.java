package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The tiles of one block of {@link WinogradConvolution}, and the arrays on the heap for their
 * transforms.
 *
 * <p>A tile is 4 × 4 outputs and the 6 × 6 numbers that they read. The numbers of one place in all
 * tiles of the block are one array, so that a transform is arithmetic on arrays: tile rows, in each
 * the images of the block, in each the tiles of the row.
 */
final class WinogradTiles {
  /** The rows and columns of outputs of a tile. */
  static final int STEP = 4;

  /** The rows and columns of places of a tile. */
  static final int SIDE = 6;

  /** The places of a tile, and the products that are computed for it. */
  static final int PLACES = SIDE * SIDE;

  private final ConvolutionShape shape;
  private final ConvolutionBlocks blocks;
  final WinogradTransforms transforms = new WinogradTransforms();
  int firstImage;
  int images;

  /** Of tiles, as all rows and columns here. */
  int firstRow;

  int rows;
  int firstColumn;
  int columns;

  /** The number of tiles. */
  int length;

  /** What tiles read or write of the images, before it is distributed to the arrays. */
  float[] plane = {};

  /** An array for each place. */
  float[][] places = {};

  /** For 4 rows of places; one row of tiles longer. */
  float[][] lines = {};

  /** For the outputs, or a row of places. */
  float[][] out = {};

  WinogradTiles(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
  }

  /** Returns how many tiles cover a number of rows or columns of outputs. */
  static int count(int outputs) {
    return (outputs - 1) / STEP + 1;
  }

  /** Returns the number of tiles of the largest block. */
  int most() {
    return blocks.images() * blocks.rows() * blocks.columns();
  }

  /** Returns the number of tiles of the largest block, and of one row more. */
  int mostWithRow() {
    return most() + blocks.images() * blocks.columns();
  }

  /** Returns how many rows of images a block reads at most. */
  int mostRowsRead() {
    return Math.min(shape.height, STEP * blocks.rows() + SIDE - STEP);
  }

  /** Returns the number of outputs of the tiles of one image in the largest block. */
  int mostOutputs() {
    return STEP * blocks.rows() * STEP * blocks.columns();
  }

  /** Allocates for the largest block, and for what it reads of images. */
  void require(int planeLength) {
    int tiles = most();
    int more = mostWithRow();
    places = FloatArrays.atLeast(PLACES, tiles, places);
    lines = FloatArrays.atLeast(STEP * SIDE, more, lines);
    out = FloatArrays.atLeast(STEP * STEP, tiles, out);
    transforms.require(tiles);
    plane = FloatArrays.atLeast(planeLength, plane);
  }

  /** Begins with a block. */
  void begin(int block) {
    firstImage = blocks.firstImage(block);
    images = blocks.images(block);
    firstRow = blocks.firstRow(block);
    rows = blocks.rows(block);
    firstColumn = blocks.firstColumn(block);
    columns = blocks.columns(block);
    length = images * rows * columns;
  }

  /** Writes one row of the matrix of a place, [rows × tiles]; the matrices follow each other. */
  void put(float[] x, FloatMemory memory, long index, int place, int row, int matrixRows) {
    memory.put(index + ((long) place * matrixRows + row) * length, x, length);
  }
}
