package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes files so that each is complete, or as it was before, whatever happens in between: a full
 * disk, a killed process, a loss of power.
 */
public final class AtomicFile {
  private static final int MOST_LINKS = 40;

  /** How much of a file's name is in that of its temporary file, so that this is not too long. */
  private static final int PREFIX = 60;

  private AtomicFile() {}

  /** The content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes a text in UTF-8, as {@link #write(Path, Content)} does. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes, as {@link #write(Path, Content)} does. */
  public static void write(Path file, byte[] bytes) throws IOException {
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
      Path place = placeOf(target);
      Uninterrupted.call(
          () -> {
            if (Files.exists(place) && !Files.isRegularFile(place)) {
              // A device or a pipe, which cannot be replaced, and loses nothing.
              try (FileChannel channel = FileChannel.open(place, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
              }
            } else {
              replace(place, content);
            }
            return place;
          });
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, Folders.reason(e)), e);
    }
  }

  /** Follows symbolic links, so that a link stays a link, also if its target does not exist yet. */
  private static Path placeOf(Path target) throws IOException {
    Path place = target;
    for (int links = 0; Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(target.toString());
      }
      place = place.resolveSibling(Files.readSymbolicLink(place));
    }
    return place;
  }

  private static void replace(Path target, Content content) throws IOException {
    String name = target.getFileName().toString();
    String prefix = name.substring(0, Math.min(name.length(), PREFIX));
    Path temporary = target.resolveSibling("." + prefix + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      keepPermissions(target, temporary);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncFolder(target);
  }

  /** A file that only its owner may read stays one. */
  private static void keepPermissions(Path earlier, Path later) throws IOException {
    if (Files.exists(earlier)
        && Files.getFileStore(later).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(later, Files.getPosixFilePermissions(earlier));
    }
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
