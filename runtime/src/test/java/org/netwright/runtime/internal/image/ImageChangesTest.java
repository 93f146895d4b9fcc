package org.netwright.runtime.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Augmentation;

class ImageChangesTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;
  private static final int PLANE = HEIGHT * WIDTH;

  /** Where an image begins in its array. */
  private static final int AT = 3;

  private interface Pixel {
    float at(int channel, int row, int column);
  }

  private static float[] image(Pixel pixel) {
    float[] image = new float[AT + 2 * PLANE + 1];
    Arrays.fill(image, -1);
    for (int i = 0; i < 2 * PLANE; i++) {
      image[AT + i] = pixel.at(i / PLANE, i / WIDTH % HEIGHT, i % WIDTH);
    }
    return image;
  }

  private static float number(int channel, int row, int column) {
    return 100 * channel + 10 * row + column + 1;
  }

  private static float[] changed(Augmentation augmentation, float[] image, long seed) {
    float[] changed = image.clone();
    new ImageChanges((ImageAugmentation) augmentation, 2, HEIGHT, WIDTH).apply(changed, AT, seed);
    // What is before and behind the image stays.
    assertThat(Arrays.copyOf(changed, AT)).containsOnly(-1);
    assertThat(changed[AT + 2 * PLANE]).isEqualTo(-1);
    return changed;
  }

  @Test
  void noneChangesNothing() {
    float[] image = image(ImageChangesTest::number);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(changed(Augmentation.none(), image, seed)).isEqualTo(image);
      assertThat(changed(Augmentation.none().shift(0).zoom(1), image, seed)).isEqualTo(image);
    }
  }

  @Test
  void flipsHalfOfTheImages() {
    float[] image = image(ImageChangesTest::number);
    float[] mirrored = image((channel, row, column) -> number(channel, row, WIDTH - 1 - column));
    int flipped = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float[] changed = changed(Augmentation.none().flipHorizontally(), image, seed);
      assertThat(changed).isIn(image, mirrored);
      flipped += Arrays.equals(changed, mirrored) ? 1 : 0;
    }
    // Five standard deviations.
    assertThat(flipped).isBetween(1000 - 112, 1000 + 112);
  }

  @Test
  void movesZerosInByEachDistanceEquallyOften() {
    float[] image = image(ImageChangesTest::number);
    Map<String, Integer> distances = new HashMap<>();
    for (int seed = 0; seed < 5000; seed++) {
      float[] changed = changed(Augmentation.none().shift(2), image, seed);
      int found = 0;
      for (int down = -2; down <= 2; down++) {
        for (int right = -2; right <= 2; right++) {
          int dy = down;
          int dx = right;
          float[] moved =
              image(
                  (channel, row, column) ->
                      row - dy < 0 || row - dy >= HEIGHT || column - dx < 0 || column - dx >= WIDTH
                          ? 0
                          : number(channel, row - dy, column - dx));
          if (Arrays.equals(changed, moved)) {
            distances.merge(down + " " + right, 1, Integer::sum);
            found++;
          }
        }
      }
      assertThat(found).isEqualTo(1);
    }
    assertThat(distances).hasSize(25);
    assertThat(distances.values()).allSatisfy(count -> assertThat(count).isBetween(130, 270));
  }

  @Test
  void aFlippedImageIsMovedFirst() {
    float[] image = image(ImageChangesTest::number);
    for (int seed = 0; seed < 50; seed++) {
      float[] moved = changed(Augmentation.none().shift(2), image, seed);
      float[] both = changed(Augmentation.none().shift(2).flipHorizontally(), image, seed);
      float[] mirrored =
          image(
              (channel, row, column) ->
                  moved[AT + channel * PLANE + row * WIDTH + WIDTH - 1 - column]);
      assertThat(both).isIn(moved, mirrored);
    }
  }

  @Test
  void zoomsIntoAllPartsOfAllSizes() {
    // Interpolation of a plane is exact, so that the part can be read off.
    float[] image = image((channel, row, column) -> channel == 0 ? row : column);
    double smallest = 1;
    double largest = 0;
    double mostLeft = 1;
    double mostRight = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float[] changed = changed(Augmentation.none().zoom(0.5), image, seed);
      double share = changed[AT + 3 * WIDTH] - changed[AT + 2 * WIDTH];
      double top = changed[AT + 2 * WIDTH] + 0.5 - 2.5 * share;
      double left = changed[AT + PLANE + 3] + 0.5 - 3.5 * share;
      assertThat(share).isBetween(0.5 - 1e-6, 1 + 1e-6);
      assertThat(top).isBetween(-1e-5, HEIGHT * (1 - share) + 1e-5);
      assertThat(left).isBetween(-1e-5, WIDTH * (1 - share) + 1e-5);
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          int at = AT + row * WIDTH + column;
          double y = top + (row + 0.5) * share - 0.5;
          double x = left + (column + 0.5) * share - 0.5;
          assertThat((double) changed[at])
              .isCloseTo(Math.max(0, Math.min(HEIGHT - 1, y)), within(2e-5));
          assertThat((double) changed[PLANE + at])
              .isCloseTo(Math.max(0, Math.min(WIDTH - 1, x)), within(2e-5));
        }
      }
      smallest = Math.min(smallest, share);
      largest = Math.max(largest, share);
      if (share < 0.9) {
        mostLeft = Math.min(mostLeft, left / (WIDTH * (1 - share)));
        mostRight = Math.max(mostRight, left / (WIDTH * (1 - share)));
      }
    }
    assertThat(smallest).isLessThan(0.51);
    assertThat(largest).isGreaterThan(0.99);
    assertThat(mostLeft).isLessThan(0.01);
    assertThat(mostRight).isGreaterThan(0.99);
  }

  @Test
  void aPlainImageStaysPlain() {
    float[] image = image((channel, row, column) -> 0.1f + channel);
    assertThat(changed(Augmentation.none().zoom(0.3).flipHorizontally(), image, 1))
        .isEqualTo(image);
  }

  @Test
  void dependsOnTheSeedAlone() {
    float[] image = image(ImageChangesTest::number);
    Augmentation all = Augmentation.none().flipHorizontally().shift(1).zoom(0.7);
    assertThat(changed(all, image, 5)).isEqualTo(changed(all, image, 5));
    assertThat(changed(all, image, 5)).isNotEqualTo(changed(all, image, 6));
  }

  @Test
  void isAValue() {
    Augmentation both = Augmentation.none().flipHorizontally().zoom(0.8).shift(2);
    assertThat(both)
        .isEqualTo(Augmentation.none().shift(3).shift(2).zoom(0.8).flipHorizontally())
        .hasToString("flipHorizontally().shift(2).zoom(0.8)");
    assertThat(Augmentation.none()).hasToString("none()");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentation.none().shift(-1))
        .withMessage("shift must be at least 0 pixels, got -1");
    for (double share : new double[] {0, -0.5, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Augmentation.none().zoom(share))
          .withMessage("zoom must be a share of the image above 0 and at most 1, got " + share);
    }
  }
}
