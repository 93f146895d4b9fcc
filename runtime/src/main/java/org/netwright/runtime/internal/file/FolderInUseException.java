package org.netwright.runtime.internal.file;

import java.io.IOException;
import java.nio.file.Path;

/** A folder is locked. */
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path folder, String why) {
    super("%s is in use: %s".formatted(folder, why));
  }
}
