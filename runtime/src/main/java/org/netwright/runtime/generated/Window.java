package org.netwright.runtime.generated;

/**
 * The window that a convolution or a pooling moves over images: its size, its steps, and where it
 * begins. The window of a signal has the height 1.
 *
 * <p>Along each dimension, output {@code o} reads the inputs {@code o · stride − padding + k ·
 * dilation} for k from 0 to {@code size − 1}; those outside the image are zeros, or are left out,
 * as the operation says. How far the padding extends at the end follows from the number of outputs.
 *
 * @param height the number of rows that it reads
 * @param width the number of columns that it reads
 * @param strideHeight the distance of the first rows of two neighbouring outputs
 * @param strideWidth the distance of the first columns of two neighbouring outputs
 * @param top the number of rows above the image
 * @param left the number of columns before the image
 * @param dilationHeight the distance of the rows that it reads
 * @param dilationWidth the distance of the columns that it reads
 */
public record Window(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int top,
    int left,
    int dilationHeight,
    int dilationWidth) {

  /** Returns a window of neighbouring rows and columns that moves by one, without padding. */
  public static Window of(int height, int width) {
    return new Window(height, width, 1, 1, 0, 0, 1, 1);
  }

  /** Returns the same window with other strides. */
  public Window stride(int rows, int columns) {
    return new Window(height, width, rows, columns, top, left, dilationHeight, dilationWidth);
  }

  /** Returns the same window with padding before the first row and column. */
  public Window padding(int rows, int columns) {
    return new Window(
        height, width, strideHeight, strideWidth, rows, columns, dilationHeight, dilationWidth);
  }

  /** Returns the same window with other distances between what it reads. */
  public Window dilation(int rows, int columns) {
    return new Window(height, width, strideHeight, strideWidth, top, left, rows, columns);
  }
}
