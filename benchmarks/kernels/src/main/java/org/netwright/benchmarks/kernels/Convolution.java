package org.netwright.benchmarks.kernels;

import org.netwright.runtime.generated.Window;

/** The convolutions that are timed, all of square images. */
public enum Convolution {
  /** The first layer of LeNet. */
  LENET_1(64, 1, 28, 32, 1, Window.of(3, 3), 26),
  /** Its second layer. */
  LENET_2(64, 32, 26, 64, 1, Window.of(3, 3), 24),
  /** Half a residual block. */
  RESIDUAL(64, 64, 16, 64, 1, Window.of(3, 3).padding(1, 1), 16),
  /** The depthwise half of a separable convolution. */
  DEPTHWISE(64, 64, 16, 64, 64, Window.of(3, 3).padding(1, 1), 16),
  /** One that halves the sides. */
  DEPTHWISE_STRIDED(64, 128, 16, 128, 128, Window.of(3, 3).padding(1, 1).stride(2, 2), 8),
  /** Its pointwise half. */
  POINTWISE(64, 64, 16, 128, 1, Window.of(1, 1), 16),
  /** The first of a stage of residual blocks. */
  STRIDED(64, 64, 16, 128, 1, Window.of(3, 3).padding(1, 1).stride(2, 2), 8);

  final int n;
  final int channels;
  final int size;
  final int filters;
  final int groups;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  final Window window;

  final int outSize;

  Convolution(int n, int channels, int size, int filters, int groups, Window window, int outSize) {
    this.n = n;
    this.channels = channels;
    this.size = size;
    this.filters = filters;
    this.groups = groups;
    this.window = window;
    this.outSize = outSize;
  }

  /** Returns how many numbers an output reads. */
  int depth() {
    return channels / groups * window.height() * window.width();
  }
}
