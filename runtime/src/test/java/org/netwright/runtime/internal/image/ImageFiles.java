package org.netwright.runtime.internal.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Writes image files for tests. */
public final class ImageFiles {
  private ImageFiles() {}

  /** Returns an image of red, green and blue. */
  public static BufferedImage image(int height, int width, IntBinaryOperator colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour.applyAsInt(y, x));
      }
    }
    return image;
  }

  /** Returns a colour. */
  public static int colour(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  /** Returns the bytes of a file. */
  public static byte[] bytes(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("cannot be written as " + format);
    }
    return bytes.toByteArray();
  }

  /** Writes a file in the format that its name ends with, and the folders that it is in. */
  public static Path write(Path file, BufferedImage image) throws IOException {
    String name = file.getFileName().toString();
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes(image, name.substring(name.lastIndexOf('.') + 1)));
  }

  /** Writes an image of one colour. */
  public static Path write(Path file, int height, int width, int colour) throws IOException {
    return write(file, image(height, width, (y, x) -> colour));
  }

  /**
   * Returns a PNG file.
   *
   * @param bits of a sample
   * @param type of colour, as the format numbers it
   * @param lines the bytes of all lines, each after a 0
   * @param palette null if there is none
   */
  static byte[] png(int height, int width, int bits, int type, byte[] lines, byte[] palette)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {(byte) bits, (byte) type, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    if (palette != null) {
      chunk(out, "PLTE", palette);
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
      deflater.write(lines);
    }
    chunk(out, "IDAT", compressed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
    byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(letters);
    sum.update(content);
    out.writeInt(content.length);
    out.write(letters);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
