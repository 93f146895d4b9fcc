package org.netwright.runtime.internal.image;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * How many pixels are decoded at a time, by all threads together, so that several large images do
 * not fill the memory together. An image that has more of them is decoded alone.
 */
final class DecodedPixels {
  /** As a bitmap and as bytes by channel. */
  private static final int BYTES = 8;

  /** As many as half of the heap has room for. */
  static final DecodedPixels OF_HEAP =
      new DecodedPixels((int) Math.min(Integer.MAX_VALUE, heap() / 2 / BYTES));

  private final int most;
  private final Semaphore free;

  /** Decoding of an image. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  DecodedPixels(int most) {
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /** Returns how many bytes the heap can have. */
  static long heap() {
    return Runtime.getRuntime().maxMemory();
  }

  /** Decodes an image of so many pixels, as soon as there is room for them. */
  <T> T with(long pixels, Work<T> work) throws IOException {
    int own = (int) Math.min(pixels, most);
    // Not interruptibly: a batch is decoded to its end, and no thread waits that has pixels.
    free.acquireUninterruptibly(own);
    try {
      return work.run();
    } finally {
      free.release(own);
    }
  }
}
