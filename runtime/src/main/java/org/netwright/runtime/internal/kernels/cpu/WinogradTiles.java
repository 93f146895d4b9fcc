package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The tiles of one block of {@link WinogradConvolution}, and the arrays on the heap for their
 * transforms.
 *
 * <p>A tile is 2 × 2 outputs and the 4 × 4 numbers that they read. The numbers of one place in all
 * tiles of the block are one array, so that a transform is arithmetic on arrays: tile rows, in each
 * the images of the block, in each the tiles of the row.
 */
final class WinogradTiles {
  /** The places of a tile, and the products that are computed for it. */
  static final int PLACES = 16;

  /** The places of a row or a column of a tile. */
  static final int SIDE = 4;

  private final ConvolutionShape shape;
  private final ConvolutionBlocks blocks;
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

  /** For a row or a column of places; one row of tiles longer. */
  float[][] even = {};

  float[][] odd = {};

  /** For the outputs, or a row of places. */
  float[][] out = {};

  WinogradTiles(ConvolutionShape shape, ConvolutionBlocks blocks) {
    this.shape = shape;
    this.blocks = blocks;
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
    return Math.min(shape.height, 2 * blocks.rows() + 2);
  }

  /** Returns the number of outputs of the tiles of one image in the largest block. */
  int mostOutputs() {
    return 2 * blocks.rows() * 2 * blocks.columns();
  }

  /** Allocates for the largest block, and for what it reads of images. */
  void require(int planeLength) {
    int tiles = most();
    int more = mostWithRow();
    if (places.length == 0 || places[0].length < tiles || even[0].length < more) {
      places = new float[PLACES][tiles];
      out = new float[SIDE][tiles];
      even = new float[SIDE][more];
      odd = new float[SIDE][more];
    }
    plane = ConvolutionWork.atLeast(planeLength, plane);
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
