package org.netwright.runtime.internal.kernels.nd4j;

import java.util.function.IntConsumer;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;

/** Visits what a window reads of images, which lie one after another. */
record WindowLoop(Window window, int height, int width, int outHeight, int outWidth) {

  /** Takes the sizes of images of shape [channels × height × width], or signals of one less. */
  static WindowLoop of(BatchTensor x, Window window, BatchTensor out) {
    return new WindowLoop(window, height(x), width(x), height(out), width(out));
  }

  private static int height(BatchTensor images) {
    return images.dimensions() == 2 ? 1 : images.size(1);
  }

  private static int width(BatchTensor images) {
    return images.size(images.dimensions() - 1);
  }

  /** Visits the indices of the elements of output {@code o}, row by row, without the padding. */
  void visit(int o, IntConsumer visitor) {
    int image = o / (outHeight * outWidth);
    int top = o / outWidth % outHeight * window.strideHeight() - window.top();
    int left = o % outWidth * window.strideWidth() - window.left();
    for (int i = 0; i < window.height(); i++) {
      int row = top + i * window.dilationHeight();
      for (int j = 0; j < window.width(); j++) {
        int column = left + j * window.dilationWidth();
        if (row >= 0 && row < height && column >= 0 && column < width) {
          visitor.accept((image * height + row) * width + column);
        }
      }
    }
  }

  /** Returns the index of the first NaN of an output, or else of its first greatest element. */
  int greatest(double[] x, int o) {
    int[] best = {-1};
    visit(
        o,
        i -> {
          boolean better = best[0] < 0 || x[i] > x[best[0]] || Double.isNaN(x[i]);
          if (better && (best[0] < 0 || !Double.isNaN(x[best[0]]))) {
            best[0] = i;
          }
        });
    return best[0];
  }

  /** Returns by what the sum over an output's elements is divided. */
  int divisor(int o, boolean countsPadding) {
    if (countsPadding) {
      return window.height() * window.width();
    }
    int[] count = {0};
    visit(o, i -> count[0]++);
    return count[0];
  }
}
