package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Folders that files are to be written to. */
public final class Folders {
  private Folders() {}

  /**
   * Creates a folder and those that it is in, if they do not exist.
   *
   * @throws IOException if that fails; the message names the folder and the reason
   */
  public static void create(Path folder) throws IOException {
    // A symbolic link to a folder is one, which createDirectories does not accept as such.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      Path existing = existing(folder);
      throw new IOException(
          "the folder %s cannot be created: %s"
              .formatted(
                  folder,
                  Files.isDirectory(existing) ? whyNotIn(existing, e) : existing + " is a file"),
          e);
    }
  }

  /** Returns the folder, or the nearest above it that exists. */
  private static Path existing(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  /** Some file systems report that the new folder does not exist. */
  private static String whyNotIn(Path existing, IOException e) {
    return e instanceof NoSuchFileException
        ? "a folder cannot be created in " + existing
        : reason(e);
  }

  /** Returns the reason without the name of a file, which may be a temporary one. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
