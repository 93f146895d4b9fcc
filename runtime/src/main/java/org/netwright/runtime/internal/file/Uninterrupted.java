package org.netwright.runtime.internal.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads and writes files on threads that may be interrupted.
 *
 * <p>An interrupt closes the {@link java.nio.channels.FileChannel} that its thread uses. It ends a
 * training run, but must not end the file in which the result of the run is saved.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** What is done with a file. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does all of it, from the beginning. */
    T run() throws IOException;
  }

  /**
   * Runs an action, again from the beginning if an interrupt ended it. If the thread was
   * interrupted before or meanwhile, it is interrupted afterwards.
   *
   * @throws IOException if the action fails for another reason
   */
  public static <T> T call(Action<T> action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return action.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Opens a file to read it. An interrupt does not close the stream, unless the file is in another
   * file system than the default one.
   */
  public static InputStream open(Path file) throws IOException {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      return Files.newInputStream(file);
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder");
    }
    return new FileInputStream(file.toFile());
  }
}
