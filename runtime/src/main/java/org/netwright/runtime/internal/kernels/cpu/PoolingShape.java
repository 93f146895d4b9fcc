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

  private int[] places = new int[0];
  private int[] taps = new int[0];
  private float[] rowCounts = new float[0];
  private float[] columnCounts = new float[0];

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
    setPlaces();
    setTaps();
    if (!isUnpadded()) {
      setCounts();
    }
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

  /** Returns whether no window reads padding. */
  boolean isUnpadded() {
    return window.left() == 0
        && window.top() == 0
        && paddedWidth == width
        && rowsFor(outHeight) <= height;
  }

  /** Returns the places in a band where the windows of its outputs begin. */
  int[] places() {
    return places;
  }

  private void setPlaces() {
    if (places.length < bandOutLength()) {
      places = new int[bandOutLength()];
    }
    int o = 0;
    for (int i = 0; i < bandImages; i++) {
      for (int row = 0; row < bandOutRows; row++) {
        int first = (i * bandRows + row * window.strideHeight()) * paddedWidth;
        for (int column = 0; column < outWidth; column++) {
          places[o++] = first + column * window.strideWidth();
        }
      }
    }
  }

  /** Returns the distances of what a window reads from the place where it begins. */
  int[] taps() {
    return taps;
  }

  int tapCount() {
    return window.height() * window.width();
  }

  /** Returns how many rows of the image the windows of a row of outputs read. */
  float rowCount(int outRow) {
    return rowCounts[outRow];
  }

  /** Returns how many columns of the image each window of a row reads. */
  float[] columnCounts() {
    return columnCounts;
  }

  private void setTaps() {
    if (taps.length < tapCount()) {
      taps = new int[tapCount()];
    }
    int tap = 0;
    for (int i = 0; i < window.height(); i++) {
      for (int j = 0; j < window.width(); j++) {
        taps[tap++] = i * window.dilationHeight() * paddedWidth + j * window.dilationWidth();
      }
    }
  }

  /** Counts what windows read, for a mean that leaves padding out. */
  private void setCounts() {
    if (rowCounts.length < outHeight) {
      rowCounts = new float[outHeight];
    }
    if (columnCounts.length < outWidth) {
      columnCounts = new float[outWidth];
    }
    for (int o = 0; o < outHeight; o++) {
      int first = o * window.strideHeight() - window.top();
      rowCounts[o] = count(first, window.height(), window.dilationHeight(), height);
    }
    for (int o = 0; o < outWidth; o++) {
      int first = o * window.strideWidth() - window.left();
      columnCounts[o] = count(first, window.width(), window.dilationWidth(), width);
    }
  }

  private static int count(int first, int size, int dilation, int length) {
    int count = 0;
    for (int k = 0; k < size; k++) {
      int place = first + k * dilation;
      count += place >= 0 && place < length ? 1 : 0;
    }
    return count;
  }
}
