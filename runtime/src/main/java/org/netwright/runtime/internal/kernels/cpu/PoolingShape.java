package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;

/**
 * The sizes of a pooling, and how its images are divided into bands, which fit into tiles: several
 * whole images, or some rows of outputs of one. An image has a row and column for each place that a
 * window reads, so that there are no edges.
 */
final class PoolingShape {
  Window window = Window.of(1, 1);
  int images;
  int height;
  int width;
  int outHeight;
  int outWidth;

  /** The length of a row with its padding. */
  int paddedWidth;

  /** The images of a band. */
  int bandImages;

  /** The output rows that a full band has of each image. */
  int bandOutRows;

  /** The rows that a full band has of each image, with padding. */
  int bandRows;

  /** Whether a band has all of an image. */
  boolean wholeImages;

  /** Whether images have no padding, so that they are copied as they are. */
  boolean dense;

  void set(BatchTensor x, BatchTensor out, Window newWindow, int n) {
    window = newWindow;
    width = x.size(x.dimensions() - 1);
    outWidth = out.size(out.dimensions() - 1);
    height = x.dimensions() == 2 ? 1 : x.size(1);
    outHeight = out.dimensions() == 2 ? 1 : out.size(1);
    images = Math.multiplyExact(n, x.size(0));
    int readWidth =
        (outWidth - 1) * window.strideWidth() + (window.width() - 1) * window.dilationWidth() + 1;
    paddedWidth = Math.max(window.left() + width, readWidth);
    int paddedHeight = Math.max(window.top() + height, rowsFor(outHeight));
    wholeImages = (long) paddedHeight * paddedWidth <= Tiles.SIZE;
    if (wholeImages) {
      bandImages = Math.min(images, Tiles.SIZE / (paddedHeight * paddedWidth));
      bandOutRows = outHeight;
      bandRows = paddedHeight;
    } else {
      bandImages = 1;
      int rows = Tiles.SIZE / paddedWidth;
      int more = (rows - rowsFor(1)) / window.strideHeight();
      bandOutRows = Math.max(1, Math.min(outHeight, 1 + more));
      bandRows = rowsFor(bandOutRows);
    }
    dense = window.left() == 0 && paddedWidth == width;
    dense &= !wholeImages || (window.top() == 0 && paddedHeight == height);
  }

  /** Returns how many rows so many rows of outputs read. */
  int rowsFor(int outRows) {
    return (outRows - 1) * window.strideHeight()
        + (window.height() - 1) * window.dilationHeight()
        + 1;
  }

  /** Returns the number of places in a full band. */
  int bandLength() {
    return bandImages * bandRows * paddedWidth;
  }

  /** Returns the number of outputs of a full band. */
  int bandOutLength() {
    return bandImages * bandOutRows * outWidth;
  }

  long length() {
    return (long) images * height * width;
  }

  /** Returns how many elements the window of an output reads along one dimension. */
  static int count(int out, int stride, int before, int size, int dilation, int length) {
    int count = 0;
    for (int k = 0; k < size; k++) {
      int place = out * stride - before + k * dilation;
      count += place >= 0 && place < length ? 1 : 0;
    }
    return count;
  }
}
