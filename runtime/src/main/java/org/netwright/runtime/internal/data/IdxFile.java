package org.netwright.runtime.internal.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.netwright.runtime.internal.file.Uninterrupted;

/**
 * Files in the <a href="http://yann.lecun.com/exdb/mnist/">IDX format</a> of MNIST and
 * Fashion-MNIST, plain or compressed with gzip.
 */
public final class IdxFile {
  private static final int UNSIGNED_BYTES = 8;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int CHUNK = 1 << 20;

  /** Deflate cannot compress more than that: 258 bytes in two bits. */
  private static final int HIGHEST_COMPRESSION = 1032;

  private static final long GIBIBYTE = 1L << 30;

  private IdxFile() {}

  /** Returns how many bytes a file may have if it is not set: 1 GiB, or a third of the heap. */
  public static long defaultLimit() {
    return Math.min(GIBIBYTE, Runtime.getRuntime().maxMemory() / 3);
  }

  /**
   * Reads images of one byte per pixel, as rows of numbers from 0 to 1.
   *
   * @param maxBytes how many bytes the pixels may take
   * @throws IllegalArgumentException if the file does not hold images, or too many
   */
  public static Rows images(Path file, long maxBytes) throws IOException {
    try (DataInputStream in = open(file)) {
      long[] sizes = sizes(file, in, 3);
      return new ByteRows(elements(file, in, sizes, maxBytes), sizes[1] * sizes[2]);
    }
  }

  /**
   * Reads class numbers.
   *
   * @param maxBytes how many bytes the numbers may take
   * @throws IllegalArgumentException if the file does not hold class numbers, or too many
   */
  public static Rows labels(Path file, long maxBytes) throws IOException {
    try (DataInputStream in = open(file)) {
      byte[] bytes = elements(file, in, sizes(file, in, 1), maxBytes);
      float[] numbers = new float[bytes.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = bytes[i] & 0xFF;
      }
      return Rows.of(numbers, 1);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Uninterrupted.open(file));
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

  /** Reads chunk by chunk: memory grows with what is read, not with what the header claims. */
  private static byte[] elements(Path file, DataInputStream in, long[] sizes, long maxBytes)
      throws IOException {
    long expected = 1;
    for (long size : sizes) {
      expected *= size;
      if (expected > Integer.MAX_VALUE - 8) {
        throw bad(file, "fewer than 2³¹ bytes, got sizes " + Arrays.toString(sizes));
      }
    }
    long compressed = Files.size(file);
    if (expected > compressed * HIGHEST_COMPRESSION) {
      throw bad(
          file,
          "%d bytes after its sizes, but its %d bytes cannot hold them"
              .formatted(expected, compressed));
    }
    if (expected > maxBytes) {
      throw bad(
          file,
          "at most %d bytes after its sizes, but its sizes %s claim %d; if you trust the file, set a"
                  .formatted(maxBytes, Arrays.toString(sizes), expected)
              + " higher limit, as in Data.idx(images, labels, %dL)".formatted(expected));
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
