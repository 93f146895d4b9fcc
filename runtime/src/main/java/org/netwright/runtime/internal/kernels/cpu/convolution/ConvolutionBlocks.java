package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * How the outputs of a convolution are cut into blocks, which are computed one at a time, and how
 * these are distributed over pieces.
 *
 * <p>A block is several whole images, or several rows of one image, or a part of one row. What its
 * outputs read is copied side by side and should stay in the second-level cache. The cuts depend on
 * the shape and the number of processors only.
 */
final class ConvolutionBlocks {
  private int n;
  private int height;
  private int width;
  private int images;
  private int rows;
  private int columns;
  private int rowBlocks;
  private int columnBlocks;
  private int count;
  private int pieces;

  /**
   * Cuts {@code n} images of outputs of a height and width.
   *
   * @param beyond how many columns more than outputs a row of a block has
   * @param most how many columns of outputs a block has at most, with those of its rows
   * @param wanted how many pieces there should be
   */
  void cut(int n, int height, int width, int beyond, int most, int wanted) {
    this.n = n;
    this.height = height;
    this.width = width;
    columns = even(width, Math.max(1, most - beyond));
    int pitch = columns + beyond;
    rows = columns < width ? 1 : even(height, Math.max(1, most / pitch));
    images = 1;
    if (n < wanted) {
      rows = even(rows, quotient(rows * n, wanted));
    } else if (rows == height && columns == width) {
      images = even(quotient(n, wanted), Math.max(1, most / (rows * pitch)));
    }
    count(wanted);
  }

  /** Cuts between images only. */
  void cutImages(int n, int height, int width, int beyond, int most, int wanted) {
    this.n = n;
    this.height = height;
    this.width = width;
    columns = width;
    rows = height;
    images = even(quotient(n, wanted), Math.max(1, most / (rows * (columns + beyond))));
    count(wanted);
  }

  private void count(int wanted) {
    rowBlocks = quotient(height, rows);
    columnBlocks = quotient(width, columns);
    count = quotient(n, images) * rowBlocks * columnBlocks;
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
    return Math.min(images, n - firstImage(block));
  }

  int firstRow(int block) {
    return block / columnBlocks % rowBlocks * rows;
  }

  int rows(int block) {
    return Math.min(rows, height - firstRow(block));
  }

  int firstColumn(int block) {
    return block % columnBlocks * columns;
  }

  int columns(int block) {
    return Math.min(columns, width - firstColumn(block));
  }
}
