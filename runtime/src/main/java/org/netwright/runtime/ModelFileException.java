package org.netwright.runtime;

import java.io.IOException;

/** A model cannot be loaded: its file is damaged, or belongs to another network. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param file what was read; its text names it
   */
  public ModelFileException(Object file, String what) {
    super(file + ": " + what);
  }
}
