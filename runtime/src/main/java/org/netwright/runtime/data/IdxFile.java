package org.netwright.runtime.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Files in the <a href="http://yann.lecun.com/exdb/mnist/">IDX format</a> of MNIST and
 * Fashion-MNIST, as they are or compressed with gzip.
 */
public final class IdxFile {
  private static final int UNSIGNED_BYTES = 8;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int CHUNK = 1 << 20;

  private IdxFile() {}

  /**
   * Reads images of one byte a pixel, as rows of numbers from 0 to 1.
   *
   * @throws IllegalArgumentException if the file is none of images
   */
  public static Rows images(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      long[] sizes = sizes(file, in, 3);
      return new ByteRows(elements(file, in, sizes), sizes[1] * sizes[2]);
    }
  }

  /**
   * Reads class numbers.
   *
   * @throws IllegalArgumentException if the file is none of class numbers
   */
  public static Rows labels(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      byte[] bytes = elements(file, in, sizes(file, in, 1));
      float[] numbers = new float[bytes.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = bytes[i] & 0xFF;
      }
      return Rows.of(numbers, 1);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      boolean compressed = (in.read() << 8 | in.read()) == GZIP_MAGIC;
      in.reset();
      return new DataInputStream(compressed ? new GZIPInputStream(in, 1 << 16) : in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static long[] sizes(Path file, DataInputStream in, int dimensions) throws IOException {
    try {
      int magic = in.readInt();
      if (magic != (UNSIGNED_BYTES << 8 | dimensions)) {
        throw bad(
            file,
            "an IDX file of bytes in %d dimensions, which begins with %08x; got %08x"
                .formatted(dimensions, UNSIGNED_BYTES << 8 | dimensions, magic));
      }
      long[] sizes = new long[dimensions];
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = in.readInt();
        if (sizes[i] < 1) {
          throw bad(file, "sizes of at least 1, got " + sizes[i]);
        }
      }
      return sizes;
    } catch (EOFException e) {
      throw bad(file, "an IDX file, got one that ends within its first bytes");
    }
  }

  /** Reads chunk by chunk: what a file says of its size is not believed before it is read. */
  private static byte[] elements(Path file, DataInputStream in, long[] sizes) throws IOException {
    long expected = 1;
    for (long size : sizes) {
      expected *= size;
      if (expected > Integer.MAX_VALUE - 8) {
        throw bad(file, "fewer than 2³¹ bytes, got sizes " + Arrays.toString(sizes));
      }
    }
    byte[] elements = new byte[0];
    while (elements.length < expected) {
      byte[] chunk =
          in.readNBytes(
              (int) Math.min(Math.max(CHUNK, elements.length), expected - elements.length));
      if (chunk.length == 0) {
        throw bad(file, "%d bytes after its sizes, got %d".formatted(expected, elements.length));
      }
      int length = elements.length;
      elements = Arrays.copyOf(elements, length + chunk.length);
      System.arraycopy(chunk, 0, elements, length, chunk.length);
    }
    if (in.read() >= 0) {
      throw bad(file, "%d bytes after its sizes, got more".formatted(expected));
    }
    return elements;
  }

  private static IllegalArgumentException bad(Path file, String expected) {
    return new IllegalArgumentException(file + ": expected " + expected);
  }
}
