package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What changes when a file is replaced or written. Links are followed, so that a link to another
 * file, as Kubernetes updates its volumes, is a change too.
 *
 * @param key the inode; null where the file system has none
 */
public record FileStamp(FileTime modified, long size, @Nullable Object key) {
  /**
   * Returns that of a file, or null if there is none.
   *
   * @throws IOException if the file system does not say
   */
  public static @Nullable FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
