package org.netwright.runtime.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResizingTest {
  private static Pixels image(int channels, int height, int width) {
    byte[] bytes = new byte[channels * height * width];
    int at = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          bytes[at++] = (byte) ((37 * y * y + 91 * x + 13 * x * y + 50 * channel) % 256);
        }
      }
    }
    return new Pixels(channels, height, width, bytes);
  }

  private static int[] numbers(Pixels image) {
    int[] numbers = new int[image.bytes().length];
    Arrays.setAll(numbers, i -> image.bytes()[i] & 0xFF);
    return numbers;
  }

  /** Pillow rounds between its two passes. */
  private static void assertLikePillow(Pixels image, int height, int width, int... pillow) {
    int[] own = numbers(Resizing.resized(image, height, width));
    assertThat(own).hasSameSizeAs(pillow);
    int differences = 0;
    for (int i = 0; i < own.length; i++) {
      assertThat(own[i]).isBetween(pillow[i] - 1, pillow[i] + 1);
      differences += own[i] == pillow[i] ? 0 : 1;
    }
    assertThat(differences).isLessThanOrEqualTo(own.length / 4);
  }

  @Test
  void givesTheNumbersOfPillow() {
    assertLikePillow(
        image(1, 9, 11), 3, 4, 112, 140, 143, 132, 139, 138, 131, 136, 115, 128, 121, 112);
    assertLikePillow(
        image(1, 3, 4),
        5,
        7,
        0,
        33,
        85,
        137,
        170,
        76,
        17,
        15,
        49,
        105,
        159,
        196,
        104,
        47,
        37,
        74,
        134,
        193,
        234,
        147,
        93,
        104,
        88,
        65,
        118,
        174,
        179,
        183,
        148,
        98,
        19,
        68,
        134,
        201,
        243);
    assertLikePillow(
        image(1, 9, 7),
        4,
        12,
        45,
        64,
        94,
        151,
        185,
        125,
        109,
        139,
        142,
        135,
        110,
        93,
        96,
        116,
        147,
        130,
        128,
        188,
        186,
        122,
        133,
        160,
        128,
        109,
        100,
        120,
        150,
        156,
        156,
        134,
        121,
        115,
        120,
        126,
        102,
        86,
        43,
        76,
        129,
        145,
        147,
        105,
        110,
        162,
        140,
        102,
        116,
        125);
    assertLikePillow(
        image(1, 6, 6), 6, 2, 82, 117, 135, 139, 102, 171, 144, 149, 163, 136, 128, 102);
  }

  @Test
  void channelsAreScaledByThemselves() {
    Pixels both = Resizing.resized(image(2, 9, 7), 4, 5);
    byte[] second = Arrays.copyOfRange(image(2, 9, 7).bytes(), 63, 126);
    assertThat(Arrays.copyOf(both.bytes(), 20))
        .isEqualTo(Resizing.resized(image(1, 9, 7), 4, 5).bytes());
    assertThat(Arrays.copyOfRange(both.bytes(), 20, 40))
        .isEqualTo(Resizing.resized(new Pixels(1, 9, 7, second), 4, 5).bytes());
  }

  @Test
  void aPlainImageStaysPlain() {
    byte[] white = new byte[3 * 17 * 31];
    Arrays.fill(white, (byte) 255);
    for (int[] size : new int[][] {{1, 1}, {5, 3}, {40, 90}, {17, 2}}) {
      assertThat(Resizing.resized(new Pixels(3, 17, 31, white), size[0], size[1]).bytes())
          .containsOnly(255);
    }
  }

  @Test
  void aVeryLongImageNeedsLittleMemory() {
    // All lines at the new width would take 20 GB.
    Pixels tall = new Pixels(1, 5_000_000, 1, new byte[5_000_000]);
    assertThat(Resizing.resized(tall, 3, 1000).bytes()).containsOnly(0).hasSize(3000);
  }
}
