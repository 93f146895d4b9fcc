package org.netwright.samples.cli;

/** A command needs a file that another command writes. */
final class MissingFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingFileException(String message) {
    super(message);
  }
}
