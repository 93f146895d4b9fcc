package org.netwright.runtime.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures, decoded by Java's own reader. */
class PictureTest {
  @Test
  void greyPixelsAreInTheirRows() throws IOException {
    Picture picture = Picture.ofPixels(1, 2, 3, 0, 0.2, 0.4, 0.6, 0.8, 1);
    assertThat(picture.width()).isEqualTo(3);
    assertThat(picture.height()).isEqualTo(2);
    BufferedImage image = decoded(picture);
    assertThat(image.getColorModel().getNumComponents()).isEqualTo(1);
    assertThat(samples(image, 0)).containsExactly(0, 51, 102, 153, 204, 255);
  }

  @Test
  void channelsAreRedGreenAndBlue() throws IOException {
    BufferedImage image = decoded(Picture.ofPixels(3, 1, 2, 1, 0.2, 0, 0.4, 0.6, 0.8));
    assertThat(samples(image, 0)).containsExactly(255, 51);
    assertThat(samples(image, 1)).containsExactly(0, 102);
    assertThat(samples(image, 2)).containsExactly(153, 204);
  }

  /** Of all channels together, so that colours stay what they are. */
  @ParameterizedTest
  @CsvSource({"0, 51, 102, 0 128 255", "-1, 0, 1, 0 128 255", "-3, -2, -1, 0 128 255"})
  void numbersOutsideOfTheUnitIntervalAreScaledToTheirRange(
      double first, double second, double third, String expected) throws IOException {
    BufferedImage image = decoded(Picture.ofPixels(3, 1, 1, first, second, third));
    assertThat("%d %d %d".formatted(at(image, 0), at(image, 1), at(image, 2))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-7, 1.5, 255, 1e300, -Double.MAX_VALUE})
  void anImageOfOneNumberIsGrey(double number) throws IOException {
    assertThat(samples(decoded(Picture.ofPixels(1, 1, 2, number, number)), 0))
        .containsExactly(128, 128);
  }

  @Test
  void theLargestNumbersDoNotOverflow() throws IOException {
    double most = Double.MAX_VALUE;
    assertThat(samples(decoded(Picture.ofPixels(1, 1, 3, -most, 0, most)), 0))
        .containsExactly(0, 128, 255);
  }

  @Test
  void zeroIsInTheMiddleOfAFilter() throws IOException {
    assertThat(samples(decoded(Picture.ofFilter(1, 2, 2, -0.5, 0, 0.25, 0.5)), 0))
        .containsExactly(0, 128, 191, 255);
    // The range is that of the greatest absolute value, over all channels.
    BufferedImage image = decoded(Picture.ofFilter(3, 1, 1, 0.1, 0, -0.2));
    assertThat(at(image, 0)).isEqualTo(191);
    assertThat(at(image, 1)).isEqualTo(128);
    assertThat(at(image, 2)).isEqualTo(0);
  }

  @Test
  void aFilterOfZerosIsGrey() throws IOException {
    assertThat(samples(decoded(Picture.ofFilter(1, 1, 2, 0, -0.0)), 0)).containsExactly(128, 128);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteHasNoPicture(double number) {
    assertThatIllegalArgumentException().isThrownBy(() -> Picture.ofPixels(1, 1, 2, 0, number));
    assertThatIllegalArgumentException().isThrownBy(() -> Picture.ofFilter(1, 1, 2, 0, number));
  }

  @Test
  void theNumbersAreAsManyAsTheShapeSays() {
    assertThatIllegalArgumentException().isThrownBy(() -> Picture.ofPixels(3, 2, 2, new double[4]));
  }

  /** A page has many of them, and a screen shows them small. */
  @Test
  void largeImagesAreReduced() throws IOException {
    int height = 200;
    int width = 300;
    double[] pixels = new double[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % width < 150 ? 0.2 : 0.8;
    }
    Picture picture = Picture.ofPixels(1, height, width, pixels);
    // By 4, the last blocks being smaller.
    assertThat(picture.height()).isEqualTo(50);
    assertThat(picture.width()).isEqualTo(75);
    BufferedImage image = decoded(picture);
    int[] line = image.getRaster().getSamples(0, 7, 75, 1, 0, (int[]) null);
    assertThat(Arrays.copyOf(line, 37)).containsOnly(51);
    assertThat(line[37]).isEqualTo(128);
    assertThat(Arrays.copyOfRange(line, 38, 75)).containsOnly(204);
  }

  @Test
  void theLastBlocksOfAReducedImageHaveFewerPixels() throws IOException {
    double[] pixels = new double[193];
    pixels[192] = 1;
    Picture picture = Picture.ofPixels(1, 1, 193, pixels);
    assertThat(picture.width()).isEqualTo(65);
    assertThat(decoded(picture).getRaster().getSample(64, 0, 0)).isEqualTo(255);
  }

  @Test
  void imagesOfNoiseAreDecodedExactly() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      int height = 1 + random.nextInt(96);
      int width = 1 + random.nextInt(96);
      int channels = random.nextBoolean() ? 1 : 3;
      double[] pixels = random.doubles((long) channels * height * width).toArray();
      BufferedImage image = decoded(Picture.ofPixels(channels, height, width, pixels));
      for (int c = 0; c < channels; c++) {
        int[] samples = samples(image, c);
        for (int j = 0; j < samples.length; j++) {
          assertThat(samples[j]).isEqualTo(Math.round(255 * pixels[c * samples.length + j]));
        }
      }
    }
  }

  private static int at(BufferedImage image, int channel) {
    return image.getRaster().getSample(0, 0, channel);
  }

  private static int[] samples(BufferedImage image, int channel) {
    return image
        .getRaster()
        .getSamples(0, 0, image.getWidth(), image.getHeight(), channel, (int[]) null);
  }

  private static BufferedImage decoded(Picture picture) throws IOException {
    byte[] file = Base64.getDecoder().decode(picture.png());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(image.getWidth()).isEqualTo(picture.width());
    assertThat(image.getHeight()).isEqualTo(picture.height());
    return image;
  }
}
