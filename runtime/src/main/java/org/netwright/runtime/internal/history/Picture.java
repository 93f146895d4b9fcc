package org.netwright.runtime.internal.history;

import java.util.Base64;

/**
 * A small picture of numbers.
 *
 * @param png the file, in Base64, as a page has it
 */
public record Picture(int width, int height, String png) {
  /** A screen shows them small, and a page has many of them. */
  private static final int MOST_PIXELS_OF_SIDE = 96;

  private static final int GREY = 128;

  /**
   * Draws an image. If its numbers are not all from 0, black, to 1, they are scaled to their range.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   * @param numbers [channels × height × width], row-major
   * @throws IllegalArgumentException if they are more or fewer, or one is not finite
   */
  public static Picture ofPixels(int channels, int height, int width, double... numbers) {
    require(channels * height * width, numbers);
    double least = 0;
    double greatest = 0;
    for (int i = 0; i < numbers.length; i++) {
      least = i == 0 ? numbers[i] : Math.min(least, numbers[i]);
      greatest = i == 0 ? numbers[i] : Math.max(greatest, numbers[i]);
    }
    return least >= 0 && greatest <= 1
        ? of(channels, height, width, 0, 1, numbers)
        : of(channels, height, width, least, greatest, numbers);
  }

  /**
   * Draws a filter. 0 is in the middle between black and white, which is the greatest absolute
   * value.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   * @param numbers [channels × height × width], row-major
   * @throws IllegalArgumentException if they are more or fewer, or one is not finite
   */
  public static Picture ofFilter(int channels, int height, int width, double... numbers) {
    require(channels * height * width, numbers);
    double greatest = 0;
    for (double number : numbers) {
      greatest = Math.max(greatest, Math.abs(number));
    }
    return of(channels, height, width, -greatest, greatest, numbers);
  }

  private static void require(int length, double... numbers) {
    if (numbers.length != length) {
      throw new IllegalArgumentException(
          "expected %d numbers, got %d".formatted(length, numbers.length));
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("expected finite numbers, got " + number);
      }
    }
  }

  /** Draws numbers, averaged over blocks of as many as make the picture small enough. */
  private static Picture of(
      int channels, int height, int width, double black, double white, double... numbers) {
    int block = ceiling(Math.max(height, width), MOST_PIXELS_OF_SIDE);
    int rows = ceiling(height, block);
    int columns = ceiling(width, block);
    byte[] pixels = new byte[channels * rows * columns];
    int at = 0;
    for (int y = 0; y < height; y += block) {
      for (int x = 0; x < width; x += block) {
        for (int c = 0; c < channels; c++) {
          double sum = 0;
          int count = 0;
          for (int i = y; i < Math.min(y + block, height); i++) {
            for (int j = x; j < Math.min(x + block, width); j++) {
              sum += share(numbers[(c * height + i) * width + j], black, white);
              count++;
            }
          }
          pixels[at++] = (byte) (black < white ? Math.round(255 * sum / count) : GREY);
        }
      }
    }
    byte[] file = Png.encode(columns, rows, channels, pixels);
    return new Picture(columns, rows, Base64.getEncoder().encodeToString(file));
  }

  private static int ceiling(int number, int divisor) {
    return (number - 1) / divisor + 1;
  }

  /** Returns where a number lies between black, 0, and white, 1; the halves do not overflow. */
  private static double share(double number, double black, double white) {
    return (number / 2 - black / 2) / (white / 2 - black / 2);
  }
}
