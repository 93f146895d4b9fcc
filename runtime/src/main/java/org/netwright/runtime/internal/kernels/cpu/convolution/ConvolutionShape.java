package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;

/**
 * The sizes of a convolution of a batch; one object is used for one call after the other, so that
 * no garbage is made.
 */
final class ConvolutionShape {
  int n;
  int channels;
  int height;
  int width;
  int filters;
  int groups;
  int outHeight;
  int outWidth;
  int kernelHeight;
  int kernelWidth;
  int strideHeight;
  int strideWidth;
  int top;
  int left;
  int dilationHeight;
  int dilationWidth;

  /** Sets all sizes. A tensor of two dimensions, a signal, has the height 1. */
  void set(BatchTensor x, BatchTensor out, Window window, int newGroups, int newN) {
    n = newN;
    groups = newGroups;
    channels = x.size(0);
    height = x.dimensions() == 2 ? 1 : x.size(1);
    width = x.size(x.dimensions() - 1);
    filters = out.size(0);
    outHeight = out.dimensions() == 2 ? 1 : out.size(1);
    outWidth = out.size(out.dimensions() - 1);
    kernelHeight = window.height();
    kernelWidth = window.width();
    strideHeight = window.strideHeight();
    strideWidth = window.strideWidth();
    top = window.top();
    left = window.left();
    dilationHeight = window.dilationHeight();
    dilationWidth = window.dilationWidth();
  }

  /**
   * Exchanges the input and the output of a convolution of stride 1: the gradient of its input is a
   * convolution of the gradient of its output, with the window reversed.
   */
  void reverse() {
    int swapped = channels;
    channels = filters;
    filters = swapped;
    swapped = height;
    height = outHeight;
    outHeight = swapped;
    swapped = width;
    width = outWidth;
    outWidth = swapped;
    top = (kernelHeight - 1) * dilationHeight - top;
    left = (kernelWidth - 1) * dilationWidth - left;
  }

  /** Returns whether {@link #reverse} applies, which pads by what this does not. */
  boolean isReversible() {
    return strideHeight == 1
        && strideWidth == 1
        && (kernelHeight - 1) * dilationHeight >= top
        && (kernelWidth - 1) * dilationWidth >= left;
  }

  /** Returns whether each output reads one position of the image, that of its own place. */
  boolean isPointwise() {
    return kernelHeight == 1
        && kernelWidth == 1
        && strideHeight == 1
        && strideWidth == 1
        && top == 0
        && left == 0
        && height == outHeight
        && width == outWidth;
  }

  int channelsOfGroup() {
    return channels / groups;
  }

  int filtersOfGroup() {
    return filters / groups;
  }

  int taps() {
    return kernelHeight * kernelWidth;
  }

  /** Returns how many numbers an output reads, and the weight of a filter has. */
  int depth() {
    return channelsOfGroup() * taps();
  }

  int weightLength() {
    return filters * depth();
  }

  /** Returns how many columns more than the outputs of a row a window that moves by one reads. */
  int beyond() {
    return (kernelWidth - 1) * dilationWidth;
  }

  /** Returns how many rows more than the outputs of a column a window that moves by one reads. */
  int beyondRows() {
    return (kernelHeight - 1) * dilationHeight;
  }

  int outPlane() {
    return outHeight * outWidth;
  }

  int plane() {
    return height * width;
  }

  /** Returns the number of multiplications. */
  long multiplications() {
    return (long) n * filters * depth() * outPlane();
  }
}
