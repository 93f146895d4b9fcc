package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * A band of images with padding, on the heap.
 *
 * <p>A place is the index of an element in it. The window of an output begins at a place and reads
 * at the same distances from it as all others, so that all windows of a band are processed at once:
 * the band is combined with itself, moved by each distance, which are loops over whole arrays. What
 * is computed at places where no output begins is not used.
 */
final class PoolingBand {
  private final PoolingShape shape;

  /** The first image, the number of images. */
  int image;

  int images;

  /** The first row of outputs, the number of rows. */
  int outRow;

  int outRows;

  /** The number of rows of each image. */
  private int rows;

  PoolingBand(PoolingShape shape) {
    this.shape = shape;
  }

  /** Takes whole images, or some rows of outputs of one image. */
  void set(int newImage, int newImages, int newOutRow) {
    image = newImage;
    images = newImages;
    outRow = newOutRow;
    outRows = Math.min(shape.bandOutRows, shape.outHeight - newOutRow);
    rows = shape.wholeImages ? shape.bandRows : shape.rowsFor(outRows);
  }

  int length() {
    return images * rows * shape.paddedWidth;
  }

  int outLength() {
    return images * outRows * shape.outWidth;
  }

  /** Returns the index of the first output of the band. */
  long firstOut() {
    return ((long) image * shape.outHeight + outRow) * shape.outWidth;
  }

  /** Returns the row of the image that the first row of the band is; negative in the padding. */
  private int firstRow() {
    return outRow * shape.window.strideHeight() - shape.window.top();
  }

  /** Returns whether a place is inside its image. */
  boolean isInside(int place) {
    int row = firstRow() + place / shape.paddedWidth % rows;
    int column = place % shape.paddedWidth - shape.window.left();
    return row >= 0 && row < shape.height && column >= 0 && column < shape.width;
  }

  /**
   * Copies the images to the heap.
   *
   * @param scratch as long as the band
   */
  void get(FloatMemory memory, float padding, float[] band, float[] scratch) {
    int from = Math.max(0, firstRow());
    int to = Math.min(shape.height, firstRow() + rows);
    if (shape.dense && to - from == rows) {
      memory.get(indexOf(0, from), band, length());
      return;
    }
    Arrays.fill(band, 0, length(), padding);
    if (to <= from) {
      return;
    }
    // Many rows at once: a copy from off-heap memory takes as long as one of a hundred elements.
    int taken = (to - from) * shape.width;
    memory.get(indexOf(0, from), scratch, images * taken);
    for (int i = 0; i < images; i++) {
      for (int row = from; row < to; row++) {
        System.arraycopy(
            scratch, i * taken + (row - from) * shape.width, band, placeOf(i, row), shape.width);
      }
    }
  }

  /**
   * Copies the images, without padding, from the heap.
   *
   * @param scratch as long as the band
   */
  void put(FloatMemory memory, float[] band, float[] scratch) {
    int from = Math.max(0, firstRow());
    int to = Math.min(shape.height, firstRow() + rows);
    if (shape.dense && to - from == rows) {
      memory.put(indexOf(0, from), band, length());
      return;
    }
    if (to <= from) {
      return;
    }
    int taken = (to - from) * shape.width;
    for (int i = 0; i < images; i++) {
      for (int row = from; row < to; row++) {
        System.arraycopy(
            band, placeOf(i, row), scratch, i * taken + (row - from) * shape.width, shape.width);
      }
    }
    memory.put(indexOf(0, from), scratch, images * taken);
  }

  private long indexOf(int imageOfBand, int row) {
    return ((long) (image + imageOfBand) * shape.height + row) * shape.width;
  }

  private int placeOf(int imageOfBand, int row) {
    return (imageOfBand * rows + row - firstRow()) * shape.paddedWidth + shape.window.left();
  }
}
