package org.netwright.runtime.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.runtime.internal.image.ImageFiles.colour;
import static org.netwright.runtime.internal.image.ImageFiles.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final ImageDecoder COLOUR = new ImageDecoder(3, null, 1_000_000);
  private static final ImageDecoder GREY = new ImageDecoder(1, null, 1_000_000);

  /** A JPEG of 8 × 8 pixels, written by Pillow. */
  private static final String CMYK =
      "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZ"
          + "gWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAA"
          + "AAAAAAAAAAAAAAUG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwCjEnTT/9k=";

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("image"), bytes);
  }

  private int[] decoded(ImageDecoder decoder, byte[] bytes) throws IOException {
    byte[] pixels = decoder.decode(file(bytes)).bytes();
    int[] numbers = new int[pixels.length];
    Arrays.setAll(numbers, i -> pixels[i] & 0xFF);
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsTheNumbersOfAFile(String format) throws IOException {
    BufferedImage image =
        image(2, 3, (y, x) -> colour(100 * y + 10 * x, 200 - 100 * y - 10 * x, 7 * x));
    assertThat(decoded(COLOUR, ImageFiles.bytes(image, format)))
        .containsExactly(0, 10, 20, 100, 110, 120, 200, 190, 180, 100, 90, 80, 0, 7, 14, 0, 7, 14);
    Pixels pixels = COLOUR.decode(file(ImageFiles.bytes(image, format)));
    assertThat(pixels.channels()).isEqualTo(3);
    assertThat(pixels.height()).isEqualTo(2);
    assertThat(pixels.width()).isEqualTo(3);
    assertThat(COLOUR.sizeOf(file(ImageFiles.bytes(image, format))))
        .isEqualTo(new ImageDecoder.Size(2, 3));
  }

  @Test
  void readsGif() throws IOException {
    byte[] red = {1, (byte) 200, 3, 4};
    byte[] green = {10, 20, 30, 40};
    byte[] blue = {0, (byte) 255, (byte) 128, 7};
    BufferedImage image =
        new BufferedImage(
            4, 1, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(2, 4, red, green, blue));
    image.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {2, 0, 3, 1});
    assertThat(decoded(COLOUR, ImageFiles.bytes(image, "gif")))
        .containsExactly(3, 1, 4, 200, 30, 10, 40, 20, 128, 0, 7, 255);
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = image(16, 16, (y, x) -> colour(200, 50, 100));
    int[] numbers = decoded(COLOUR, ImageFiles.bytes(image, "jpg"));
    int[] expected = {200, 50, 100};
    for (int i = 0; i < numbers.length; i++) {
      assertThat(numbers[i]).isCloseTo(expected[i / 256], within(3));
    }
  }

  /** As Pillow's convert("L"). */
  @Test
  void coloursBecomeGrey() throws IOException {
    int[] colours = {
      colour(255, 0, 0),
      colour(0, 255, 0),
      colour(0, 0, 255),
      colour(255, 255, 255),
      colour(10, 20, 30),
      colour(200, 100, 50),
      colour(1, 2, 3),
      colour(128, 127, 129)
    };
    BufferedImage image = image(2, 4, (y, x) -> colours[4 * y + x]);
    assertThat(decoded(GREY, ImageFiles.bytes(image, "png")))
        .containsExactly(76, 150, 29, 255, 18, 124, 2, 128);
  }

  private static BufferedImage grey(int type, int... samples) {
    BufferedImage image = new BufferedImage(samples.length, 1, type);
    image.getRaster().setSamples(0, 0, samples.length, 1, 0, samples);
    return image;
  }

  /** Java's own conversion of grey to colours would make them brighter. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp"})
  void greyFilesHaveEqualColours(String format) throws IOException {
    int[] samples = new int[64];
    Arrays.fill(samples, 64);
    byte[] file = ImageFiles.bytes(grey(BufferedImage.TYPE_BYTE_GRAY, samples), format);
    assertThat(decoded(COLOUR, file)).hasSize(3 * 64).containsOnly(64);
    assertThat(decoded(GREY, file)).hasSize(64).containsOnly(64);
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws IOException {
    byte[] grey =
        ImageFiles.bytes(
            grey(BufferedImage.TYPE_USHORT_GRAY, 0, 128, 129, 257, 32896, 65535), "png");
    assertThat(decoded(GREY, grey)).containsExactly(0, 0, 1, 1, 128, 255);
    byte[] lines = {0, 1, 1, (byte) 0x80, (byte) 0x80, (byte) 0xFF, (byte) 0xFF};
    assertThat(decoded(COLOUR, ImageFiles.png(1, 1, 16, 2, lines, null)))
        .containsExactly(1, 128, 255);
  }

  @Test
  void fewBitsAreSpreadOverTheRange() throws IOException {
    assertThat(decoded(GREY, ImageFiles.png(1, 4, 1, 0, new byte[] {0, (byte) 0b0101_0000}, null)))
        .containsExactly(0, 255, 0, 255);
    assertThat(decoded(GREY, ImageFiles.png(1, 4, 2, 0, new byte[] {0, 0b00_01_10_11}, null)))
        .containsExactly(0, 85, 170, 255);
    assertThat(decoded(COLOUR, ImageFiles.png(1, 2, 4, 0, new byte[] {0, 0x3F}, null)))
        .containsExactly(51, 255, 51, 255, 51, 255);
  }

  @Test
  void palettesAreLookedUp() throws IOException {
    byte[] palette = {1, 2, 3, (byte) 200, 100, 50};
    assertThat(decoded(COLOUR, ImageFiles.png(1, 2, 8, 3, new byte[] {0, 1, 0}, palette)))
        .containsExactly(200, 1, 100, 2, 50, 3);
  }

  @Test
  void transparencyIsIgnored() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00_64_32_16);
    image.setRGB(1, 0, 0x80_64_32_16);
    assertThat(decoded(COLOUR, ImageFiles.bytes(image, "png")))
        .containsExactly(0x64, 0x64, 0x32, 0x32, 0x16, 0x16);
    // Grey with transparency.
    assertThat(decoded(COLOUR, ImageFiles.png(1, 1, 8, 4, new byte[] {0, 64, 0}, null)))
        .containsExactly(64, 64, 64);
  }

  @Test
  void imagesAreScaled() throws IOException {
    ImageDecoder decoder = new ImageDecoder(1, new ImageDecoder.Size(1, 2), 1000);
    BufferedImage image = image(4, 4, (y, x) -> x < 2 ? 0 : colour(200, 200, 200));
    assertThat(decoded(decoder, ImageFiles.bytes(image, "png"))).containsExactly(29, 171);
  }

  private static byte[] progressive(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "progressive", "bmp", "gif"})
  void aFileThatEndsTooEarlyIsRefused(String format) throws IOException {
    BufferedImage image = image(24, 20, (y, x) -> colour(x * 12, y * 10, (x * y * 7) % 256));
    byte[] whole =
        format.equals("progressive") ? progressive(image) : ImageFiles.bytes(image, format);
    int[] numbers = decoded(COLOUR, whole);
    int refused = 0;
    for (int length : lengths(whole.length)) {
      Path file = file(Arrays.copyOf(whole, length));
      try {
        byte[] pixels = COLOUR.decode(file).bytes();
        // What was missing was not part of the pixels.
        assertThat(pixels).hasSize(numbers.length);
        for (int i = 0; i < pixels.length; i++) {
          assertThat(pixels[i] & 0xFF).isEqualTo(numbers[i]);
        }
        assertThat(whole.length - length).isLessThan(25);
      } catch (IllegalArgumentException e) {
        assertThat(e)
            .hasMessageStartingWith(file + ": expected ")
            .message()
            .matches(text -> text.endsWith("; remove or replace the file") == isImage(text));
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(lengths(whole.length).length - 25);
  }

  /** Returns whether a file was taken for an image, as its beginning is one. */
  private static boolean isImage(String message) {
    return !message.contains("an image that Java can read");
  }

  /** Returns all lengths near both ends, and some between. */
  private static int[] lengths(int whole) {
    return IntStream.range(0, whole)
        .filter(length -> length < 50 || length > whole - 50 || length % 11 == 0)
        .toArray();
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.png"), "not an image");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COLOUR.decode(text))
        .withMessage(
            text
                + ": expected an image that Java can read (PNG, JPEG, BMP or GIF), got another file;"
                + " convert or remove it");
    Path gone = folder.resolve("gone.png");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> COLOUR.decode(gone))
        .withMessage(gone + ": deleted since the folder was listed, or a broken link");
  }

  @Test
  void otherColoursAreRefused() throws IOException {
    // Four channels, without the mark of Adobe that says what they are.
    WritableRaster unknown = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, null);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(unknown, null, null));
    }
    writer.dispose();
    for (byte[] jpeg : List.of(bytes.toByteArray(), Base64.getDecoder().decode(CMYK))) {
      Path file = file(jpeg);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> COLOUR.decode(file))
          .withMessage(
              file
                  + ": expected colours that are RGB or grey, got others, such as CMYK; convert the"
                  + " image");
    }
  }

  @Test
  void aFileThatClaimsTooMuchIsRefusedBeforeItIsDecoded() throws IOException {
    Path file = file(ImageFiles.png(60_000, 50_000, 8, 2, new byte[0], null));
    String message =
        file
            + ": expected at most 1000000 pixels, got a file that claims 60000 × 50000; if you trust"
            + " it, set a higher limit with maxPixels(3000000000)";
    assertThatIllegalArgumentException().isThrownBy(() -> COLOUR.decode(file)).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> COLOUR.sizeOf(file)).withMessage(message);
  }

  @Test
  void nothingIsCachedOnDisk() throws IOException {
    byte[] bytes = ImageFiles.bytes(image(4, 4, (y, x) -> 0), "png");
    Path cache = Files.createDirectory(folder.resolve("cache"));
    boolean before = ImageIO.getUseCache();
    try {
      ImageIO.setUseCache(true);
      ImageIO.setCacheDirectory(cache.toFile());
      Files.delete(cache);
      assertThat(decoded(GREY, bytes)).containsOnly(0);
    } finally {
      ImageIO.setCacheDirectory(null);
      ImageIO.setUseCache(before);
    }
  }
}
