package org.netwright.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files so that each is complete, or as it was before, whatever happens in between: a full
 * disk, a killed process, a loss of power.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** The content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes a text in UTF-8, as {@link #write(Path, Content)} does. */
  public static void write(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(
        file,
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  /**
   * Writes a file next to its place, waits until the disk has it, and moves it there. Its folder is
   * created if it does not exist.
   *
   * @throws IOException if that fails, with a message that names the file or the folder; an earlier
   *     file is unchanged
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new IOException("%s cannot be written: it is a folder".formatted(file));
    }
    Path folder = target.getParent();
    if (folder != null) {
      Folders.create(folder);
    }
    try {
      // A link stays a link.
      target = Files.isSymbolicLink(target) ? target.toRealPath() : target;
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        // A device or a pipe, which cannot be replaced, and loses nothing.
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
          content.writeTo(channel);
        }
      } else {
        replace(target, content);
      }
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, Folders.reason(e)), e);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncFolder(target);
  }

  /** Makes the move itself permanent; Windows cannot do that, and does not need it. */
  private static void syncFolder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // The file is complete, even if a loss of power may bring the earlier one back.
    }
  }
}
