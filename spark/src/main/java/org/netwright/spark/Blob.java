package org.netwright.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;

/** Files as arrays of bytes, as Spark sends them. */
final class Blob {
  /** Those that an array of Java can have, with a head. */
  static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  private Blob() {}

  /**
   * Makes sure that an array can have so many bytes.
   *
   * @throws IllegalArgumentException if it cannot
   */
  static int requireSize(String what, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s has %d bytes, but Spark's tasks cannot send 2³¹ or more at once; train so large a network on one machine"
              .formatted(what, bytes));
    }
    return (int) bytes;
  }

  /** Reads a file of any file system that Hadoop knows. */
  static byte[] read(FileSystem files, org.apache.hadoop.fs.Path file) throws IOException {
    long size = files.getFileStatus(file).getLen();
    byte[] bytes = new byte[requireSize(file.toString(), size)];
    try (FSDataInputStream in = files.open(file)) {
      in.readFully(0, bytes);
    }
    return bytes;
  }

  /** Reads a local file. */
  static byte[] read(String what, Path file) throws IOException {
    requireSize(what, Files.size(file));
    return Files.readAllBytes(file);
  }
}
