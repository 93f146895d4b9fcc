package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.blas.PieceThreads;

/**
 * How the outputs of a convolution are cut into blocks, which are computed one at a time, and how
 * these are distributed over pieces.
 *
 * <p>A block is several whole images, or several rows of one image, or a part of one row. What its
 * outputs read is copied side by side and should stay in the second-level cache. The cuts depend on
 * the shape and the number of processors only.
 */
final class ConvolutionBlocks {
  /** So many numbers that an output reads, for all outputs of a block, fit the cache. */
  static final int COLUMNS = 1 << 17;

  /** A product with fewer columns has less than its full speed. */
  private static final int FEW = 128;

  private final ConvolutionShape shape;
  private int images;
  private int rows;
  private int columns;
  private int rowBlocks;
  private int columnBlocks;
  private int count;
  private int pieces;

  ConvolutionBlocks(ConvolutionShape shape) {
    this.shape = shape;
  }

  /** Cuts the outputs of the shape. */
  void cut() {
    int beyond = (shape.kernelWidth - 1) * shape.dilationWidth / shape.strideWidth;
    int most = Math.max(FEW, COLUMNS / shape.depth());
    int wanted = ConvolutionWork.wantedPieces(shape);
    columns = even(shape.outWidth, Math.max(1, most - beyond));
    int pitch = columns + beyond;
    rows = columns < shape.outWidth ? 1 : even(shape.outHeight, Math.max(1, most / pitch));
    images = 1;
    if (shape.n < wanted) {
      rows = even(rows, quotient(rows * shape.n, wanted));
    } else if (rows == shape.outHeight && columns == shape.outWidth) {
      images = even(quotient(shape.n, wanted), Math.max(1, most / (rows * pitch)));
    }
    rowBlocks = quotient(shape.outHeight, rows);
    columnBlocks = quotient(shape.outWidth, columns);
    count = quotient(shape.n, images) * rowBlocks * columnBlocks;
    pieces = Math.min(wanted, count);
  }

  /** Cuts between images only. */
  void cutImages() {
    int wanted = ConvolutionWork.wantedPieces(shape);
    columns = shape.outWidth;
    rows = shape.outHeight;
    int beyond = (shape.kernelWidth - 1) * shape.dilationWidth / shape.strideWidth;
    images = even(quotient(shape.n, wanted), Math.max(1, FEW / (rows * (columns + beyond))));
    rowBlocks = 1;
    columnBlocks = 1;
    count = quotient(shape.n, images);
    pieces = Math.min(wanted, count);
  }

  /** Returns the size of parts of about the same size, of at most a size. */
  private static int even(int length, int most) {
    return quotient(length, quotient(length, most));
  }

  /** Returns the quotient, rounded up. */
  private static int quotient(int a, int b) {
    return (a - 1) / b + 1;
  }

  int pieces() {
    return pieces;
  }

  /** Returns the first block of a piece; the next piece begins where it ends. */
  int first(int piece) {
    return PieceThreads.cut(count, 1, piece, pieces);
  }

  int count() {
    return count;
  }

  /** Returns the largest number of images of a block. */
  int images() {
    return images;
  }

  /** Returns the largest number of rows of a block. */
  int rows() {
    return rows;
  }

  /** Returns the largest number of columns of a block. */
  int columns() {
    return columns;
  }

  int firstImage(int block) {
    return block / columnBlocks / rowBlocks * images;
  }

  int images(int block) {
    return Math.min(images, shape.n - firstImage(block));
  }

  int firstRow(int block) {
    return block / columnBlocks % rowBlocks * rows;
  }

  int rows(int block) {
    return Math.min(rows, shape.outHeight - firstRow(block));
  }

  int firstColumn(int block) {
    return block % columnBlocks * columns;
  }

  int columns(int block) {
    return Math.min(columns, shape.outWidth - firstColumn(block));
  }
}
