package org.netwright.runtime.internal.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes images as PNG (ISO/IEC 15948). {@code javax.imageio} would do it too, but needs the module
 * java.desktop, which a server may lack.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte BITS = 8;
  private static final byte GREY = 0;
  private static final byte RGB = 2;

  /** The length, the type and the checksum of a chunk. */
  private static final int OVERHEAD = 12;

  private Png() {}

  /**
   * Returns the bytes of a file.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   * @param pixels [height × width × channels]
   */
  static byte[] encode(int width, int height, int channels, byte[] pixels) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(BITS)
            .put(channels == 1 ? GREY : RGB)
            .array();
    byte[] data = deflated(lines(width * channels, height, pixels));
    ByteBuffer file =
        ByteBuffer.allocate(SIGNATURE.length + header.length + data.length + 3 * OVERHEAD);
    file.put(SIGNATURE);
    put(file, "IHDR", header);
    put(file, "IDAT", data);
    put(file, "IEND");
    return file.array();
  }

  /** Returns the lines, each after a 0, which says that it is not filtered. */
  private static byte[] lines(int length, int height, byte[] pixels) {
    byte[] lines = new byte[(length + 1) * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * length, lines, y * (length + 1) + 1, length);
    }
    return lines;
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] deflated = new byte[64 + bytes.length];
      int length = 0;
      while (!deflater.finished()) {
        if (length == deflated.length) {
          deflated = Arrays.copyOf(deflated, 2 * length);
        }
        length += deflater.deflate(deflated, length, deflated.length - length);
      }
      return Arrays.copyOf(deflated, length);
    } finally {
      deflater.end();
    }
  }

  private static void put(ByteBuffer file, String type, byte... data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    file.putInt(data.length).put(name).put(data).putInt((int) checksum.getValue());
  }
}
