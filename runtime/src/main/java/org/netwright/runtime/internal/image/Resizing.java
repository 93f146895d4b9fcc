package org.netwright.runtime.internal.image;

import java.util.Arrays;

/**
 * Scales images with a triangle filter, which is bilinear interpolation where an image is enlarged.
 * Where it is reduced, the filter covers all pixels that a new one stands for, so that none is
 * skipped, as Pillow's {@code BILINEAR} does.
 */
final class Resizing {
  private Resizing() {}

  /** Returns an image in another size; the same if it has that size. */
  static Pixels resized(Pixels image, int height, int width) {
    if (image.height() == height && image.width() == width) {
      return image;
    }
    Filter columns = new Filter(image.width(), width);
    Filter rows = new Filter(image.height(), height);
    byte[] resized = new byte[image.channels() * height * width];
    float[] sums = new float[height * width];
    float[] line = new float[width];
    for (int channel = 0; channel < image.channels(); channel++) {
      Arrays.fill(sums, 0);
      int from = channel * image.height() * image.width();
      // Line by line, because an image can have more lines than there is memory for.
      for (int y = 0, done = 0; y < image.height(); y++) {
        columns.apply(image.bytes(), from + y * image.width(), line);
        while (rows.end(done) <= y) {
          done++;
        }
        for (int row = done; row < height && rows.first[row] <= y; row++) {
          float weight = rows.weights[row][y - rows.first[row]];
          int begin = row * width;
          for (int x = 0; x < width; x++) {
            sums[begin + x] += weight * line[x];
          }
        }
      }
      for (int i = 0; i < sums.length; i++) {
        resized[channel * sums.length + i] = (byte) Math.min(255, (int) (sums[i] + 0.5f));
      }
    }
    return new Pixels(image.channels(), height, width, resized);
  }

  /** Which numbers of a line each new number is a mean of, and with which weights. */
  private static final class Filter {
    final int[] first;
    final float[][] weights;

    Filter(int length, int newLength) {
      first = new int[newLength];
      weights = new float[newLength][];
      double scale = (double) length / newLength;
      double reach = Math.max(scale, 1);
      for (int i = 0; i < newLength; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - reach + 0.5));
        int end = Math.min(length, (int) (centre + reach + 0.5));
        double[] own = new double[end - first[i]];
        double sum = 0;
        for (int j = 0; j < own.length; j++) {
          own[j] = Math.max(0, 1 - Math.abs(first[i] + j + 0.5 - centre) / reach);
          sum += own[j];
        }
        weights[i] = new float[own.length];
        for (int j = 0; j < own.length; j++) {
          weights[i][j] = (float) (own[j] / sum);
        }
      }
    }

    /** Returns the number behind the last that a new number is a mean of. */
    int end(int i) {
      return first[i] + weights[i].length;
    }

    void apply(byte[] bytes, int from, float[] line) {
      for (int i = 0; i < line.length; i++) {
        float[] own = weights[i];
        int begin = from + first[i];
        float sum = 0;
        for (int j = 0; j < own.length; j++) {
          sum += own[j] * (bytes[begin + j] & 0xFF);
        }
        line[i] = sum;
      }
    }
  }
}
