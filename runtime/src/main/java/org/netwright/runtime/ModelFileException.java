package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** A model cannot be loaded: its file is damaged, or belongs to another network. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public ModelFileException(Path file, String what) {
    super(file + ": " + what);
  }
}
