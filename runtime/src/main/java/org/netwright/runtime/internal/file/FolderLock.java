package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Locks a folder, so that no other process, and nothing else in this one, works in it.
 *
 * <p>The lock is one of the operating system, on a file {@code .lock} in the folder: it ends with
 * the process, however it ends. The file says who holds it, for messages.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /** After all text, because on Windows locked bytes cannot be read by others. */
  private static final long POSITION = 1L << 40;

  /**
   * The system properties, which all class loaders of the process share, say by whom a folder is
   * locked in this process.
   */
  private static final String PROPERTY = "org.netwright.lock:";

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Locks a folder.
   *
   * @param folder an existing folder
   * @param purpose the work of the holder, for messages
   * @throws FolderInUseException if it is locked already
   * @throws IOException if the file of the lock cannot be written, or the file system has no locks
   */
  public static FolderLock acquire(Path folder, String purpose) throws IOException {
    Path real = folder.toRealPath();
    String holder =
        "process %d, since %s: %s"
            .formatted(
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                purpose);
    // Asked first: on POSIX systems, to open and close the file a second time would end the lock.
    Object own = System.getProperties().putIfAbsent(PROPERTY + real, holder);
    if (own != null) {
      throw new FolderInUseException(folder, "this process has locked it (" + own + ")");
    }
    try {
      return Uninterrupted.call(() -> acquire(folder, real, holder));
    } catch (IOException | RuntimeException e) {
      System.getProperties().remove(PROPERTY + real);
      throw e;
    }
  }

  private static FolderLock acquire(Path folder, Path real, String holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            real.resolve(NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock(POSITION, 1, false) == null) {
        throw new FolderInUseException(
            folder, "another process has locked it (" + text(channel) + ")");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(real, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    return text.isEmpty() ? "it does not say which" : text;
  }

  /**
   * Ends the lock. The empty file stays: if it were deleted, another process could hold a lock on
   * the deleted file.
   */
  @Override
  public void close() {
    try (channel) {
      Uninterrupted.call(() -> channel.truncate(0));
    } catch (IOException e) {
      // The lock has ended, or ends with the process.
    } finally {
      System.getProperties().remove(PROPERTY + folder);
    }
  }
}
